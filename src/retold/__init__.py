"""Retold: several tellings of one news story, side by side.

`retold.analyze(text)`, `retold.compare(inputs)` and `retold.same_name(left, right, type)` are the API; importing the
package loads nothing heavy.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Config", "Page", "analyze", "compare", "same_name"]

_WHERE = {
    "analyze": "retold.api",
    "compare": "retold.api",
    "same_name": "retold.resolve.names",
    "Config": "retold.config",
    "Page": "retold.model",
}

if TYPE_CHECKING:
    from retold.api import analyze, compare
    from retold.config import Config
    from retold.model import Page
    from retold.resolve.names import same_name


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        import importlib

        return getattr(importlib.import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'retold' has no attribute {name!r}")


class _Package(ModuleType):
    """`retold.compare` is the function, although a subpackage has the same name: importing that must not hide it."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _WHERE and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
