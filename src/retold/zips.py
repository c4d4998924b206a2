"""What of a ZIP may be unpacked. Documents, sheets and web archives are ZIPs, and some are made to fill a machine."""

import zipfile

# a member that packs better than this is a bomb: text packs to a tenth, and a sheet of one line again and again to 1 %
MAX_RATIO = 200
# bytes from which the ratio counts; the head of a packed file weighs more than it packs
SMALL = 1_000
# other ways of packing are unpacked without a bound by the library, and no program that makes such files uses them
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def check(package: zipfile.ZipFile, whole: int) -> None:
    """Raises ValueError where a ZIP of `whole` bytes is none that may be unpacked: packed too well, in another way, or
    with members that lie over one another. What it says of itself binds it: no more is unpacked than it declares."""
    packed = 0
    for item in package.infolist():
        if item.compress_type not in METHODS:
            raise ValueError(f"{item.filename[:100]} is packed in a way that is not read")
        if item.file_size > MAX_RATIO * max(item.compress_size, SMALL):
            raise ValueError(f"{item.filename[:100]} unpacks to {item.file_size:,} bytes")
        packed += item.compress_size
    if packed > whole:
        raise ValueError("its members lie over one another")
