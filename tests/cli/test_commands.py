"""The command line as a user meets it: files written, messages, exit codes, no traceback."""

import ast
import html
import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from retold import app
from retold.cli import options
from retold.cli.main import main
from retold.config import Config
from retold.model import Decisions, PeopleDecision, RowDecision
from retold.report.json import decisions_json

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
ACCOUNTS = str(EXAMPLES / "brannock" / "accounts")
TEXT = "The mayor of Marrow Bay, Ada Quill, resigned on Monday after two years in office, the council said."


def retold(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "retold", *words], input=stdin, capture_output=True, timeout=300, check=False
    )
    assert b"Traceback" not in done.stderr
    return done


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; import retold.cli.main as m\ntry: m.cli(['--help'])\nexcept SystemExit: pass\nprint([n for n in ('spacy','trafilatura','altair','jinja2','rich','msgspec','numpy') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip().endswith("[]")


def test_compare_writes_its_files(tmp_path: Path) -> None:
    done = retold("compare", ACCOUNTS, "-o", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    written = {"comparison.json", "analyses.jsonl", "report.html", "brief.html"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == written
    assert b"report.html" in done.stdout
    again = retold("verify", str(tmp_path / "out"))
    assert again.returncode == 0, again.stderr


def test_verify_finds_a_changed_text(tmp_path: Path) -> None:
    retold("compare", ACCOUNTS, "-o", str(tmp_path))
    path = tmp_path / "analyses.jsonl"
    path.write_text(path.read_text().replace("crowns", "crumbs"))
    assert retold("verify", str(tmp_path)).returncode == 1


def test_json_goes_to_standard_output() -> None:
    done = retold("compare", ACCOUNTS, "--json", "--quiet")
    assert json.loads(done.stdout)["format"] == "retold/comparison/1"


def test_bad_input_loses_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(
        "The mayor of Marrow Bay, Ada Quill, resigned on Monday after two years in office, the council said."
    )
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "german.txt").write_text(
        "Die Bürgermeisterin von Marrow Bay ist am Montag zurückgetreten, wie der Rat der Stadt mitteilte. " * 4
    )
    (folder / "broken.jsonl").write_text('{"id": "x"\n')
    (folder / "debris.txt").write_text("Home\nShare\nTweet\n0\n")
    (folder / "error.html").write_text(
        "<title>404 Not Found</title><h1>404 Not Found</h1><p>The page you requested was not found on this server.</p>"
    )
    done = retold("analyze", str(folder), str(tmp_path / "missing.txt"), "-o", str(tmp_path / "out.jsonl"))
    assert done.returncode == 0
    message = done.stderr.decode()
    for name in ("empty.txt", "binary.txt", "german.txt", "broken.jsonl", "debris.txt", "error.html", "missing.txt"):
        assert name in message
    records = {
        record["article"]["id"]: record for record in map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    }
    assert records["good.txt"]["events"] or records["good.txt"]["mentions"]
    codes = {name: [problem["code"] for problem in record["problems"]] for name, record in records.items()}
    assert codes["empty.txt"] == ["empty"] and codes["binary.txt"] == ["binary"] and codes["german.txt"] == ["language"]
    assert codes["error.html"] == ["error_page"] and codes["debris.txt"] == ["no_body"]
    strict = retold("analyze", str(folder), "-o", str(tmp_path / "out.jsonl"), "--strict")
    assert strict.returncode == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["compare", ACCOUNTS], 2),
        (["compare"], 2),
        (["nonsense"], 2),
        (["analyze", "/no/such/thing.txt", "-o", "{tmp}/x.jsonl"], 3),
        (["compare", "/no/such/thing.txt", "-o", "{tmp}/x"], 3),
        (["compare", "--each", "{tmp}", "-o", "{tmp}/x"], 2),
        (["compare", ACCOUNTS, "-o", "{tmp}/x", "--config", "/no/such.toml"], 2),
        (["analyze", ACCOUNTS, "-o", "{tmp}/x.jsonl", "--model", "no_such_model"], 2),
        (["verify", "{tmp}"], 2),
    ],
)
def test_exit_codes(tmp_path: Path, words: list[str], code: int) -> None:
    done = retold(*[word.replace("{tmp}", str(tmp_path)) for word in words])
    assert done.returncode == code, done.stderr
    assert done.stderr.strip()


