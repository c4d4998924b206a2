"""UIMA CAS XMI: each article's text with its records as annotations, and the type system that describes them, for
INCEpTION, DKPro and other tools of UIMA.

Offsets count UTF-16 code units, as UIMA does. A record that stands in several places is one annotation a place, all
with its `identifier`; records name each other by it. Characters that XML cannot hold are replaced one for one.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from retold.export import Files
from retold.export.cells import file_name
from retold.model import Analysis, Comparison, Span

XMI, CAS, TCAS = "http://www.omg.org/XMI", "http:///uima/cas.ecore", "http:///uima/tcas.ecore"
DESCRIPTOR = "http://uima.apache.org/resourceSpecifier"
TEXT, NUMBER, TRUTH = "uima.cas.String", "uima.cas.Double", "uima.cas.Boolean"
UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Known = Mapping[str, str | float | bool | None]


@dataclass(frozen=True, slots=True)
class CasType:
    """A type of annotation: its name, its features with their ranges, and where the records of an article stand with
    what is known of them."""

    name: str
    features: Mapping[str, str]
    found: Callable[[Analysis], Iterator[tuple[Span, Known]]]

    @property
    def tag(self) -> str:
        space, _, short = self.name.rpartition(".")
        return f"{{http:///{space.replace('.', '/')}.ecore}}{short}"


def files(comparison: Comparison, name: str) -> Files:
    """`<account>.xmi` for every account, and `typesystem.xml`."""
    found = {"typesystem.xml": _written(_types())}
    for number, item in enumerate(comparison.analyses, 1):
        found[f"{file_name(number, item.article.id)}.xmi"] = _written(_document(item))
    return found


def _written(root: Any) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _document(analysis: Analysis) -> Any:
    text = analysis.article.text
    wide = [] if text.isascii() else [place for place, char in enumerate(text) if ord(char) > 0xFFFF]
    spaces = {kind.tag.partition("}")[0][1:] for kind in KINDS}
    names = {"xmi": XMI, "cas": CAS, "tcas": TCAS, **{f"n{number}": item for number, item in enumerate(sorted(spaces))}}
    root = etree.Element(f"{{{XMI}}}XMI", {f"{{{XMI}}}version": "2.0"}, nsmap=names)
    made = _Numbered(root)
    made.add(f"{{{CAS}}}NULL", {})
    sofa = made.add(
        f"{{{CAS}}}Sofa",
        {"sofaNum": "1", "sofaID": "_InitialView", "mimeType": "text", "sofaString": _fit(text)},
    )
    language = _fit(analysis.article.language or "x-unspecified")
    whole = {"begin": "0", "end": str(len(text) + len(wide)), "language": language}
    members = [made.add(f"{{{TCAS}}}DocumentAnnotation", {"sofa": sofa, **whole})]
    for kind in KINDS:
        for span, known in kind.found(analysis):
            begin, end = (str(place + bisect_left(wide, place)) for place in span)
            told = {key: _shown(value) for key, value in known.items() if value is not None}
            members.append(made.add(kind.tag, {"sofa": sofa, "begin": begin, "end": end, **told}))
    etree.SubElement(root, f"{{{CAS}}}View", {"sofa": sofa, "members": " ".join(members)})
    return root


@dataclass(slots=True)
class _Numbered:
    """Elements of a document, each with a number of its own."""

    root: Any
    count: int = 0

    def add(self, tag: str, attributes: Mapping[str, str]) -> str:
        number = str(self.count)
        etree.SubElement(self.root, tag, {f"{{{XMI}}}id": number, **attributes})
        self.count += 1
        return number


def _shown(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _fit(str(value))


def _fit(text: str) -> str:
    return UNFIT.sub("\ufffd", text)


def _types() -> Any:
    root = etree.Element(f"{{{DESCRIPTOR}}}typeSystemDescription", nsmap={None: DESCRIPTOR})
    types = _under(root, "types")
    for kind in KINDS:
        described = _under(types, "typeDescription")
        _under(described, "name", kind.name)
        _under(described, "description", "")
        _under(described, "supertypeName", "uima.tcas.Annotation")
        if kind.features:
            features = _under(described, "features")
        for name, ranged in kind.features.items():
            feature = _under(features, "featureDescription")
            _under(feature, "name", name)
            _under(feature, "description", "")
            _under(feature, "rangeTypeName", ranged)
    return root


def _under(parent: Any, tag: str, text: str | None = None) -> Any:
    element = etree.SubElement(parent, f"{{{DESCRIPTOR}}}{tag}")
    element.text = text
    return element


# --- what stands where ------------------------------------------------------------------------------------------------


def _sentences(analysis: Analysis) -> Iterator[tuple[Span, Known]]:
    for span in analysis.sentences:
        yield span, {}


def _mentions(analysis: Analysis) -> Iterator[tuple[Span, Known]]:
    names = {item.id: item.name for item in analysis.entities}
    for item in analysis.mentions:
        known: Known = {"identifier": item.id, "mentionType": item.type, "form": item.form, "entity": item.entity}
        yield item.span, {**known, "name": names.get(item.entity or "")}


def _quotes(analysis: Analysis) -> Iterator[tuple[Span, Known]]:
    for item in analysis.quotes:
        known: Known = {"identifier": item.id, "form": item.form, "stance": item.stance, "negated": item.negated}
        for span in item.spans:
            yield span, {**known, "speaker": item.speaker.entity, "speakerName": item.speaker.name}


def _figures(analysis: Analysis) -> Iterator[tuple[Span, Known]]:
    for item in analysis.figures:
        counted = item.counted.text if item.counted else None
        known: Known = {"identifier": item.id, "low": item.low, "high": item.high, "approximate": item.approximate}
        yield item.span, {**known, "unit": item.unit, "kind": item.kind, "counted": counted}


def _times(analysis: Analysis) -> Iterator[tuple[Span, Known]]:
    for item in analysis.times:
        known: Known = {"identifier": item.id, "timexType": item.type, "value": item.value}
        yield item.span, {**known, "earliest": item.earliest, "latest": item.latest}


def _events(analysis: Analysis) -> Iterator[tuple[Span, Known]]:
    for item in analysis.events:
        known: Known = {"identifier": item.id, "eventType": item.type, "plover": item.plover, "time": item.time}
        yield item.span, {**known, "polarity": item.polarity, "modality": item.modality}


def _participants(analysis: Analysis) -> Iterator[tuple[Span, Known]]:
    for item in analysis.events:
        for taking in item.participants:
            yield taking.span, {"event": item.id, "role": taking.role, "entity": taking.entity}


def _facts(analysis: Analysis) -> Iterator[tuple[Span, Known]]:
    for item in analysis.facts:
        yield item.span, {"identifier": item.id, "property": item.property, "value": item.value, "entity": item.entity}


def _statuses(analysis: Analysis) -> Iterator[tuple[Span, Known]]:
    for item in analysis.statuses:
        known: Known = {"identifier": item.id, "status": item.status, "entity": item.entity, "figure": item.figure}
        yield item.span, {**known, "polarity": item.polarity, "modality": item.modality}


def _citations(analysis: Analysis) -> Iterator[tuple[Span, Known]]:
    for item in analysis.citations:
        yield item.span, {"identifier": item.id, "name": item.name, "kind": item.kind, "entity": item.entity}


def _texts(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, TEXT)


KINDS: tuple[CasType, ...] = (
    CasType("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence", {}, _sentences),
    CasType("retold.Mention", _texts("identifier", "mentionType", "form", "entity", "name"), _mentions),
    CasType("retold.Quote",
         {**_texts("identifier", "form", "stance", "speaker", "speakerName"), "negated": TRUTH}, _quotes),
    CasType("retold.Figure", {**_texts("identifier", "unit", "kind", "counted"), "low": NUMBER, "high": NUMBER,
                           "approximate": TRUTH}, _figures),
    CasType("retold.Time", _texts("identifier", "timexType", "value", "earliest", "latest"), _times),
    CasType("retold.Event", _texts("identifier", "eventType", "plover", "time", "polarity", "modality"), _events),
    CasType("retold.Participant", _texts("event", "role", "entity"), _participants),
    CasType("retold.Fact", _texts("identifier", "property", "value", "entity"), _facts),
    CasType("retold.Status", _texts("identifier", "status", "entity", "figure", "polarity", "modality"), _statuses),
    CasType("retold.Citation", _texts("identifier", "name", "kind", "entity"), _citations),
)  # fmt: skip
