"""What people decided about two records that look alike, so that nobody is asked twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ecomap.domain.identity import alike
from ecomap.domain.papers import Paper
from ecomap.domain.records import Node
from ecomap.domain.texts import number_key
from ecomap.services.access import Principal
from ecomap.stores.contract import Reading, Writing
from graph_schema import Text

DECISION = "decision"
"""Kind of the papers; the id of each is `pair_id`, its state one of `STATES`."""

STATES: dict[str, Text] = {
    "same": Text("같은 단체", "The same"),
    "related": Text("관련 있는 단체", "Related"),
    "different": Text("다른 단체", "Different"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """One way in which two records can stand to each other.

    Parameters
    ----------
    label : Text
        As a person says it of the record that she is writing.
    state : str
        Of `STATES`.
    """

    label: Text
    state: str


RELATIONS: dict[str, Relation] = {
    "branch": Relation(
        Text("관련 있음: 이 단체의 지부·지회·부설 시설", "Related: mine is a branch or facility of it"), "related"
    ),
    "former": Relation(Text("관련 있음: 이 이름은 옛 이름", "Related: this is the former name of mine"), "related"),
    "merged": Relation(
        Text("관련 있음: 하나로 합칠 기록, 나중에 정리", "Related: to be merged with mine later"), "same"
    ),
    "different": Relation(Text("다른 단체", "A different organisation"), "different"),
}


def pair_id(a: str, b: str) -> str:
    """Return the id of the decision about two records, whichever is named first."""
    return "|".join(sorted((a, b)))


def decided(reading: Reading, actor: str, others: Collection[str]) -> dict[str, str]:
    """Return the state of every decision about one record and some others, by the other's id."""
    names = {pair_id(actor, other): other for other in others}
    found = settled(reading, names)
    return {names[name]: paper.state for name, paper in found.items()}


def settled(reading: Reading, pairs: Collection[str]) -> dict[str, Paper]:
    """Return the decisions about some pairs that still hold, by `pair_id`.

    A decision holds as long as both records are about those that were seen when it was made: as long as neither has
    another registration number, or a Korean name that is not even alike (`ecomap.domain.identity.alike`) to the
    former one. Afterwards the pair may be asked about again.
    """
    found = reading.get_papers(DECISION, list(pairs)) if pairs else {}
    nodes = reading.get_nodes({one for paper in found.values() for one in paper.data.get("seen", ())})
    return {name: paper for name, paper in found.items() if _holds(paper, nodes)}


def _holds(paper: Paper, nodes: Mapping[str, Node]) -> bool:
    for actor, (name, number) in paper.data.get("seen", {}).items():
        if actor in nodes and (number != _number(nodes[actor]) or not alike(name, nodes[actor].name_ko)):
            return False
    return True


def _number(node: Node) -> str:
    return number_key(str(node.properties.get("registration_number", "")))


def note_decisions(writing: Writing, who: Principal, actor: str, relations: Mapping[str, str]) -> None:
    """Remember how a record stands to some others; a later decision replaces an earlier one.

    Parameters
    ----------
    writing : Writing
    who : Principal
    actor : str
        Id of the record.
    relations : mapping of str to str
        One of `RELATIONS` by id of the other record.
    """
    names = {pair_id(actor, other): other for other in relations}
    stored = writing.get_papers(DECISION, list(names)) if names else {}
    nodes = writing.get_nodes({actor, *relations})
    papers = []
    for name, other in names.items():
        relation = relations[other]
        seen = {one: [nodes[one].name_ko, _number(nodes[one])] for one in (actor, other) if one in nodes}
        data: dict[str, Any] = {"by": who.name, "relation": relation, "seen": seen}
        paper = stored.get(name, Paper(DECISION, name, owner=actor))
        papers.append(replace(paper, data=data, state=RELATIONS[relation].state))
    writing.put_papers(papers)
