"""DOCX: a brief that an editor can work on. What differs first, each answer with the words of the accounts and their
source as a footnote; then what changed, what all share, the timeline, who took from whom."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

from retold.export import ONE, Files
from retold.export.cells import cut, line
from retold.export.story import NOTE, PROGRAM, RELATION_WORDS, StoryIndex, one_each, supported, when
from retold.model import Comparison, Evidence, Statement

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # one moment for all files, so that the same story gives the same bytes
ZIPPED = (1980, 1, 1, 0, 0, 0)
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
W_REFERENCE, W_ID = qn("w:footnoteReference"), qn("w:id")
LONGEST = 500  # characters of a quotation
MOST = 60  # rows of a section: a brief is read; the tables hold the rest


def files(comparison: Comparison, name: str) -> Files:
    """One document."""
    told = StoryIndex(comparison)
    brief = _Brief(told)
    brief.write()
    return {ONE: brief.saved()}


class _Brief:
    """A document in the making with its footnotes."""

    def __init__(self, told: StoryIndex) -> None:
        self.told = told
        self.document = docx.Document()
        self.notes: list[str] = []

    def write(self) -> None:
        told, document = self.told, self.document
        document.styles["Normal"].font.size = Pt(10.5)
        document.add_heading(line(told.title), 0)
        document.add_paragraph(NOTE)
        document.add_heading("Accounts", 1)
        for item in told.comparison.accounts:
            published = told.published(item.id) or "no date"
            paragraph = document.add_paragraph(f"{line(told.outlet(item.id))}, {published}", "List Bullet")
            self.note(paragraph._p, _source(told, item.id))
        for relation, heading in RELATION_WORDS.items():
            rows = [item for item in told.comparison.statements if item.relation == relation]
            if rows:
                document.add_heading(heading, 1)
                for row in rows[:MOST]:
                    self.statement(row)
                if len(rows) > MOST:
                    document.add_paragraph(f"{len(rows) - MOST} more rows stand in the tables.")
        self.timeline()
        self.lineage()

    def statement(self, row: Statement) -> None:
        self.document.add_heading(line(row.topic), 2)
        table = self.document.add_table(1, 3, "Light Grid Accent 1")
        for cell, text in zip(table.rows[0].cells, ("Answer", "Who", "Words"), strict=True):
            cell.text = text
        for value in row.values:
            # python-docx looks for its place in the whole table whenever it is asked for a cell
            answer, who, words = table.add_row()._tr.tc_lst
            _add_run(answer.p_lst[0], line(value.text))
            _add_run(who.p_lst[0], supported(value.support))
            self.quotations(words, one_each(value.evidence))
        self.document.add_paragraph(f"{line(row.why)} (row {row.key}, probability {row.probability:.2f})")
        if decided := self.told.decided(row):
            self.document.add_paragraph().add_run(line(decided)).bold = True

    def quotations(self, cell: Any, proofs: Sequence[Evidence]) -> None:
        for number, proof in enumerate(proofs):
            paragraph = cell.p_lst[0] if number == 0 else cell.add_p()
            _add_run(paragraph, f"{line(self.told.outlet(proof.account))}: ", "b")
            _add_run(paragraph, f"“{cut(line(proof.text), LONGEST)}”")
            sentence = cut(line(self.told.sentence(proof)), LONGEST)
            self.note(paragraph, f"{_source(self.told, proof.account)} “{sentence}”")

    def timeline(self) -> None:
        if self.told.comparison.timeline:
            self.document.add_heading("Timeline", 1)
        for item in self.told.comparison.timeline[:MOST]:
            paragraph = self.document.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{when(item.when) or 'time not known'}: ").bold = True
            paragraph.add_run(line(item.text))

    def lineage(self) -> None:
        told = self.told
        if told.comparison.lineage:
            self.document.add_heading("Who took what from whom", 1)
        for edge in told.comparison.lineage[:MOST]:
            way = "" if edge.directed else " (or the other way round)"
            text = f"{told.outlet(edge.source)} {edge.kind} {told.outlet(edge.target)}{way}: {edge.why}"
            self.document.add_paragraph(line(text), "List Bullet")

    def note(self, paragraph: Any, text: str) -> None:
        """A footnote at the end of a paragraph's element."""
        self.notes.append(text)
        run = _add_run(paragraph, "", "vertAlign", "superscript")
        etree.SubElement(run, W_REFERENCE, {W_ID: str(len(self.notes))})

    def saved(self) -> bytes:
        """The document's bytes: python-docx has no footnotes, so their part is added here."""
        part = Part(PackURI("/word/footnotes.xml"), TYPE, _footnotes(self.notes), self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        known = self.document.core_properties
        known.title, known.author, known.comments = line(self.told.title)[:250], PROGRAM, NOTE
        known.created = known.modified = MADE
        out = io.BytesIO()
        self.document.save(out)
        return _same_time(out.getvalue())


def _add_run(paragraph: Any, text: str, look: str = "", value: str = "") -> Any:
    """A run at the end of a paragraph's element, with a property of type: what python-docx makes too, without a search
    for its place in the document, which costs most of the time of a long one."""
    run = etree.SubElement(paragraph, qn("w:r"))
    if look:
        mark = etree.SubElement(etree.SubElement(run, qn("w:rPr")), qn(f"w:{look}"))
        if value:
            mark.set(qn("w:val"), value)
    if text:
        held = etree.SubElement(run, qn("w:t"))
        held.text = text
        held.set(SPACE, "preserve")
    return run


def _source(told: StoryIndex, account: str) -> str:
    """The source of a footnote: outlet, title, day, address."""
    item = told.accounts.get(account)
    title = item and item.title and f"“{item.title}”"
    parts = (told.outlet(account), title, told.published(account), told.address(account))
    return line(", ".join(part for part in parts if part)) + "."


def _footnotes(notes: Sequence[str]) -> bytes:
    root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        note = etree.SubElement(root, qn("w:footnote"), {qn("w:type"): kind, qn("w:id"): str(number)})
        run = etree.SubElement(etree.SubElement(note, qn("w:p")), qn("w:r"))
        etree.SubElement(run, qn(f"w:{kind}"))
    for number, text in enumerate(notes, 1):
        note = etree.SubElement(root, qn("w:footnote"), {qn("w:id"): str(number)})
        paragraph = etree.SubElement(note, qn("w:p"))
        etree.SubElement(_add_run(paragraph, "", "vertAlign", "superscript"), qn("w:footnoteRef"))
        _add_run(paragraph, f" {text}")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _same_time(data: bytes) -> bytes:
    """The same archive with one fixed time for every member, in the same order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            made = zipfile.ZipInfo(item.filename, ZIPPED)
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, old.read(item.filename))
    return out.getvalue()
