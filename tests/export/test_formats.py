"""Every format is what its own tools read: the same words, addresses, supports and relations come back."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import duckdb
import icalendar
import networkx
import openpyxl
import pypdfium2
import pytest
import rdflib
from citeproc.source.json import CiteProcJSON
from docx import Document
from followthemoney import model as ftm
from lxml import etree
from markdown_it import MarkdownIt
from tests.export.stories import decided, hostile, large, made, rough, story

from retold import export
from retold.errors import UsageError
from retold.export import FORMATS, ONE
from retold.export.story import RELATION_WORDS, StoryIndex
from retold.export.tables import TABLES, tables
from retold.report.phrases import word
from retold.safe import plain

NAMES = [item.name for item in FORMATS]
GOLDEN = Path(__file__).parent.parent / "golden" / "export"
SHOWN = ("markdown", "csl", "ris", "bibtex", "annotations", "prov", "schemaorg", "ftm", "graphml", "gexf", "timelinejs",
         "icalendar", "svg")  # fmt: skip


def one(name: str) -> bytes:
    return export.made(name, story())[ONE]


def golden(name: str) -> str:
    return one(name).decode().replace(export.story.PROGRAM, "Retold VERSION").replace("\r\n", "\n")


# --- all formats ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_same_story_gives_the_same_bytes(name: str) -> None:
    assert made(name, story()) == made(name, story())


@pytest.mark.parametrize("name", SHOWN)
def test_golden(name: str) -> None:
    """What `make goldens` wrote; read the difference before it is written again."""
    assert golden(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_has_names_and_a_file_has_none(name: str) -> None:
    files = made(name, story())
    if export.form(name).is_folder:
        assert files and all("/" not in path and path not in ("", ".", "..") for path in files)
    else:
        assert list(files) == [ONE]
    assert all(files.values())


@pytest.mark.parametrize("name", NAMES)
def test_no_format_says_who_is_right(name: str) -> None:
    """Nothing that the program words says true, false, confirmed or trust; the accounts' own words may."""
    said = {word for analysis in story().analyses for word in analysis.article.text.lower().split()}
    for data in made(name, decided()).values():
        words = set(data.decode("utf-8", "ignore").lower().split())
        assert not (words - said) & {"confirmed", "debunked", "trustworthy", "verified", "untrue"}


def test_an_unknown_format_is_named_with_those_that_exist() -> None:
    with pytest.raises(UsageError, match="csv, jsonl, parquet"):
        export.form("word")


def test_a_missing_library_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = export.importlib.import_module

    def fails(name: str) -> object:
        if name == "xlsxwriter":
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr(export.importlib, "import_module", fails)
    with pytest.raises(UsageError, match=r"retold\[export\]"):
        export.made("xlsx", story())


# --- tables -----------------------------------------------------------------------------------------------------------


def test_csv_reads_back_as_the_tables() -> None:
    made = export.made("csv", story())
    for table in tables(story()):
        rows = list(csv.reader(io.StringIO(made[f"{table.name}.csv"].decode("utf-8-sig"), newline="")))
        assert [plain(column.name) for column in table.columns] == rows[0]
        assert len(rows) == len(table.rows) + 1
    assert {f"{name}.csv" for name, _, _ in TABLES} == set(made)


def test_every_passage_stands_in_the_evidence_table() -> None:
    comparison = story()
    rows = {(row[0], row[4], row[6], row[7], row[8]) for row in _rows("evidence")}
    for item in (*comparison.statements, *comparison.further):
        for value in item.values:
            for proof in value.evidence:
                assert (item.id, proof.account, proof.text, *proof.span) in rows


def _rows(name: str) -> tuple[tuple[object, ...], ...]:
    return next(table.rows for table in tables(story()) if table.name == name)


