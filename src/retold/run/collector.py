"""Python's collector of reference cycles, held while many records are made that stay alive.

The collector looks through all living objects again and again while their number grows; comparing makes hundreds of
thousands of records without cycles, and a fifth of its time went there (measured on 100 accounts, bench/).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held() -> Iterator[None]:
    """No search for cycles inside the block. What is no longer referred to is freed at once as ever."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
