"""UIMA CAS XMI: each article's text with its records as annotations, and the type system that describes them, for
INCEpTION, DKPro and other tools of UIMA.

Offsets count UTF-16 code units, as UIMA does. A record that stands in several places is one annotation a place, all
with its `identifier`; records name each other by it. Characters that XML cannot hold are replaced one for one.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from lxml import etree

from retold.export import Files
from retold.export.cells import file_name, xml
from retold.model import Analysis, Comparison, Span

XMI, CAS, TCAS = "http://www.omg.org/XMI", "http:///uima/cas.ecore", "http:///uima/tcas.ecore"
DESCRIPTOR = "http://uima.apache.org/resourceSpecifier"
TEXT, NUMBER, TRUTH = "uima.cas.String", "uima.cas.Double", "uima.cas.Boolean"
UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class CasType:
    """A type of annotation: its name, the records of an article with where each stands, and the features with the path
    in the record that holds each; those in `RANGES` are no texts."""

    name: str
    found: Callable[[Analysis], Iterable[tuple[Span, Any]]]
    features: Mapping[str, str] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        space, _, short = self.name.rpartition(".")
        return f"{{http:///{space.replace('.', '/')}.ecore}}{short}"


def files(comparison: Comparison, name: str) -> Files:
    """`<account>.xmi` for every account, and `typesystem.xml`."""
    found = {"typesystem.xml": xml(_types())}
    for number, item in enumerate(comparison.analyses, 1):
        found[f"{file_name(number, item.article.id)}.xmi"] = xml(_document(item))
    return found


def _document(analysis: Analysis) -> Any:
    text = analysis.article.text
    wide = [] if text.isascii() else [place for place, char in enumerate(text) if ord(char) > 0xFFFF]
    spaces = {kind.tag.partition("}")[0][1:] for kind in KINDS}
    names = {"xmi": XMI, "cas": CAS, "tcas": TCAS, **{f"n{number}": item for number, item in enumerate(sorted(spaces))}}
    root = etree.Element(f"{{{XMI}}}XMI", {f"{{{XMI}}}version": "2.0"}, nsmap=names)
    made = _Numbered(root)
    made.add(f"{{{CAS}}}NULL", {})
    view = {"sofaNum": "1", "sofaID": "_InitialView", "mimeType": "text", "sofaString": _fit(text)}
    sofa = made.add(f"{{{CAS}}}Sofa", view)
    language = _fit(analysis.article.language or "x-unspecified")
    whole = {"begin": "0", "end": str(len(text) + len(wide)), "language": language}
    members = [made.add(f"{{{TCAS}}}DocumentAnnotation", {"sofa": sofa, **whole})]
    for kind in KINDS:
        for span, record in kind.found(analysis):
            begin, end = (str(place + bisect_left(wide, place)) for place in span)
            known = {key: _held(record, path) for key, path in kind.features.items()}
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
        for name in sorted(kind.features, key=RANGES.__contains__):
            feature = _under(features, "featureDescription")
            _under(feature, "name", name)
            _under(feature, "description", "")
            _under(feature, "rangeTypeName", RANGES.get(name, TEXT))
    return root


def _under(parent: Any, tag: str, text: str | None = None) -> Any:
    element = etree.SubElement(parent, f"{{{DESCRIPTOR}}}{tag}")
    element.text = text
    return element


# --- what stands where ------------------------------------------------------------------------------------------------


def _records(kind: str) -> Callable[[Analysis], Iterator[tuple[Span, Any]]]:
    """The records of a kind, each where it stands; those of several spans at each."""
    return lambda analysis: (
        (span, item) for item in getattr(analysis, kind) for span in getattr(item, "spans", None) or (item.span,)
    )


def _mentions(analysis: Analysis) -> Iterator[tuple[Span, Any]]:
    """The mentions, each with the name of its entity."""
    entities = {item.id: item for item in analysis.entities}
    return (
        (item.span, SimpleNamespace(mention=item, of=entities.get(item.entity or ""))) for item in analysis.mentions
    )


def _participants(analysis: Analysis) -> Iterator[tuple[Span, Any]]:
    return (
        (part.span, SimpleNamespace(event=item, part=part)) for item in analysis.events for part in item.participants
    )


def _held(record: Any, path: str) -> str | float | bool | None:
    """What stands at a path in a record, None where it ends before."""
    for step in path.split("."):
        record = None if record is None else getattr(record, step)
    found: str | float | bool | None = record
    return found


def _same(*names: str) -> dict[str, str]:
    """Features that are called as the fields that hold them."""
    return dict(zip(names, names, strict=True))


ID = {"identifier": "id"}
RANGES = {"negated": TRUTH, "approximate": TRUTH, "low": NUMBER, "high": NUMBER}
KINDS: tuple[CasType, ...] = (
    CasType("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence",
            lambda analysis: ((span, None) for span in analysis.sentences)),
    CasType("retold.Mention", _mentions, {"identifier": "mention.id", "mentionType": "mention.type",
                                          "form": "mention.form", "entity": "mention.entity", "name": "of.name"}),
    CasType("retold.Quote", _records("quotes"), {**ID, **_same("form", "stance", "negated"),
                                                 "speaker": "speaker.entity", "speakerName": "speaker.name"}),
    CasType("retold.Figure", _records("figures"), {**ID, **_same("low", "high", "approximate", "unit", "kind"),
                                                   "counted": "counted.text"}),
    CasType("retold.Time", _records("times"), {**ID, "timexType": "type", **_same("value", "earliest", "latest")}),
    CasType("retold.Event", _records("events"), {**ID, "eventType": "type",
                                                 **_same("plover", "time", "polarity", "modality")}),
    CasType("retold.Participant", _participants, {"event": "event.id", "role": "part.role", "entity": "part.entity"}),
    CasType("retold.Fact", _records("facts"), {**ID, **_same("property", "value", "entity")}),
    CasType("retold.Status", _records("statuses"),
            {**ID, **_same("status", "entity", "figure", "polarity", "modality")}),
    CasType("retold.Citation", _records("citations"), {**ID, **_same("name", "kind", "entity")}),
)  # fmt: skip
