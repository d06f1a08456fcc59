"""What an intermediary's page says of its mandate: cells reached and missed, overlaps, whom it connects."""

from __future__ import annotations

import math
from typing import Any

from ecomap.analysis.record import Table
from ecomap.services.reach import Mandate
from graph_schema import Text

MOST = 12
_SHADES = 6


def mandate_view(found: Mandate, lang: str) -> dict[str, Any]:
    """Return what the template takes."""
    tables = {table.spec.name: _named(table) for table in found.result.tables}
    return {
        "sentences": [text.get(lang) for text in found.result.explanation],
        "columns": [label.get(lang) for _, label in found.districts],
        "rows": [
            (
                label.get(lang),
                [
                    _cell(int(found.served[i, j]), int(found.clients[i, j]), field, district)
                    for j, (district, _) in enumerate(found.districts)
                ],
            )
            for i, (field, label) in enumerate(found.fields)
        ],
        "missed": [
            {"id": row["id"], "name": _text(row["name"], lang), "others": row["others"]}
            for row in tables["missed"][:MOST]
        ],
        "missed_total": len(tables["missed"]),
        "overlaps": [_overlap(row, found, lang) for row in tables["overlaps"][:MOST]],
        "connects": [
            {
                "by": _text(row["by"], lang),
                "group": _text(row["group"], lang),
                "contacts": row["contacts"],
                "actors": f"{row['actors']:,}",
                "mandated": "✓" if row["in_mandate"] else "",
            }
            for row in tables["connects"]
            if row["contacts"]
        ],
    }


def _cell(served: int, clients: int, field: str, district: str) -> dict[str, Any]:
    part = served / clients if clients else 0.0
    return {
        "text": f"{served} / {clients}",
        "shade": f"q{math.ceil(_SHADES * part)}" if clients else "none",
        "field": field,
        "district": district,
    }


def _overlap(row: dict[str, Any], found: Mandate, lang: str) -> dict[str, str]:
    own = _named(found.result.tables[0])[0]["id"]
    side = "b" if row["a_id"] == own else "a"
    return {
        "id": row[f"{side}_id"],
        "name": _text(row[side], lang),
        "clients": f"{100 * row['clients']:.0f}%",
        "cells": f"{100 * row['cells']:.0f}%",
    }


def _named(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.spec.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def _text(cell: Any, lang: str) -> str:
    return cell.get(lang) if isinstance(cell, Text) else str(cell)
