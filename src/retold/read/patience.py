"""Bytes of a file, a pipe or a device, read with a bound of size and of time: what never ends or never comes stops
nothing.
"""

import errno
import gzip
import io
import os
import stat
import time
from pathlib import Path


def take(path: Path, limit: int, seconds: float, zipped: bool = False) -> bytes:
    """At most `limit` + 1 bytes of what lies at `path`, unzipped where it is `zipped`. Raises OSError, which a
    TimeoutError is, EOFError or zlib.error."""
    with _opened(path, seconds) as stream:
        return gzip.GzipFile(fileobj=stream).read(limit + 1) if zipped else stream.read(limit + 1)


def is_endless(path: Path) -> bool:
    """Whether a path is there and is neither a file nor a folder: a pipe, a device, a socket."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _opened(path: Path, seconds: float) -> io.BufferedReader:
    if not hasattr(os, "O_NONBLOCK"):
        return path.open("rb")
    # opening a pipe that nobody writes to would wait already
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    return io.BufferedReader(_Patient(handle, seconds), 1 << 20)


class _Patient(io.RawIOBase):
    """A file that is waited for no longer than `seconds` in all."""

    def __init__(self, handle: int, seconds: float) -> None:
        self.handle = handle
        self.seconds = seconds
        self.until = time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        import select

        waiting = select.poll()
        waiting.register(self.handle, select.POLLIN)
        while True:
            left = self.until - time.monotonic()
            if left <= 0 or not waiting.poll(1000 * left):
                raise TimeoutError(errno.ETIMEDOUT, f"nothing more came within {self.seconds:g} seconds")
            try:
                return os.readv(self.handle, [buffer])
            except BlockingIOError:
                time.sleep(0.01)

    def close(self) -> None:
        if not self.closed:
            os.close(self.handle)
        super().close()
