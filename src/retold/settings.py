"""Config out of a TOML file and the command line's options; the edges call this, the core never does."""

import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from retold.config import Config
from retold.errors import UsageError

KINDS = {str: "a string", int: "a whole number", bool: "true or false", float: "a number from 0 to 1"}
MOST_PROCESSES = 256
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
    plain = {item.name: getattr(Config(), item.name) for item in fields(Config)}
    return {name: _checked(path, name, value, plain) for name, value in found.items()}


def _checked(path: Path, name: str, value: Any, plain: dict[str, Any]) -> Any:
    if name not in plain:
        raise UsageError(f"{path}: there is no setting {name!r}; there are: {', '.join(sorted(plain))}")
    if name in PAIRS:
        pairs = value if isinstance(value, list) else [value]
        if not all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(item, str) for item in pair) for pair in pairs
        ):
            raise UsageError(f'{path}: {name} takes a list of pairs of names, as [["A", "B"]]')
        return tuple((pair[0], pair[1]) for pair in pairs)
    if type(plain[name]) is float and type(value) is int:
        value = float(value)
    if type(value) is not type(plain[name]):
        raise UsageError(f"{path}: {name} takes {KINDS[type(plain[name])]}, not {value!r:.60}")
    if type(value) is float and not 0.0 <= value <= 1.0:
        raise UsageError(f"{path}: {name} is {value}; it must lie between 0 and 1")
    if type(value) is int and not (value >= 1 or (name == "processes" and value == 0)):
        raise UsageError(f"{path}: {name} is {value}; it must be at least {0 if name == 'processes' else 1}")
    if name == "processes" and value > MOST_PROCESSES:
        raise UsageError(f"{path}: processes is {value}; it must be at most {MOST_PROCESSES}")
    if value == "":
        raise UsageError(f"{path}: {name} is empty; leave it out for the default, {plain[name]!r}")
    return value
