"""One frozen Config, loaded only at the edges and passed as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Config:
    """Settings and limits. Sizes are bytes or code points, times are seconds.

    `shown` is the probability from which a row is shown: at 0.22, rows of difference reach their best F1 against a
    careful reader (cross-validated), with about half of them real. Rows on which the accounts agree are shown from
    `shown_alike`: they are many, and a reader misses little by a doubtful one.
    """

    model: str = "en_core_web_md"
    language: str = "en"
    max_page_bytes: int = 20_000_000
    max_text: int = 400_000
    max_line: int = 100_000
    max_inputs: int = 200_000
    max_unzipped_bytes: int = 200_000_000
    batch_pages: int = 64
    guard: bool = True
    processes: int = 0
    shown: float = 0.22
    shown_alike: float = 0.25
    same: tuple[tuple[str, str], ...] = ()
    keep_apart: tuple[tuple[str, str], ...] = ()
    treat_as_copy: tuple[tuple[str, str], ...] = ()
    independent: tuple[tuple[str, str], ...] = ()
