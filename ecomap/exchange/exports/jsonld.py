"""JSON-LD: linked data in the words of schema.org and of the organisation ontology of the W3C, our own where they end.

The context stands in the file; a reader has nothing to fetch.

References
----------
JSON-LD 1.1, W3C Recommendation 2020. https://www.w3.org/TR/json-ld11/
The Organization Ontology, W3C Recommendation 2014. https://www.w3.org/TR/vocab-org/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

from ecomap.domain.records import Edge, Node
from ecomap.exchange.exports.content import Actor, Content
from ecomap.exchange.exports.notes import TITLE, note_text
from ecomap.exchange.exports.xml_text import Lines

VOCABULARY = "urn:ecomap:ontology:"
"""What stands before the names of our own ontology: kinds, tie types and properties."""
_TYPES = {"civil_society": "schema:NGO", "government": "schema:GovernmentOrganization"}
_ENTERPRISES = frozenset({"cooperative", "social_enterprise", "village_enterprise"})
_XSD = "http://www.w3.org/2001/XMLSchema#"
_MONEY = frozenset({"KRW", "GBP", "USD", "EUR"})
_CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "eco": VOCABULARY,
    "xsd": _XSD,
    "name": {"@id": "schema:name", "@container": "@language"},
    "title": {"@id": "skos:prefLabel", "@container": "@language"},
    "aliases": "schema:alternateName",
    "registration_number": "schema:identifier",
    "founded": {"@id": "schema:foundingDate", "@type": "xsd:date"},
    "closed": {"@id": "schema:dissolutionDate", "@type": "xsd:date"},
    "homepage": {"@id": "schema:url", "@type": "@id"},
    "description": "schema:description",
    "located_in": {"@id": "schema:location", "@type": "@id"},
    "active_in": {"@id": "schema:areaServed", "@type": "@id"},
    "works_in": {"@id": "schema:knowsAbout", "@type": "@id"},
    "responsible_for": {"@id": "eco:responsible_for", "@type": "@id"},
    "kind": {"@id": "org:classification", "@type": "@id"},
    "source": {"@id": "eco:source", "@type": "@id"},
    "target": {"@id": "eco:target", "@type": "@id"},
    "member": {"@id": "org:member", "@type": "@id"},
    "organization": {"@id": "org:organization", "@type": "@id"},
    "funder": {"@id": "schema:funder", "@type": "@id"},
    "from": {"@id": "schema:startDate", "@type": "xsd:date"},
    "to": {"@id": "schema:endDate", "@type": "xsd:date"},
    "field": {"@id": "schema:about", "@type": "@id"},
    "money": "schema:amount",
    "value": "schema:value",
    "currency": "schema:currency",
}


def write_jsonld(content: Content, out: BinaryIO, lang: str, table: str = "") -> None:  # noqa: ARG001  for CSV
    """Write one JSON document, a record a line.

    Actors are ``schema:NGO``, ``schema:GovernmentOrganization`` or ``schema:Organization``, and ``org:Organization``;
    a tie is a record of its own, so that parallel ones, their days and amounts are kept: membership is
    ``org:Membership``, funding ``schema:MonetaryGrant``, the others are of our own types.
    """
    lines = Lines(out)
    lines.add(f'{{"@context":{_json(_CONTEXT | {"@vocab": VOCABULARY})},')
    lines.add('"@graph":[')
    lines.add(_json(_about(content, lang)))
    for record in _records(content):
        lines.add("," + _json(record))
    lines.add("]}")
    lines.flush()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _records(content: Content) -> Iterator[dict[str, Any]]:
    for node in content.references.values():
        yield _reference(content, node)
    for actor in content.actors:
        yield _actor(content, actor)
    for tie in content.ties:
        yield _tie(content, tie)


def _iri(content: Content, part: str, record: str) -> str:
    return f"{content.base}{part}/{quote(record, safe=':')}"


def _about(content: Content, lang: str) -> dict[str, Any]:
    return {
        "@id": f"{content.base}export",
        "@type": "schema:Dataset",
        "name": {"ko": TITLE.ko, "en": TITLE.en},
        "description": note_text(content, lang),
        "schema:dateModified": {"@value": content.about.day.isoformat(), "@type": "xsd:date"},
    }


def _names(node: Node) -> dict[str, str]:
    return {lang: name for lang, name in (("ko", node.name_ko), ("en", node.name_en)) if name}


def _reference(content: Content, node: Node) -> dict[str, Any]:
    type_ = "schema:Place" if node.kind == "place" else "skos:Concept"
    words = "name" if node.kind == "place" else "title"
    return {"@id": _iri(content, "nodes", node.id), "@type": [type_, f"eco:{node.kind}"], words: _names(node)}


def _actor(content: Content, actor: Actor) -> dict[str, Any]:
    node = actor.node
    enterprise = node.properties.get("legal_form") in _ENTERPRISES
    type_ = "schema:Organization" if enterprise else _TYPES.get(node.kind, "schema:Organization")
    record: dict[str, Any] = {
        "@id": _iri(content, "actors", node.id),
        "@type": [type_, "org:Organization", f"eco:{node.kind}"],
        "id": node.id,
        "kind": f"eco:{node.kind}",
        "name": _names(node),
    }
    for link, targets in actor.links.items():
        if targets:
            record[link] = [_iri(content, "nodes", target) for target in targets]
    return record | {name: value for name, value in node.properties.items() if name not in record}


def _tie(content: Content, tie: Edge) -> dict[str, Any]:
    source, target = _iri(content, "actors", tie.source), _iri(content, "actors", tie.target)
    record: dict[str, Any] = {
        "@id": _iri(content, "ties", tie.id),
        "@type": [f"eco:{tie.type}"],
        "id": tie.id,
        "source": source,
        "target": target,
    }
    if tie.type == "member_of":
        record["@type"].append("org:Membership")
        record |= {"member": source, "organization": target}
    if tie.type == "funds":
        record["@type"].append("schema:MonetaryGrant")
        record["funder"] = source
    record |= {"from": tie.valid_from.isoformat()} if tie.valid_from else {}
    record |= {"to": tie.valid_to.isoformat()} if tie.valid_to else {}
    record |= {} if tie.weight is None else {"weight": tie.weight}
    record |= {"field": _iri(content, "nodes", tie.field)} if tie.field else {}
    if tie.amount is not None:
        if tie.unit in _MONEY:
            record["money"] = {"@type": "schema:MonetaryAmount", "value": tie.amount, "currency": tie.unit}
        else:
            record |= {"amount": tie.amount, "unit": tie.unit}
    return record | {name: value for name, value in tie.properties.items() if name not in record}
