"""What forms send, as text by the name of the box."""

from __future__ import annotations

from typing import Annotated
from uuid import uuid4

from fastapi import Depends, Request

from api.pages.form_fields import Values, one

_MOST_BOXES = 2_000
UNKEPT = frozenset({"do", "take", "draft", "sure"})
"""Boxes that say what to do with a form, not what it says."""


async def posted(request: Request) -> Values:
    """Return what a form says; files that somebody sends along are passed over."""
    values: Values = {}
    form = await request.form(max_fields=_MOST_BOXES, max_files=0)
    for name, value in form.multi_items():
        if isinstance(value, str):
            values.setdefault(name, []).append(value)
    return values


def kept(values: Values) -> Values:
    """Return what a draft keeps of a form."""
    return {name: texts for name, texts in values.items() if name not in UNKEPT and "csrf" not in name}


def with_key(values: Values) -> Values:
    """Return what stands in a form, with the key under which saving it twice saves it once."""
    return values if one(values, "key") else {**values, "key": [uuid4().hex]}


Posted = Annotated[Values, Depends(posted)]
