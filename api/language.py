"""The language of an answer: the address, then the browser's wish, then the setting."""

from __future__ import annotations

from starlette.requests import Request

LANGUAGES = ("ko", "en")


def language_of(request: Request) -> str:
    """Return ``ko`` or ``en``."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    wishes = [wish for part in request.headers.get("accept-language", "").split(",") if (wish := _wish(part))]
    if wishes:
        return max(wishes, key=lambda wish: wish[1])[0]  # of equals the first
    return str(request.app.state.workspace.settings.language)


def _wish(part: str) -> tuple[str, float] | None:
    """Return one of our languages and how much it is wished for (RFC 9110, 12.4.2), ``None`` if it is not."""
    tag, _, parameters = part.partition(";")
    code = tag.strip().partition("-")[0].casefold()
    weight = 1.0
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().casefold() == "q":
            try:
                weight = float(value)
            except ValueError:
                weight = 0.0
    return (code, weight) if code in LANGUAGES and 0 < weight <= 1 else None
