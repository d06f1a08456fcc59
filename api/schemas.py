"""Wire models: what the API answers, with an example each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ecomap.domain.records import Edge, HistoryEntry, Node
from ecomap.services.actors import Actor, Neighbourhood
from ecomap.services.jobs import JobView
from graph_schema import Text


class Bilingual(BaseModel):
    """A text in both languages."""

    ko: str = Field(examples=["마포구"])
    en: str = Field(examples=["Mapo-gu"])

    @classmethod
    def of(cls, text: Text) -> Bilingual:
        """Wire a text."""
        return cls(ko=text.ko, en=text.en)


class NodeRef(BaseModel):
    """A node by id, kind and names."""

    id: str = Field(examples=["place:1144000000"])
    kind: str = Field(examples=["place"])
    name: Bilingual

    @classmethod
    def of(cls, node: Node) -> NodeRef:
        """Wire a node's identity."""
        return cls(id=node.id, kind=node.kind, name=Bilingual(ko=node.name_ko, en=node.name_en))


class NodeOut(NodeRef):
    """A node with its public properties and what it is linked to."""

    properties: dict[str, Any] = Field(examples=[{"level": "gu", "founded": "2015-03-01"}])
    links: dict[str, list[NodeRef]] = Field(description="Linked nodes by type of the link.")

    @classmethod
    def wire(cls, actor: Actor) -> NodeOut:
        """Wire a node with its links."""
        node = actor.node
        links = {name: [NodeRef.of(end) for end in ends] for name, ends in actor.links.items()}
        ref = NodeRef.of(node)
        return cls(id=ref.id, kind=ref.kind, name=ref.name, properties=dict(node.properties), links=links)


TAG = Field(
    default="",
    description="What `If-Match` takes when the record is changed, as in the header ETag; only for those who may.",
    examples=["0b7a3a2d2d7c4d0f9f2b1c55"],
)


class OneActorOut(NodeOut):
    """An actor with the tag of its state."""

    tag: str = TAG
    redirected_from: str = Field(
        default="", description="The id that was asked for, if its record was merged into this one.", examples=[""]
    )


class NodeList(BaseModel):
    """One page of nodes."""

    items: list[NodeOut]
    next_cursor: str = Field(description="Give it as `cursor` to get the next page; empty at the end.")
    total: int | None = Field(default=None, description="How many match in all.", examples=[1543])


class TieOut(BaseModel):
    """A tie between two actors."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "demo-t-00001",
                    "type": "funds",
                    "source": "gov:1144000000",
                    "target": "demo-0042",
                    "directed": True,
                    "valid_from": "2021-01-01",
                    "valid_to": "2021-12-31",
                    "weight": None,
                    "amount": 12000000,
                    "unit": "KRW",
                    "field": "field:welfare",
                    "properties": {"confidence": 0.9},
                }
            ]
        }
    )

    id: str
    type: str
    source: str
    target: str
    directed: bool
    valid_from: date | None
    valid_to: date | None
    weight: float | None
    amount: float | None
    unit: str
    field: str
    properties: dict[str, Any]

    @classmethod
    def wire(cls, edge: Edge, directed: Mapping[str, bool]) -> TieOut:
        """Wire a tie; ``directed`` says it by type."""
        return cls(
            id=edge.id,
            type=edge.type,
            source=edge.source,
            target=edge.target,
            directed=directed[edge.type],
            valid_from=edge.valid_from,
            valid_to=edge.valid_to,
            weight=edge.weight,
            amount=edge.amount,
            unit=edge.unit,
            field=edge.field,
            properties=dict(edge.properties),
        )


class OneTieOut(TieOut):
    """A tie with the tag of its state."""

    tag: str = TAG


class TieList(BaseModel):
    """One page of ties."""

    items: list[TieOut]
    next_cursor: str


class NeighbourhoodOut(BaseModel):
    """Actors within some hops of one, and the ties among them."""

    centre: str = Field(examples=["demo-0042"])
    actors: list[NodeRef]
    hops: dict[str, int] = Field(description="Hop at which each actor was reached.", examples=[{"demo-0042": 0}])
    ties: list[TieOut]
    truncated: bool = Field(description="Whether the cap on actors was reached, so that some are missing.")
    truncated_at: int | None = Field(description="Hop at which the cap was reached.")

    @classmethod
    def wire(cls, found: Neighbourhood, directed: Mapping[str, bool]) -> NeighbourhoodOut:
        """Wire a neighbourhood."""
        return cls(
            centre=found.centre,
            actors=[NodeRef.of(node) for node in found.actors],
            hops=found.hops,
            ties=[TieOut.wire(tie, directed) for tie in found.ties],
            truncated=found.truncated_at is not None,
            truncated_at=found.truncated_at,
        )


class HistoryOut(BaseModel):
    """One record's part of one change."""

    subject: str = Field(description="The record; after a merge one of several.", examples=["demo-0042"])
    revision: int = Field(examples=[3])
    at: datetime
    who: str = Field(examples=["Mapo NPO centre (k-1f2e3d4c)"])
    reason: str = Field(description="As `who`: empty for callers with neither `read-members` nor `write`.")
    via: str = Field(examples=["import"])
    before: dict[str, Any] | None = Field(description="The record as it was; null where this change created it.")
    after: dict[str, Any] | None = Field(description="The record as this left it; null where it was removed.")

    @classmethod
    def wire(cls, entry: HistoryEntry) -> HistoryOut:
        """Wire a history entry."""
        return cls(
            subject=entry.subject,
            revision=entry.revision,
            at=entry.at,
            who=entry.change.who,
            reason=entry.change.reason,
            via=entry.change.via,
            before=_plain(entry.before),
            after=_plain(entry.after),
        )