def test_jsonl_and_parquet_hold_the_same(tmp_path: Path) -> None:
    lines, columns = export.made("jsonl", story()), export.made("parquet", story())
    for table in tables(story()):
        held = [json.loads(line) for line in lines[f"{table.name}.jsonl"].splitlines()]
        path = tmp_path / f"{table.name}.parquet"
        path.write_bytes(columns[f"{table.name}.parquet"])
        read = duckdb.read_parquet(str(path))
        assert len(read.fetchall()) == len(held) == len(table.rows)
        assert read.columns == [column.name for column in table.columns]


def test_the_workbook_has_frozen_headers_filters_and_links() -> None:
    book = openpyxl.load_workbook(io.BytesIO(one("xlsx")))
    assert book.sheetnames == [name for name, _, _ in TABLES]
    for sheet, table in zip(book.worksheets, tables(story()), strict=True):
        assert sheet.freeze_panes and sheet.auto_filter.ref
        assert sheet.max_row == max(len(table.rows), 0) + 1
    evidence = book["evidence"]
    links = [cell.hyperlink.target for row in evidence.iter_rows() for cell in row if cell.hyperlink]
    assert links and all(link.startswith("http") for link in links)
    words = [row[6].value for row in evidence.iter_rows(min_row=2)]
    assert words == [row[6] for row in _rows("evidence")]


# --- documents --------------------------------------------------------------------------------------------------------


def test_the_document_has_each_difference_with_footnotes() -> None:
    data = one("docx")
    document = Document(io.BytesIO(data))
    headings = [item.text for item in document.paragraphs if item.style.name.startswith("Heading")]
    for row in story().statements:
        if row.relation in ("differ", "update"):
            assert " ".join(row.topic.split()) in headings
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    held = {note.get(f"{{{space['w']}}}id") for note in notes.findall("w:footnote", space)}
    asked = {item.get(f"{{{space['w']}}}id") for item in body.iter(f"{{{space['w']}}}footnoteReference")}
    assert asked and asked <= held


def test_markdown_shows_each_row_and_no_markup_of_the_accounts() -> None:
    note = one("markdown").decode()
    front, _, body = note.removeprefix("---\n").partition("\n---\n")
    assert json.loads(front.split("\n")[0].removeprefix("title: ")) == story().title
    tokens = MarkdownIt("commonmark").parse(body)
    assert not [token for token in tokens if token.type.startswith("html")]
    headings = [tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"]
    assert len(headings) >= len([row for row in story().statements if row.relation != "only"])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("name", "into"), [("docx", "pdf"), ("xlsx", "csv")])
def test_libreoffice_opens_and_converts_it(name: str, into: str, tmp_path: Path) -> None:
    path = tmp_path / f"story.{name}"
    path.write_bytes(one(name))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", into, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert path.with_suffix(f".{into}").stat().st_size > 50


# --- sources ----------------------------------------------------------------------------------------------------------


def test_csl_is_read_by_a_citation_processor() -> None:
    records = json.loads(one("csl"))
    source = CiteProcJSON(records)
    assert len(source) == len(story().accounts)
    assert [record["title"] for record in records] == [item.title or item.id for item in story().accounts]


def test_ris_and_bibtex_have_a_record_an_account() -> None:
    ris = one("ris").decode()
    assert ris.count("\r\nER  - \r\n") == ris.count("TY  - NEWS\r\n") == len(story().accounts)
    assert one("bibtex").decode().count("@article{") == len(story().accounts)


# --- linked data ------------------------------------------------------------------------------------------------------

ANNO = {
    "@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type", "target": {"@id": "hasTarget"},
    "body": {"@id": "hasBody"}, "selector": {"@id": "hasSelector"}, "source": {"@id": "hasSource", "@type": "@id"},
}  # fmt: skip


