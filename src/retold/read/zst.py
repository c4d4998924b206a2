"""WARC files packed with Zstandard, read as the plain WARC inside: a frame a record, with or without a dictionary.

What unpacks is part of Python from 3.14; before, `backports.zstd` has the same names. A stream goes on at any place
that was read before, from the start of its frame, so that a revisit costs one record.
"""

import importlib
import io
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

LIBRARIES = ("compression.zstd", "backports.zstd")
BLOCK = 1 << 16
DICTIONARY = b"\x5d\x2a\x4d\x18"  # the magic number of a frame that holds the dictionary, which packs all others
PACKED = b"\x28\xb5\x2f\xfd"  # that of a packed frame: the dictionary may be packed itself
MAX_DICTIONARY = 20_000_000  # bytes; they are of some 100 kB


def library() -> Any:
    """What unpacks Zstandard, None where there is nothing."""
    for name in LIBRARIES:
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None


@dataclass(slots=True)
class Frames:
    """The frames of a file: its dictionary, and where those read so far begin, unpacked and packed."""

    path: Path
    unpacks: Any
    dictionary: Any = None
    starts: list[tuple[int, int]] = field(default_factory=list)

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The plain WARC inside."""
        with self.path.open("rb") as stream:
            if not self.starts:
                self._begin(stream)
            yield Unpacked(stream, self)  # type: ignore[misc] # it is read and sought, no more

    def _begin(self, stream: IO[bytes]) -> None:
        """Reads the dictionary. Raises ValueError where it cannot be one."""
        head = stream.read(8)
        if head[:4] != DICTIONARY:
            self.starts.append((0, 0))
            return
        size = int.from_bytes(head[4:], "little")
        data = stream.read(min(size, MAX_DICTIONARY + 1))
        if len(data) != size:
            raise ValueError("the dictionary is cut off or too large")
        if data[:4] == PACKED:
            data = self.unpacks.ZstdDecompressor().decompress(data, MAX_DICTIONARY)
        self.dictionary = self.unpacks.ZstdDict(data)
        self.starts.append((0, len(head) + size))


class Unpacked(io.RawIOBase):
    """The bytes of all frames one after the other. Never more than asked for is unpacked at once."""

    def __init__(self, stream: IO[bytes], frames: Frames) -> None:
        super().__init__()
        self._stream, self._frames = stream, frames
        self._frame: Any = None
        self._at, self._fed = frames.starts[0]
        stream.seek(self._fed)

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, as many as there are at hand; none at the end. Raises EOFError where a frame is cut off."""
        while True:
            whole = self._frame is None or self._frame.eof
            more = self._frame.unused_data if whole and self._frame else b""
            if not more and (whole or self._frame.needs_input):
                more = self._stream.read(BLOCK)
                self._fed += len(more)
                if not more and not whole:
                    raise EOFError("the last record is cut off")
                if not more:
                    return b""
            if whole:
                self._next(self._fed - len(more))
            data: bytes = self._frame.decompress(more, size if 0 < size < BLOCK else BLOCK)
            if data:
                self._at += len(data)
                return data

    def _next(self, packed: int) -> None:
        """Begins the frame that stands at a place of the file, and notes where that is."""
        self._frame = self._frames.unpacks.ZstdDecompressor(self._frames.dictionary)
        if self._at > self._frames.starts[-1][0]:
            self._frames.starts.append((self._at, packed))

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Goes to a place of what is unpacked that was read before."""
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("only places from the start are known")
        starts = self._frames.starts
        self._at, self._fed = starts[max(0, bisect_right(starts, offset, key=lambda start: start[0]) - 1)]
        self._stream.seek(self._fed)
        self._frame = None
        while self._at < offset and self.read(offset - self._at):
            pass
        return self._at
