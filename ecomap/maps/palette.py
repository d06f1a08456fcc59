"""Colours and shapes that colour-blind readers tell apart: the palette of Okabe and Ito."""

from __future__ import annotations

KIND_STYLE: dict[str, tuple[str, str]] = {
    "civil_society": ("#0072B2", "dot"),
    "intermediary": ("#D55E00", "diamond"),
    "government": ("#333333", "square"),
    "partner": ("#7A5195", "triangle"),
}
"""Colour and vis-network shape of each actor kind; the shape says it again for those who see no colour."""

TIE_COLOUR: dict[str, str] = {
    "cooperates": "#009E73",
    "delegates": "#333333",
    "funds": "#D55E00",
    "member_of": "#7A5195",
    "oversees": "#8C564B",
    "refers": "#56B4E9",
    "shares_resource": "#B59F00",
    "supports": "#0072B2",
    "trains": "#CC79A7",
}
"""Colour of each tie type."""
