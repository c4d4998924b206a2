"""A settings file: what is right is taken, what is wrong is named with the file, the setting and what would be right."""

from pathlib import Path

import pytest

from retold.errors import UsageError
from retold.settings import load


def test_settings_and_options(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('max_text = 5\nprocesses = 0\nsame = [["A", "B"]]\n')
    found = load(path, processes=2, same=(("C", "D"),), model=None)
    assert (found.max_text, found.processes, found.same) == (5, 2, (("A", "B"), ("C", "D")))
    assert found.model == load(None).model


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("batch_pages = 0", "at least 1"),
        ("max_text = -5", "at least 1"),
        ("max_line = 0", "at least 1"),
        ("processes = -1", "at least 0"),
        ("processes = 100000", "at most 256"),
        ("max_text = 1.5", "whole number"),
        ("max_text = true", "whole number"),
        ("guard = 1", "true or false"),
        ("model = 3", "a string"),
        ('model = ""', "not empty"),
        ("no_such = 1", "there is no setting 'no_such'"),
        ('same = "A"', "list of pairs"),
        ('same = [["A"]]', "list of pairs"),
        ('same = [["A", 1]]', "list of pairs"),
        ("a = [", "not valid TOML"),
        ("\udce9", "not valid TOML"),
    ],
)
def test_wrong_settings(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(line, errors="surrogateescape")
    with pytest.raises(UsageError) as raised:
        load(path)
    assert said in str(raised.value) and str(path) in str(raised.value)
    assert said.startswith(("not", "there")) or line.split()[0] in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(UsageError, match="check the path"):
            load(path)
