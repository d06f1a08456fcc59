"""Wire models of the network map."""

from __future__ import annotations

from typing import Literal, cast

from pydantic import BaseModel, Field

from ecomap.services.measures import Measure

Number = Literal["integer", "number", "boolean"]


class MeasureOut(BaseModel):
    """A number that an analysis gives for each actor."""

    analysis: str = Field(examples=["linkage/centrality"])
    analysis_label: str = Field(examples=["중심성"])
    table: str = Field(examples=["ranking"])
    column: str = Field(examples=["betweenness"])
    label: str = Field(examples=["매개 중심성"])
    unit: str = Field(examples=["share"])
    description: str
    type: Number = Field(description="Booleans are 1 for yes and 0 for no.")

    @classmethod
    def wire(cls, measure: Measure, lang: str) -> MeasureOut:
        """Wire a measure in a language."""
        column = measure.column
        return cls(
            analysis=measure.analysis.id,
            analysis_label=measure.analysis.label.get(lang),
            table=measure.table.name,
            column=column.name,
            label=column.label.get(lang),
            unit=column.unit,
            description=column.description.get(lang),
            type=cast(Number, column.type),
        )