def test_each_story_apart_and_resumed(tmp_path: Path) -> None:
    stories, out = tmp_path / "stories", tmp_path / "out"
    for number, name in enumerate(("one", "two")):
        (stories / name).mkdir(parents=True)
        for outlet in ("a", "b"):
            text = f"The mayor of Marrow Bay, Ada Quill, resigned on Monday after {number + 2} years in office, paper {outlet} said."
            (stories / name / f"{outlet}.txt").write_text(text)
    (stories / "three.jsonl").write_text(
        json.dumps({"id": "a", "text": "The mayor of Marrow Bay resigned on Monday, the council said."})
    )
    (stories / "four").mkdir()
    first = retold("compare", "--each", str(stories), "-o", str(out))
    assert b"3 stories compared, 0 kept, 1 failed" in first.stdout
    assert (out / "one" / "comparison.json").is_file() and (out / "three" / "report.html").is_file()
    before = (out / "two" / "comparison.json").stat().st_mtime_ns
    (stories / "one" / "a.txt").write_text(
        "The mayor of Marrow Bay, Ada Quill, resigned on Tuesday after five years in office, she said."
    )
    second = retold("compare", "--each", str(stories), "-o", str(out), "--processes", "2")
    assert b"1 stories compared, 2 kept, 1 failed" in second.stdout
    assert (out / "two" / "comparison.json").stat().st_mtime_ns == before


def test_stories_of_one_name_do_not_share_a_folder(tmp_path: Path) -> None:
    stories, out = tmp_path / "stories", tmp_path / "out"
    (stories / "quay").mkdir(parents=True)
    (stories / "quay" / "one.txt").write_text("The mayor of Marrow Bay resigned on Monday, the council said.")
    (stories / "Quay.jsonl").write_text(json.dumps({"id": "b", "text": "A crane fell across the quay on Friday."}))
    done = retold("compare", "--each", str(stories), "-o", str(out))
    assert b"2 stories compared" in done.stdout
    titles = {json.loads((folder / "comparison.json").read_text())["accounts"][0]["id"] for folder in out.iterdir()}
    assert len(titles) == 2 and {folder.name for folder in out.iterdir()} == {"quay", "Quay.jsonl"}


def test_processes_and_order_change_nothing(tmp_path: Path) -> None:
    files = sorted(str(path) for path in Path(ACCOUNTS).iterdir())
    for name, words in {"a": files, "b": [*reversed(files), "--processes", "2"]}.items():
        assert retold("compare", *words, "-o", str(tmp_path / name), "--quiet").returncode == 0
    for name in ("comparison.json", "analyses.jsonl", "report.html", "brief.html"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_analyze_resumes(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert retold("analyze", ACCOUNTS, "-o", str(out), "--quiet").returncode == 0
    whole = out.read_bytes()
    lines = whole.splitlines(keepends=True)
    (tmp_path / "out.jsonl.part").write_bytes(b"".join(lines[:2]) + lines[2][:100])
    assert retold("analyze", ACCOUNTS, "-o", str(out), "--resume", "--quiet").returncode == 0
    assert out.read_bytes() == whole


def test_settings_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('keep_apart = [["Carla Dunne", "Carla Dunn"]]\nbatch_pages = 8\n')
    done = retold("compare", ACCOUNTS, "--json", "-q", "--config", str(tmp_path / "a.toml"))
    names = [sorted(name["text"] for name in item["names"]) for item in json.loads(done.stdout)["entities"]]
    assert not any({"Carla Dunne", "Carla Dunn"} <= set(item) for item in names)
    (tmp_path / "b.toml").write_text("no_such_setting = 1\n")
    assert retold("compare", ACCOUNTS, "--json", "--config", str(tmp_path / "b.toml")).returncode == 2


def test_standard_input() -> None:
    done = retold("compare", "-", "--json", "-q", stdin=Path(ACCOUNTS, "wire_extra.jsonl").read_bytes())
    assert len(json.loads(done.stdout)["accounts"]) == 2


def test_nothing_is_read_from_the_environment(tmp_path: Path) -> None:
    env = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "retold", "compare", ACCOUNTS, "--json", "-q"]
    here = subprocess.run(command, capture_output=True, env=env, check=True, timeout=300).stdout
    assert here == retold("compare", ACCOUNTS, "--json", "-q").stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m retold schema analysis | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"{\n", b"")


def test_standard_output_that_is_full() -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "retold", "schema", "analysis"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 2
    assert b"standard output: No space left" in done.stderr and b"Traceback" not in done.stderr


def test_lines_to_standard_output(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The mayor of Marrow Bay, Ada Quill, resigned on Monday, the council of the town said."
    )
    done = retold("cluster", str(tmp_path), "-o", "-")
    assert json.loads(done.stdout) == {"id": "a.txt", "story": "a.txt"}
    assert not Path("-").exists()


