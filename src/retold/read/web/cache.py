"""Answers kept on disk by address, so that a page that did not change is not sent again.

A kept answer is only used when the site itself says that it still holds (304, by ETag or date).
"""

import hashlib
import os
from pathlib import Path

import msgspec

from retold.config import Config
from retold.read.web.transport import Exchange

MOST = 2_000  # files; the oldest are removed beyond it


class Cache:
    """A folder of answers, or nothing where the setting says "none" or the folder cannot be used."""

    def __init__(self, config: Config) -> None:
        self._folder = _folder(config.fetch_cache)

    def get(self, url: str) -> Exchange | None:
        """The answer that is kept of an address."""
        if self._folder is None:
            return None
        try:
            found = msgspec.msgpack.decode(self._path(self._folder, url).read_bytes(), type=Exchange)
        except (OSError, msgspec.MsgspecError):
            return None
        return found if found.url == url else None

    def put(self, answer: Exchange) -> None:
        """Keeps an answer that the site can confirm later."""
        if self._folder is None or answer.status != 200 or not self.conditions(answer):
            return
        path = self._path(self._folder, answer.url)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(msgspec.msgpack.encode(answer))
            part.replace(path)
            self._trim(self._folder)
        except OSError:
            # a full or closed disk costs the cache, not the page
            self._folder = None

    @staticmethod
    def conditions(kept: Exchange) -> dict[str, str]:
        """The headers that ask whether a kept answer still holds."""
        told = {"If-None-Match": kept.header("etag"), "If-Modified-Since": kept.header("last-modified")}
        return {name: value for name, value in told.items() if value}

    @staticmethod
    def _path(folder: Path, url: str) -> Path:
        return folder / f"{hashlib.sha256(url.encode()).hexdigest()}.answer"

    @staticmethod
    def _trim(folder: Path) -> None:
        kept = list(folder.glob("*.answer"))
        if len(kept) > MOST:
            for path in sorted(kept, key=lambda item: item.stat().st_mtime)[: len(kept) - MOST * 9 // 10]:
                path.unlink(missing_ok=True)


def _folder(setting: str) -> Path | None:
    if setting in ("none", ""):
        return None
    if setting != "auto":
        return Path(setting)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "retold" / "pages"
