"""Lists of addresses: one a line, with comments."""

MAX_LIST = 5_000_000  # bytes; some 50,000 addresses, and reading a longer text only to see that it is none costs time


def lines(data: bytes) -> list[str]:
    """The addresses of a text that holds one a line and nothing else but empty lines and comments (#); none of a text
    that holds anything else, which is an article."""
    if len(data) > MAX_LIST:
        return []
    found: list[str] = []
    for line in data.decode("utf-8-sig", "replace").splitlines():
        url = line.partition(" #")[0].strip()
        if not url or url.startswith("#"):
            continue
        if not url.lower().startswith(("http://", "https://")) or len(url.split()) > 1:
            return []
        found.append(url)
    return found
