"""Config out of a TOML file and the command line's options; the edges call this, the core never does."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from retold.config import Config
from retold.errors import UsageError

PAIRS = ("same", "keep_apart", "treat_as_copy", "independent")


def load(path: Path | None, **options: Any) -> Config:
    """The defaults, over them the file's settings, over these the options that are not None. Raises UsageError."""
    config = Config()
    if path is not None:
        config = replace(config, **_read(path))
    given = {name: value for name, value in options.items() if value is not None and value != ()}
    for name in PAIRS:
        if name in given:
            given[name] = getattr(config, name) + tuple(given[name])
    return replace(config, **given)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not valid TOML ({error})") from error
    return {name: _checked(path, name, value) for name, value in found.items()}


def _checked(path: Path, name: str, value: Any) -> Any:
    """The value as Config types it."""
    kinds = get_type_hints(Config, include_extras=True)
    if name not in kinds:
        raise UsageError(f"{path}: there is no setting {name!r}; there are: {', '.join(sorted(kinds))}")
    try:
        return msgspec.convert(value, kinds[name])
    except msgspec.ValidationError as error:
        wanted = kinds[name].__metadata__[0].title
        raise UsageError(f"{path}: {name} takes {wanted}, not {value!r:.60} ({error})") from error
