"""What a proposal would change, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.pages.words import words
from ecomap.domain.records import Edge
from ecomap.exchange.said import LINKS, plain_text
from ecomap.services.access import Principal
from ecomap.services.decisions import RELATIONS
from ecomap.services.desk import Held, held
from ecomap.services.gate import Intent
from ecomap.services.joint_verbs import RELATED
from ecomap.services.redirects import present_id
from ecomap.services.workspace import Workspace
from graph_schema import PropertySpec, Text

VERB_LABELS: dict[str, Text] = {
    "register-actor": Text("주체 등록", "Register an actor"),
    "change-actor": Text("주체 수정", "Change an actor"),
    "register-with-ties": Text("주체 등록", "Register an actor"),
    "change-with-ties": Text("주체 수정", "Change an actor"),
    "restore-actor": Text("예전 상태로 되살리기", "Restore an earlier state"),
    "record-tie": Text("관계 등록", "Record a tie"),
    "change-tie": Text("관계 수정", "Change a tie"),
    "remove-tie": Text("관계 삭제", "Remove a tie"),
    "merge-actors": Text("두 기록 합치기", "Merge two records"),
    "unmerge-actors": Text("합치기 되돌리기", "Take a merge back"),
}
_HIDDEN = Text("(볼 권한 없음)", "(not for you to see)")
_CORE: dict[str, Text] = {
    "kind": Text("유형", "Kind"),
    "type": Text("관계 유형", "Tie type"),
    "name_ko": Text("한국어 이름", "Korean name"),
    "name_en": Text("영어 이름", "English name"),
    "source": Text("주는 쪽", "From"),
    "target": Text("받는 쪽", "To"),
    "valid_from": Text("시작", "Start"),
    "valid_to": Text("끝", "End"),
    "weight": Text("세기", "Weight"),
    "amount": Text("금액", "Amount"),
    "amount_unit": Text("단위", "Unit"),
    "field": Text("분야", "Field"),
    "revision": Text("자료 판", "Revision"),
    "related": Text("비슷한 단체에 대한 답", "Answers about similar organisations"),
    "ties": Text("관계", "Ties"),
    "different_from": Text("다음과는 다른 단체", "Another than"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: its label, what stands there, what would."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether they differ."""
        return self.before != self.after


def verb_label(intent: Intent, lang: str) -> str:
    """Return what somebody wants to do."""
    text = VERB_LABELS.get(intent.verb)
    return text.get(lang) if text else intent.verb


def differences(workspace: Workspace, who: Principal, intent: Intent, lang: str) -> list[Difference]:
    """Return each field that is said, as it stands and as it would be; no field that stays as it is."""
    # A proposal may have waited while its record was merged into another.
    stored = held(workspace.store, present_id(workspace.store, intent.subject)) if intent.subject else None
    tie = workspace.store.get_edges([intent.subject]).get(intent.subject) if intent.subject and not stored else None
    names = _Names(workspace, lang)
    specs = _specs(workspace, intent.said, stored, tie)
    found = []
    for name, said in intent.said.items():
        spec = specs.get(name)
        if spec and not who.may_see(spec, stored.node.id if stored else ""):
            before = after = _HIDDEN.get(lang)
            found.append(Difference(spec.label.get(lang), before, after))
            continue
        told = _answers(said, lang) if name == RELATED else said
        shown = Difference(
            _label(workspace, name, spec, lang), names.text(_before(name, stored, tie)), names.text(told)
        )
        if shown.changed:
            found.append(shown)
    return found


def subject_name(workspace: Workspace, intent: Intent, lang: str) -> str:
    """Return the name of what an intent is about."""
    told = str(intent.said.get("name_ko") or "")
    tie = workspace.store.get_edges([intent.subject]).get(intent.subject) if intent.subject else None
    ends = [tie.source, tie.target] if tie else [str(intent.said.get(end, "")) for end in ("source", "target")]
    names = _Names(workspace, lang)
    if intent.verb.endswith("-tie"):
        return " – ".join(names.text(end) for end in ends if end)
    return names.text(intent.subject) if intent.subject else told


class _Names:
    """Values as people read them: ids by name, lists with commas, nothing as a dash."""

    def __init__(self, workspace: Workspace, lang: str) -> None:
        self._workspace, self._lang = workspace, lang

    def text(self, value: object) -> str:
        if isinstance(value, Mapping):
            return "; ".join(f"{self._key(str(name))}: {self.text(one)}" for name, one in value.items())
        if isinstance(value, list | tuple):
            return ", ".join(sorted(self.text(one) for one in value)) or "–"
        if isinstance(value, bool):
            return words(self._lang)["yes" if value else "no"]
        return self._named(plain_text(value)) or "–"

    def _key(self, name: str) -> str:
        return _CORE[name].get(self._lang) if name in _CORE else self._named(name)

    def _named(self, told: str) -> str:
        kind = self._workspace.ontology.nodes.get(told) or self._workspace.ontology.edges.get(told)
        if kind:
            return kind.label.get(self._lang)
        node = self._workspace.store.get_nodes([told]).get(told) if told and told.isprintable() else None
        if node is None:
            return told
        return (node.name_en if self._lang == "en" else "") or node.name_ko


def _answers(said: object, lang: str) -> object:
    """Return how the record stands to others, in words."""
    if not isinstance(said, Mapping):
        return said
    return {other: RELATIONS[one].label.get(lang) if one in RELATIONS else one for other, one in said.items()}


def _before(name: str, stored: Held | None, tie: Edge | None) -> object:
    if stored:
        if name in LINKS:
            return list(stored.targets(name))
        return (
            getattr(stored.node, name) if name in ("name_ko", "name_en", "kind") else stored.node.properties.get(name)
        )
    if tie:
        core = getattr(tie, name, None) if name in _CORE else None
        return core if core is not None else tie.properties.get(name)
    return None


def _specs(
    workspace: Workspace, said: Mapping[str, Any], stored: Held | None, tie: Edge | None
) -> dict[str, PropertySpec]:
    nodes, edges = workspace.ontology.nodes, workspace.ontology.edges
    kind = stored.node.kind if stored else str(said.get("kind", ""))
    type_ = tie.type if tie else str(said.get("type", ""))
    properties: Iterable[PropertySpec] = ()
    if kind in nodes:
        properties = nodes[kind].properties
    elif type_ in edges:
        properties = edges[type_].properties
    return {spec.name: spec for spec in properties}


def _label(workspace: Workspace, name: str, spec: PropertySpec | None, lang: str) -> str:
    if spec:
        return spec.label.get(lang)
    if name in LINKS:
        return workspace.ontology.edges[name].label.get(lang)
    return _CORE[name].get(lang) if name in _CORE else name
