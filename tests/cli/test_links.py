"""Links from end to end: compared, kept as evidence, verified when the sites are gone."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.read.web.site import Site, html, ok

from retold.cli.main import cli


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    made.pages |= {"/pool": ok(html()), "/vote": ok(html("Vote ends years of talk about pool", day="2024-03-06"))}
    yield made
    made.close()


def settings(site: Site, tmp_path: Path) -> str:
    path = tmp_path / "settings.toml"
    path.write_text(
        f'fetch_allow = ["127.0.0.1:{site.port}"]\nfetch_pause = 0.0\nfetch_cache = "none"\nfetch_tries = 1\n'
    )
    return str(path)


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, list(words), standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value, result.output


def test_links_are_compared_and_can_be_verified_later(site: Site, tmp_path: Path) -> None:
    config, out = settings(site, tmp_path), tmp_path / "report"
    urls = (site.url("/pool"), site.url("/vote"), site.url("/lost"))
    code, said = run("compare", *urls, "-o", str(out), "--config", config)
    assert code == 0 and "problem [gone]" in said
    comparison = json.loads((out / "comparison.json").read_text())
    captures = {item["id"]: item["capture"] for item in comparison["accounts"]}
    assert {item["supplied"] for item in captures.values()} == {"link"}
    assert {item["url"] for item in captures.values()} == set(urls[:2])
    line = json.loads((out / "analyses.jsonl").read_text().splitlines()[0])
    assert line["article"]["capture"]["status"] == 200
    report = (out / "report.html").read_text()
    assert site.url("/pool") in report and "fetched" in report
    site.close()
    assert run("verify", str(out), "--config", config)[0] == 0
    (out / "evidence.wacz").rename(tmp_path / "kept.wacz")
    assert run("verify", str(out), "--config", config)[0] == 1
    assert run("verify", str(out), "--config", config, "--wacz", str(tmp_path / "kept.wacz"))[0] == 0


def test_evidence_of_files_is_kept_where_it_is_asked_for(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(html(name))
    inputs, kept = (str(tmp_path / "a.html"), str(tmp_path / "b.html")), tmp_path / "kept" / "evidence.wacz"
    assert run("compare", *inputs, "-o", str(tmp_path / "out"), "--wacz", str(kept))[0] == 0
    assert not (tmp_path / "out" / "evidence.wacz").exists()
    for name in inputs:
        Path(name).unlink()
    assert run("verify", str(tmp_path / "out"))[0] == 1
    assert run("verify", str(tmp_path / "out"), "--wacz", str(kept))[0] == 0
    with zipfile.ZipFile(kept) as made:
        files = {name: made.read(name) for name in made.namelist()}
    listed = files["pages/pages.jsonl"].decode().replace('"id": "a.html"', '"id": "c.html"')
    with zipfile.ZipFile(kept, "w") as made:
        for name, data in (files | {"pages/pages.jsonl": listed.encode()}).items():
            made.writestr(name, data)
    assert run("verify", str(tmp_path / "out"), "--wacz", str(kept))[0] == 1


def test_fetched_first_and_compared_later(site: Site, tmp_path: Path) -> None:
    config, kept = settings(site, tmp_path), str(tmp_path / "pages.warc.gz")
    (tmp_path / "links.txt").write_text(f"# two\n{site.url('/pool')}\n{site.url('/vote')}\n")
    assert run("fetch", str(tmp_path / "links.txt"), "-o", kept, "--config", config)[0] == 0
    site.close()
    assert run("compare", kept, "-o", str(tmp_path / "report"))[0] == 0
    comparison = json.loads((tmp_path / "report" / "comparison.json").read_text())
    assert [item["url"] for item in comparison["accounts"]] == [site.url("/pool"), site.url("/vote")]
    assert run("verify", str(tmp_path / "report"))[0] == 0


def test_a_document_by_link_leads_to_its_page(site: Site, tmp_path: Path) -> None:
    from tests.clean.test_documents import TOLD, column, pdf

    data = pdf(
        [
            [*column(60, 120, TOLD[0], 60), *column(60, 200, TOLD[1], 60)],
            [*column(60, 120, TOLD[2], 60), *column(60, 200, TOLD[3], 60)],
        ]
    )
    site.pages["/minutes.pdf"] = ok(data, "application/pdf")
    config, out = settings(site, tmp_path), tmp_path / "report"
    assert run("compare", site.url("/minutes.pdf"), site.url("/pool"), "-o", str(out), "--config", config)[0] == 0
    lines = [json.loads(line)["article"] for line in (out / "analyses.jsonl").read_text().splitlines()]
    (minutes,) = [item for item in lines if item["leaves"]]
    assert [leaf["page"] for leaf in minutes["leaves"]] == [1, 1, 2, 2]
    assert "page 2" in (out / "report.html").read_text()
    site.close()
    assert run("verify", str(out), "--config", config)[0] == 0
