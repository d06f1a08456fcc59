"""Pages of the site inside pages of others: the same pages without heading, always as the public sees them."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecomap.services.addresses import EMBED, site_page

_WHO = frozenset({b"cookie", b"authorization"})


class Embedded:
    """Answers ``/embed/…`` with the page behind it, asked for by nobody in particular."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on as one for the page, with a note that it is embedded."""
        path = scope["path"].removeprefix(EMBED) if scope["type"] == "http" else ""
        if not path or path == scope["path"] or scope["method"] not in ("GET", "HEAD") or site_page(path) is None:
            await self._app(scope, receive, send)
            return

        async def kept_inside(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [_inside(name, value) for name, value in message["headers"]]}
            await send(message)

        inner = {
            **scope,
            "path": path,
            "raw_path": quote(path).encode(),
            "headers": [(name, value) for name, value in scope["headers"] if name not in _WHO],
            "state": {**scope.get("state", {}), "embedded": True},
        }
        await self._app(inner, receive, kept_inside)


def is_embedded(request: Request) -> bool:
    """Return whether a page is asked for to be shown inside another one."""
    return getattr(request.state, "embedded", False) is True


def _inside(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Keep a redirect from one embeddable page to another inside the frame."""
    to = urlsplit(value.decode("latin-1")) if name == b"location" else None
    if to and not to.netloc and site_page(unquote(to.path)):
        return name, EMBED.encode() + value
    return name, value