def test_annotations_select_the_very_words() -> None:
    record = json.loads(one("annotations"))
    texts = {item.article.id: item.article.text for item in story().analyses}
    told = StoryIndex(story())
    items = record["first"]["items"]
    assert record["total"] == len(items) == len({(i["id"]) for i in items})
    assert record["@context"] == "http://www.w3.org/ns/anno.jsonld"
    sources = {told.address(account) or f"urn:retold:article:{account}": account for account in texts}
    for item in items:
        quote, place, *fragment = item["target"]["selector"]
        text = texts[sources[item["target"]["source"]]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote.get("prefix", ""))
        assert text[place["end"] :].startswith(quote.get("suffix", ""))
        assert all(found["value"].startswith(":~:text=") for found in fragment)
    graph = rdflib.Graph().parse(data=json.dumps({**record, "@context": ANNO}), format="json-ld")
    assert len(list(graph.subject_objects(rdflib.URIRef("http://www.w3.org/ns/oa#hasTarget")))) == len(items)


def test_prov_derives_statements_from_passages_of_articles() -> None:
    graph = rdflib.Graph().parse(data=one("prov"), format="json-ld")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    quoted = dict(graph.subject_objects(prov.wasQuotedFrom))
    articles = {rdflib.URIRef(f"urn:retold:article:{item.id}") for item in story().accounts}
    assert quoted and set(quoted.values()) <= articles
    made = set(graph.subjects(prov.wasGeneratedBy))
    for statement in made:
        assert set(graph.objects(statement, prov.wasDerivedFrom)) <= set(quoted)
    # a constraint of PROV: what is used by the activity is an entity, and nothing is derived from itself
    assert all(one != two for one, two in graph.subject_objects(prov.wasDerivedFrom))


def test_schema_org_names_articles_and_quotations() -> None:
    graph = rdflib.Graph().parse(data=one("schemaorg"), format="json-ld")
    space = rdflib.Namespace("https://schema.org/")
    assert len(set(graph.subjects(rdflib.RDF.type, space.NewsArticle))) == len(story().accounts)
    words = {str(text) for text in graph.objects(None, space.text)}
    assert {r.text for u in story().utterances for r in u.renderings if r.form != "told"} <= words


@pytest.mark.parametrize("made", [story, hostile])
def test_followthemoney_takes_every_entity(made: object) -> None:
    comparison = made()  # type: ignore[operator]
    lines = export.made("ftm", comparison)[ONE].splitlines()
    ids = set()
    for line in lines:
        record = json.loads(line)
        entity = ftm.get_proxy(record)
        assert entity.schema.name == record["schema"]
        for name, values in record["properties"].items():
            assert name in entity.schema.properties, f"{record['schema']} has no {name}"
            assert values
        ids.add(entity.id)
    assert len(ids) == len(lines)


# --- graphs, timelines, articles --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_graph_back(name: str) -> None:
    read = networkx.read_graphml if name == "graphml" else networkx.read_gexf
    graph = read(io.BytesIO(one(name)))
    for edge in story().lineage:
        assert graph.has_edge(f"account:{edge.source}", f"account:{edge.target}")
    assert all(data.get("label") for _, data in graph.nodes(data=True))


def test_the_calendar_keeps_the_days() -> None:
    calendar = icalendar.Calendar.from_ical(one("icalendar"))
    events = list(calendar.walk("VEVENT"))
    dated = [item for item in story().timeline if item.when.earliest and item.when.latest]
    assert len(events) == len(dated)
    for event, entry in zip(events, dated, strict=True):
        assert event.decoded("dtstart").isoformat() == (entry.when.earliest or "")[:10]
        assert str(event["summary"]) == " ".join(entry.text.split())
    assert all(len(line) <= 75 for line in one("icalendar").split(b"\r\n"))


def test_the_timeline_keeps_the_precision() -> None:
    record = json.loads(one("timelinejs"))
    for slide in record["events"]:
        assert set(slide["start_date"]) <= {"year", "month", "day", "hour", "minute"}
        assert "year" in slide["start_date"]
    dated = [item for item in story().timeline if item.when.earliest]
    assert len(record["events"]) == len(dated)


