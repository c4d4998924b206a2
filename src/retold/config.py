"""One frozen Config, loaded only at the edges and passed as a value."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

Text = Annotated[str, Meta(min_length=1, title="a string that is not empty")]
Limit = Annotated[int, Meta(ge=1, title="a whole number, at least 1")]
# more processes than any machine of one user has use for are a slip of the hand
Processes = Annotated[int, Meta(ge=0, le=256, title="a whole number, at least 0 and at most 256")]
Switch = Annotated[bool, Meta(title="true or false")]
Pairs = Annotated[tuple[tuple[str, str], ...], Meta(title='a list of pairs of names, as [["A", "B"]]')]


@dataclass(frozen=True, slots=True)
class Config:
    """Settings and limits. Sizes are bytes or code points, times are seconds."""

    model: Text = "en_core_web_md"
    language: Text = "en"
    max_page_bytes: Limit = 20_000_000
    max_text: Limit = 400_000
    max_line: Limit = 100_000
    max_inputs: Limit = 200_000
    max_unzipped_bytes: Limit = 200_000_000
    batch_pages: Limit = 64
    guard: Switch = True
    processes: Processes = 0
    same: Pairs = ()
    keep_apart: Pairs = ()
    treat_as_copy: Pairs = ()
    independent: Pairs = ()