def _plain(record: Node | Edge | None) -> dict[str, Any] | None:
    if record is None:
        return None
    names = type(record).__slots__
    return {name: value for name in names if (value := getattr(record, name)) not in (None, "")} | {
        "properties": dict(record.properties)
    }


class HistoryList(BaseModel):
    """One page of history, newest first."""

    items: list[HistoryOut]
    next_cursor: str


class Health(BaseModel):
    """Whether the server lives, or which store answers."""

    status: str = Field(examples=["ok"])
    backend: str | None = Field(default=None, examples=["sqlite"])
    revision: int | None = Field(default=None, examples=[2])


class ImportOut(BaseModel):
    """What an import did."""

    dry_run: bool
    revision: int
    counts: dict[str, dict[str, int]] = Field(
        examples=[{"organisations": {"created": 2, "updated": 0, "unchanged": 0, "duplicates": 0}}]
    )
    refused_count: int
    refused: list[dict[str, Any]] = Field(description="At most 1,000 refused rows, with reason and remedy.")
    warnings: list[Bilingual]


class JobIn(BaseModel):
    """An analysis to compute in the background."""

    analysis: str = Field(examples=["linkage/centrality"])
    parameters: dict[str, str | int | float | bool | None] = Field(
        default_factory=dict, description="As in the analysis's own route.", examples=[{"rank_by": "betweenness"}]
    )
    filters: dict[str, str | list[str]] = Field(
        default_factory=dict,
        description="actor_kind, tie_type, place, field, actor, on, from, to, known_on, reports.",
        examples=[{"place": "마포구"}],
    )


class JobProblem(BaseModel):
    """Why a job failed."""

    code: str = Field(examples=["over-budget"])
    detail: Bilingual
    remedy: Bilingual | None


class JobOut(BaseModel):
    """A job at this moment."""

    id: str = Field(examples=["q1Zr0s8yBv3xW2aK"])
    analysis: str = Field(examples=["linkage/centrality"])
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    progress: float | None = Field(description="0 … 1; null where the computation tells nothing of it.", examples=[0.4])
    done: int = Field(description="Rounds done.", examples=[400])
    total: int = Field(description="Rounds in all; 0 where the computation tells nothing of them.", examples=[1000])
    created: datetime
    seconds: float = Field(description="How long it has computed.", examples=[3.2])
    result: str | None = Field(
        description="Where the result is, once it is done.",
        examples=["/api/v1/linkage/centrality?rank_by=betweenness&place=마포구"],
    )
    problem: JobProblem | None = Field(description="Why it failed.")

    @classmethod
    def wire(cls, job: JobView, result: str) -> JobOut:
        """Wire a job; ``result`` is where its result is or will be."""
        return cls(
            id=job.id,
            analysis=job.asked.analysis,
            state=job.state,  # type: ignore[arg-type]  # one of the states of the queue
            progress=job.progress,
            done=job.done,
            total=job.total,
            created=job.created,
            seconds=round(job.seconds, 3),
            result=result if job.state == "done" else None,
            problem=_problem_of(job),
        )


def _problem_of(job: JobView) -> JobProblem | None:
    if job.error is None:
        return None
    remedy = Bilingual.of(job.error.remedy) if job.error.remedy else None
    return JobProblem(code=job.error.code, detail=Bilingual.of(job.error.message), remedy=remedy)


class ColumnOut(BaseModel):
    """What a column of a result holds."""

    name: str = Field(examples=["count"])
    label: Bilingual
    unit: str = Field(examples=["actors"])
    type: str = Field(examples=["integer"])
    description: Bilingual


class ResultTableOut(BaseModel):
    """One table of a result."""

    name: str = Field(examples=["groups"])
    label: Bilingual
    columns: list[ColumnOut]
    rows: list[dict[str, Any]] = Field(
        description="By name of the column.", examples=[[{"group": {"ko": "마포구", "en": "Mapo-gu"}, "count": 12}]]
    )


class AnalysisOut(BaseModel):
    """The result of an analysis."""

    analysis: str = Field(examples=["gaps/coverage"])
    label: Bilingual
    question: Bilingual
    parameters: dict[str, Any] = Field(
        description="As used, defaults included.", examples=[{"rows": "district", "cols": "field"}]
    )
    explanation: list[Bilingual] = Field(description="The answer in sentences.")
    notes: list[Bilingual] = Field(description="What was missing or left out.")
    tables: list[ResultTableOut]
    synthetic: bool = Field(description="Whether the register holds the synthetic demo.")


class Problem(BaseModel):
    """Every error answer (RFC 9457)."""

    type: str = Field(examples=["urn:ecomap:error:not-found"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    code: str = Field(examples=["not-found"])
    detail: str = Field(examples=["Nothing is registered as 'x'."])
    detail_ko: str
    detail_en: str
    remedy_ko: str = ""
    remedy_en: str = ""
    context: dict[str, Any] = Field(default_factory=dict)