# --- hostile and large ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_is_harmless(name: str) -> None:
    """Formulas, markup, control characters, marks that turn the direction, other formats' ends, lines of a million
    characters: every format is still read by its own tool, and holds nothing that acts."""
    for path, data in (*made(name, hostile()).items(), *made(name, rough()).items()):
        assert ".." not in path.split("/") and "/" not in path
        text = data.decode("utf-8", "ignore")
        if name == "csv":
            for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
                assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r")) or cell[:2] == "-2"]
        if name in ("graphml", "gexf", "svg", "xmi"):
            root = etree.fromstring(data)
            assert not [item for item in root.iter() if str(item.tag).endswith(("script", "}a", "image"))]
        if name in ("csl", "annotations", "prov", "schemaorg", "timelinejs", "ninjs"):
            record = json.loads(data)
            if name == "timelinejs":
                assert "<script" not in text
            assert record
        if name == "markdown":
            tokens = MarkdownIt("commonmark").parse(text.partition("\n---\n")[2])
            inline = [child for token in tokens for child in token.children or ()]
            assert not [token for token in (*tokens, *inline) if token.type.startswith("html")]
            targets = [child.attrs["href"] for child in inline if child.type == "link_open"]
            assert all(target.startswith("http") for target in targets)
        if name == "icalendar":
            assert len(list(icalendar.Calendar.from_ical(data).walk("VCALENDAR"))) == 1
        if name == "ris":
            assert text.count("\r\nER  - \r\n") == len(hostile().accounts)
        if name == "conllu":
            rows = [row for row in text.split("\n") if row and not row.startswith("#")]
            assert all(len(row.split("\t")) == 10 for row in rows)
        if name == "pdf":
            printed = pypdfium2.PdfDocument(data)
            assert len(printed) < 100 and not printed.get_formtype() and b"/JavaScript" not in data
        if name == "png":
            assert (data[:8], data[16:24]) == (b"\x89PNG\r\n\x1a\n", b"\0\0\x0a\0\0\0\x05\xa0")  # 2560 x 1440
        if name == "bibtex":
            assert text.count("\n@article{") + 1 == len(hostile().accounts)
        if name == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(data))
            cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
            assert not [cell for cell in cells if cell.data_type == "f"]
            targets = [cell.hyperlink.target for cell in cells if cell.hyperlink]
            assert all(target.startswith(("http://", "https://")) for target in targets if target)
        if name == "docx":
            Document(io.BytesIO(data))
        if name in ("csv", "markdown", "ris", "bibtex", "icalendar", "graphml", "gexf", "svg", "conllu", "docx"):
            assert not {char for char in text if char in "\x1b\x07\u202e\u2066"} or name == "docx"


@pytest.mark.parametrize("name", ["csv", "xlsx", "annotations", "prov", "graphml"])
def test_a_large_story_has_all_its_rows(name: str) -> None:
    """A hundred accounts and three hundred rows: everything is written, none of it cut."""
    made = export.made(name, large())
    text = b"".join(made.values())
    if name == "csv":
        assert made["statements.csv"].count(b"\r\n") >= len(large().statements) + 1
    if name == "annotations":
        assert json.loads(made[ONE])["total"] > 0
    if name == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(made[ONE]), read_only=True)
        assert book["accounts"].max_row == len(large().accounts) + 1
    assert text


# --- docs -------------------------------------------------------------------------------------------------------------


def test_every_format_table_and_column_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    for form in FORMATS:
        assert f"| `{form.name}` | {'a folder' if form.is_folder else f'`*{form.ending}`'} | {form.about} |" in text
    for table in tables(story()):
        row = next(line for line in text.splitlines() if line.startswith(f"| `{table.name}` | `"))
        names = [column.name for column in table.columns]
        own = names[: names.index("answers") + 1] if table.name == "statements" else names
        assert row == f"| `{table.name}` | {', '.join(f'`{name}`' for name in own)} |"


def test_relations_are_called_as_in_the_report() -> None:
    assert dict(RELATION_WORDS) == {name: word("relation", name) for name in RELATION_WORDS}
