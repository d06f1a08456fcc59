"""The language of an answer: the address, then the browser's wish, then the setting."""

from __future__ import annotations

from starlette.requests import Request

LANGUAGES = ("ko", "en")


def language_of(request: Request) -> str:
    """Return ``ko`` or ``en``."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    for part in request.headers.get("accept-language", "").split(","):
        code = part.partition(";")[0].strip().partition("-")[0].casefold()
        if code in LANGUAGES:
            return code
    return str(request.app.state.workspace.settings.language)
