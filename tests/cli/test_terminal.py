"""Commands on a real terminal, and ended by the system, as a process of its own."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TEXT = "The mayor of Marrow Bay, Ada Quill, resigned on Monday after two years in office, the council said."
# what Rich takes for markup, and what a terminal takes for a title, a link, a cleared screen
NAME = "[/red][bold]\x1b]0;owned\x07\x1b]8;;http:x\x07\x1b[2J\u202e"


def on_a_terminal(*words: str) -> tuple[str, int]:
    """What a command writes on a terminal that is its standard error and output, and its exit code."""
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [sys.executable, "-m", "retold", *words], stdin=slave, stdout=slave, stderr=slave, env=environment
    )
    os.close(slave)
    found = b""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        if not select.select([master], [], [], 0.5)[0]:
            continue
        try:
            found += os.read(master, 1 << 16)
        except OSError:  # the last process that held the terminal is gone
            break
    os.close(master)
    return found.decode("utf-8", "replace"), process.wait(60)


def test_names_with_markup_and_escapes_on_a_terminal(tmp_path: Path) -> None:
    story = tmp_path / "in" / f"story {NAME.replace('/', '')}"
    story.mkdir(parents=True)
    for number in range(2):
        record = {"id": f"{number}{NAME}", "outlet": NAME, "title": NAME, "text": TEXT.replace("two", str(number + 2))}
        (story / f"{number}{NAME.replace('/', '')}.jsonl").write_text(json.dumps(record) + '\n{"id": "broken')
    out = str(tmp_path / f"out{NAME.replace('/', '')}")
    for words in (
        ("analyze", str(story), "-o", str(tmp_path / "a.jsonl")),
        ("cluster", str(story), "-o", str(tmp_path / "c.jsonl")),
        ("compare", str(story), "-o", out),
        ("compare", "--each", str(tmp_path / "in"), "-o", f"{out}s"),
        ("verify", out),
    ):
        shown, code = on_a_terminal(*words)
        assert code == 0, (words, shown)
        assert "internal error" not in shown and "MarkupError" not in shown
        for hostile in ("\x1b]", "\x07", "\x1b[2J", "\u202e"):
            assert hostile not in shown, (words, shown)


@pytest.mark.parametrize("processes", ["1", "2"])
def test_each_asked_to_end_keeps_what_is_finished(processes: str, tmp_path: Path) -> None:
    for number in range(60):
        folder = tmp_path / "in" / f"story{number:02d}"
        folder.mkdir(parents=True)
        for name in ("a", "b"):
            (folder / f"{name}.txt").write_text(f"{TEXT} {'It rained. ' * 1_000}")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "retold", "compare", "--each", str(tmp_path / "in"), "-o", str(out)]
    process = subprocess.Popen([*command, "--processes", processes], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    until = time.monotonic() + 200
    while time.monotonic() < until and not list(out.glob("*/done.json")):
        time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    message = process.communicate(timeout=100)[1]
    assert process.returncode == 143
    assert b"what was finished is kept" in message and b"Traceback" not in message
    kept = sorted(path.parent.name for path in out.glob("*/done.json"))
    assert 0 < len(kept) < 60
    assert json.loads((out / kept[0] / "comparison.json").read_bytes())["accounts"]
    assert not list(out.rglob("*.part"))
