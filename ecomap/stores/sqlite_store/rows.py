"""Rows of the tables as records."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from ecomap.domain.records import Edge, Node
from ecomap.stores.record_text import to_day, to_properties

# LEFT joins only to fix the order of the tables: every key they look up exists.
NODE_COLUMNS = "n.id, k.text, n.name_ko, n.name_en, n.properties, n.key, n.revision"
NODE_TABLES = "node n LEFT JOIN word k ON k.key = n.kind"
NODE = f"SELECT {NODE_COLUMNS} FROM {NODE_TABLES}"
EDGE = """
SELECT e.id, t.text, s.id, g.id, e.valid_from, e.valid_to, e.weight, e.amount, u.text, f.id, e.properties,
       e.key, e.revision
FROM edge e
LEFT JOIN word t ON t.key = e.type
LEFT JOIN node s ON s.key = e.source
LEFT JOIN node g ON g.key = e.target
LEFT JOIN word u ON u.key = e.unit
LEFT JOIN node f ON f.key = e.field
"""


def listed(texts: Collection[str]) -> str:
    """Return texts as a parameter for ``json_each``, which takes any number of them.

    It would end a text at a NUL and find what nobody asked for, so such texts, which no id has, are left out.
    """
    return json.dumps([text for text in texts if "\0" not in text])


def to_node(row: tuple[Any, ...]) -> Node:
    """Return the node of a row of `NODE`."""
    return Node(row[0], row[1], row[2], row[3], to_properties(row[4]))


def to_edge(row: tuple[Any, ...]) -> Edge:
    """Return the edge of a row of `EDGE`."""
    return Edge(
        row[0],
        row[1],
        row[2],
        row[3],
        to_day(row[4]),
        to_day(row[5]),
        row[6],
        row[7],
        row[8],
        row[9] or "",
        to_properties(row[10]),
    )