def test_names_cannot_move_the_cursor(tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[31m\u202e.txt").write_text("")
    done = retold("cluster", str(tmp_path), "-o", str(tmp_path / "x.jsonl"))
    assert b"\x1b" not in done.stderr and b"[U+000A][U+001B][31m[U+202E].txt" in done.stderr


HOSTILE = "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://x.example\x07\u202e\x9b31m[/red][bold\n\tretold: done"
# control characters but the line ends of our own lines, and marks of direction
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069]")


def _hostile_story(folder: Path, text: str = TEXT) -> Path:
    """A story whose every string is hostile: two accounts in a folder of a hostile name, and files that are broken."""
    story = folder / f"story{HOSTILE.replace('/', '')}"
    story.mkdir(parents=True)
    fields = ("id", "title", "outlet", "url", "published", "language")
    for number in range(2):
        record = {name: f"{number}{HOSTILE}" for name in fields if name != "language"}
        line = json.dumps(
            {**record, "text": f"{text} Mayor {HOSTILE} said {number + 3} were hurt.", "authors": [HOSTILE]}
        )
        (story / f"{number}.jsonl").write_text(line + "\n" + json.dumps({"id": HOSTILE, "title": {HOSTILE: 1}}))
    (story / f"x{HOSTILE.replace('/', '')}.txt").write_text("")
    (story / f"x{HOSTILE.replace('/', '')}.pdf").write_text("")
    return story


def inside(words: list[str], monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What a command prints, run in this process."""
    monkeypatch.setattr(sys, "argv", ["retold", *words])
    with pytest.raises(SystemExit):
        main()
    return capture.readouterr()


def test_no_command_prints_control_characters_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    story = _hostile_story(tmp_path / "in")
    out, name = tmp_path / f"out{HOSTILE.replace('/', '')}", HOSTILE
    empty = tmp_path / f"empty{HOSTILE.replace('/', '')}"
    empty.mkdir()
    chosen, feed = tmp_path / f"chosen{HOSTILE.replace('/', '')}.json", tmp_path / f"f{HOSTILE.replace('/', '')}.rss"
    decided = PeopleDecision("same", (name, "Ada Quill"), note=name)
    chosen.write_bytes(decisions_json(Decisions(name, (RowDecision(name, "keep", name, name),), (decided,))))
    feed.write_text(f"<rss><channel><item><title>{html.escape(name)}</title><link>https://a.example/&#27;[2J</link>")
    commands = [
        ["compare", str(story), "-o", str(out)],
        ["compare", str(story), "--json", "--same", name, name, "--treat-as-copy", name, name],
        ["compare", "--each", str(tmp_path / "in"), "-o", str(out)],
        ["compare", "--each", str(story), "-o", str(out)],
        ["analyze", str(story), "-o", str(tmp_path / "a.jsonl")],
        ["analyze", str(story), "-o", "-"],
        ["cluster", str(story), "-o", "-"],
        ["analyze", str(empty), "-o", str(tmp_path / "b.jsonl")],
        ["compare", str(empty), "-o", str(tmp_path / "b")],
        ["compare", str(story), "-o", str(story / "0.jsonl")],
        ["verify", str(out)],
        ["verify", str(empty)],
        ["export", "markdown", str(out), "-o", str(tmp_path / f"note{HOSTILE.replace('/', '')}.md")],
        ["export", name, str(out), "-o", str(tmp_path / "x")],
        ["export", "csv", str(empty), "-o", str(tmp_path / "x")],
        ["decide", str(out), "--from", str(chosen), "-o", str(tmp_path / f"d{HOSTILE.replace('/', '')}.json")],
        ["decide", str(out), "--from", f"/no/{name}", "-o", str(tmp_path / "d.json")],
        ["decide", str(empty), "--from", str(chosen), "-o", str(tmp_path / "d.json")],
        ["compare", str(story), "--json", "--decisions", str(chosen)],
        ["feed", str(feed)],
        ["feed", f"/no/{name}"],
        ["fetch", f"/no/{name}", "-o", str(tmp_path / "f.warc")],
        ["verify", f"/no/{name}"],
        ["compare", f"/no/{name}", f"https://{name}", "--json"],
        ["compare", f"--{name}", name],
        ["compare", str(story), "--json", "--config", f"/no/{name}"],
        ["compare", str(story), "--json", "--model", name],
        [name],
    ]
    for words in commands:
        if words == ["verify", str(out)]:
            changed = out / "analyses.jsonl"
            changed.write_bytes(changed.read_bytes().replace(b"Marrow", b"Morrow"))
        for printed in inside(words, monkeypatch, capfd):
            # tabs part the cells of our own rows
            stream = printed.replace("\t", " ") if words[0] == "feed" else printed
            found = HIDDEN.search(stream)
            assert found is None, (words, stream[max(0, found.start() - 60) : found.end() + 20])
            assert not any(line.startswith("retold: done") for line in stream.splitlines()), words
            assert "internal error" not in stream, (words, stream)
    for path in (
        path for path in (tmp_path / "a.jsonl", *out.rglob("*.json*"), *out.rglob("*.html")) if path.is_file()
    ):
        text = path.read_text("utf-8").replace("\t", " ")
        found = HIDDEN.search(text)
        assert found is None, (path.name, text[max(0, found.start() - 60) : found.end() + 20])


def test_what_may_be_foreign_is_printed_by_one_function() -> None:
    """No module of the command line prints but by `options`, which makes lines safe; constants and rendered text may."""
    allowed = {"schema.py", "options.py"}
    for path in (Path(app.__file__).parent / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "click.echo", "click.secho"):
                printed = ast.unparse(node.args[0])
                assert path.name in allowed or printed.startswith(("text.render(", "error.ctx.get_usage(")), printed
            assert path.name in allowed or ".buffer" not in ast.unparse(node), path.name


def test_names_with_markup_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    with options.bar("reading", quiet=False) as progress:
        progress(f"[/red][bold{HOSTILE}", 1, 2)
    assert "\x1b]0" not in shown.getvalue() and "\x07" not in shown.getvalue()


@pytest.mark.parametrize(
    ("words", "closing"),
    [
        ("compare - --json -q", "<&-"),
        (f"compare {ACCOUNTS}/wire_extra.jsonl --json -q", ">&-"),
        ("cluster - -o -", ">&-"),
        ("schema analysis", ">&-"),
        ("compare /no/such.txt --json", "2>&-"),
        ("compare - --json", "<&- >&- 2>&-"),
    ],
)
def test_closed_streams_are_no_internal_error(words: str, closing: str) -> None:
    command = f"{sys.executable} -m retold {words} {closing}"
    done = subprocess.run(
        ["/bin/bash", "-c", command], input=b"", capture_output=True, timeout=300, check=False
    )  # fmt: skip
    assert b"internal error" not in done.stderr and b"Traceback" not in done.stderr
    assert done.returncode in (0, 2, 3)
    if closing == ">&-" and "schema" not in words:
        assert b"standard output is closed" in done.stderr
    if closing == "<&-":
        assert b"standard input is closed" in done.stderr


def test_asked_to_end_it_keeps_what_is_finished(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(number), "text": f"{TEXT} {'It rained. ' * 2_000}"}) for number in range(90)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    out = tmp_path / "out.jsonl"
    (tmp_path / "one.toml").write_text("batch_pages = 1\nprocesses = 1\n")
    command = [sys.executable, "-m", "retold", "analyze", str(tmp_path / "in.jsonl"), "-o", str(out)]
    process = subprocess.Popen([*command, "--config", str(tmp_path / "one.toml")], stderr=subprocess.PIPE)
    part = tmp_path / "out.jsonl.part"
    until = time.monotonic() + 200
    while time.monotonic() < until and not (part.is_file() and part.stat().st_size):
        time.sleep(0.2)
    process.terminate()
    message = process.communicate(timeout=100)[1]
    assert process.returncode == 143
    assert b"--resume" in message and b"Traceback" not in message
    assert not out.exists()
    assert json.loads(part.read_bytes().splitlines()[0])["article"]["id"] == "0"


def test_interrupted_between_stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The mayor of Marrow Bay, Ada Quill, resigned on Monday after two years in office, the council said."
    for name in ("one", "two", "three"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "a.txt").write_text(text)
    whole, begun = app._story, []

    def story(given: tuple[Path, str], **options: Any) -> Any:
        begun.append(given[1])
        if len(begun) == 2:
            raise KeyboardInterrupt
        return whole(given, **options)

    monkeypatch.setattr(app, "_story", story)
    monkeypatch.setattr(sys, "argv", ["retold", "compare", "--each", str(tmp_path / "in"), "-o", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 130
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one"]
    monkeypatch.setattr(app, "_story", whole)
    states = {item.name: item.state for item in app.compare_each(tmp_path / "in", tmp_path / "out", Config())}
    assert states == {"one": "kept", "three": "done", "two": "done"}
