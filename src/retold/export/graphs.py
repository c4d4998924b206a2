"""Graphs for Gephi, Cytoscape, yEd and networkx: GraphML and GEXF.

Nodes are accounts, origins, people and groups, and rows in which accounts differ; edges say who took from whom, who
draws on which origin, who speaks of whom, and which account gives which answer.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from retold.export import ONE, Files
from retold.export.cells import line, xml
from retold.export.story import PROGRAM, StoryIndex
from retold.model import Comparison

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
DEEDS = frozenset({"person", "organization", "group"})


@dataclass(frozen=True, slots=True)
class GraphNode:
    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Arc:
    """An edge of the graph; `weight` is how sure it is, or how often it is told."""

    source: str
    target: str
    kind: str
    weight: float
    note: str = ""


def files(comparison: Comparison, name: str) -> Files:
    """One graph."""
    told = StoryIndex(comparison)
    nodes, arcs = list(_nodes(told)), list(_arcs(told))
    known = {node.id for node in nodes}
    arcs = [arc for arc in arcs if arc.source in known and arc.target in known]
    root = _graphml(nodes, arcs) if name == "graphml" else _gexf(nodes, arcs)
    return {ONE: xml(root)}


def _nodes(told: StoryIndex) -> Iterator[GraphNode]:
    for account in told.comparison.accounts:
        yield GraphNode(f"account:{account.id}", told.outlet(account.id), "account")
    for origin in told.comparison.origins:
        yield GraphNode(f"origin:{origin.id}", origin.name, "origin")
    for entity in told.comparison.entities:
        if entity.type in DEEDS:
            yield GraphNode(f"entity:{entity.id}", entity.name, entity.type)
    for item in told.comparison.statements:
        if item.relation in ("differ", "update"):
            yield GraphNode(f"statement:{item.id}", item.topic, item.relation)


def _arcs(told: StoryIndex) -> Iterator[Arc]:
    for edge in told.comparison.lineage:
        yield Arc(f"account:{edge.source}", f"account:{edge.target}", edge.kind, edge.strength, edge.why)
    for origin in told.comparison.origins:
        for account in origin.accounts:
            yield Arc(f"account:{account}", f"origin:{origin.id}", "draws on", 1.0)
    for entity in told.comparison.entities:
        for account, count in Counter(mention.account for mention in entity.mentions).items():
            yield Arc(f"account:{account}", f"entity:{entity.id}", "speaks of", float(count))
    for item in told.comparison.statements:
        for value in item.values if item.relation in ("differ", "update") else ():
            for account in value.support.accounts:
                yield Arc(f"account:{account}", f"statement:{item.id}", "answers", 1.0, value.text)


def _graphml(nodes: list[GraphNode], arcs: list[Arc]) -> etree._Element:
    root = etree.Element("graphml", nsmap={None: GRAPHML})
    for key, target, kind in (
        ("label", "node", "string"), ("kind", "node", "string"), ("relation", "edge", "string"),
        ("weight", "edge", "double"), ("note", "edge", "string"),
    ):  # fmt: skip
        etree.SubElement(root, "key", {"id": key, "for": target, "attr.name": key, "attr.type": kind})
    graph = etree.SubElement(root, "graph", {"id": "story", "edgedefault": "directed"})
    for node in nodes:
        made = etree.SubElement(graph, "node", {"id": line(node.id)})
        _data(made, label=node.label, kind=node.kind)
    for number, arc in enumerate(arcs):
        made = etree.SubElement(
            graph, "edge", {"id": f"e{number}", "source": line(arc.source), "target": line(arc.target)}
        )
        _data(made, relation=arc.kind, weight=f"{arc.weight:.12g}", note=arc.note)
    return root


def _data(parent: etree._Element, **held: str) -> None:
    for key, text in held.items():
        if text:
            etree.SubElement(parent, "data", {"key": key}).text = line(text)


def _gexf(nodes: list[GraphNode], arcs: list[Arc]) -> etree._Element:
    root = etree.Element("gexf", {"version": "1.3"}, nsmap={None: GEXF})
    meta = etree.SubElement(root, "meta")
    etree.SubElement(meta, "creator").text = PROGRAM
    graph = etree.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for owner, names in (("node", ("kind",)), ("edge", ("relation", "note"))):
        attributes = etree.SubElement(graph, "attributes", {"class": owner})
        for name in names:
            etree.SubElement(attributes, "attribute", {"id": name, "title": name, "type": "string"})
    held = etree.SubElement(graph, "nodes")
    for node in nodes:
        made = etree.SubElement(held, "node", {"id": line(node.id), "label": line(node.label)})
        _attvalues(made, kind=node.kind)
    held = etree.SubElement(graph, "edges")
    for number, arc in enumerate(arcs):
        ends = {"id": str(number), "source": line(arc.source), "target": line(arc.target)}
        made = etree.SubElement(held, "edge", {**ends, "weight": f"{max(arc.weight, 0.001):.12g}"})
        _attvalues(made, relation=arc.kind, note=arc.note)
    return root


def _attvalues(parent: etree._Element, **held: str) -> None:
    values = etree.SubElement(parent, "attvalues")
    for key, text in held.items():
        if text:
            etree.SubElement(values, "attvalue", {"for": key, "value": line(text)})
