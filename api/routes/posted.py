"""What forms send, as text by the name of the box, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated
from uuid import uuid4

from fastapi import Depends, Request

from api.pages.form_fields import Values, one
from api.pages.form_state import RecordForm
from ecomap.errors import Conflict, EcomapError, Outdated, RefusedFields, StoreError
from ecomap.exchange.said import FieldProblem
from ecomap.services.drafts import save_draft
from ecomap.services.gate import Intent, Outcome, submit

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


def tried(
    form: RecordForm,
    intent: Intent,
    *,
    refused: Callable[[Sequence[FieldProblem]], Sequence[FieldProblem]],
    outdated: Callable[[], None],
) -> Outcome | None:
    """Submit what a form says; where that cannot be, note on the form why and return ``None``.

    Parameters
    ----------
    form : RecordForm
    intent : Intent
    refused : callable
        Returns problems of fields as problems of the form's boxes.
    outdated : callable
        Shows what somebody else saved meanwhile.
    """
    values = form.values
    try:
        return submit(
            form.workspace, form.who, intent, via="form", reason=one(values, "reason")[:2_000], key=one(values, "key")
        )
    except RefusedFields as error:
        form.problems += refused(error.context["problems"])
    except Outdated:
        outdated()
    except StoreError:
        raise
    except EcomapError as error:
        if isinstance(error, Conflict):
            values["key"] = [uuid4().hex]
        form.say("", error.message, error.remedy)
    return None


def keep(form: RecordForm, kind: str, subject: str, name: str) -> None:
    """Keep what stands in a form as a draft, in place of the draft that it came from."""
    draft = one(form.values, "draft")
    saved = save_draft(
        form.workspace, form.who, draft=draft, form=kind, subject=subject, name=name, values=kept(form.values)
    )
    form.values["draft"] = [saved]


Posted = Annotated[Values, Depends(posted)]
