"""The network map's page opened in a real browser, with everything on it drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Watched

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
TOURED = "localStorage.setItem('ecomap-map-tour', '1')"


@contextmanager
def opened(browser: Browser, home: str, query: str = "lang=ko", **options: Any) -> Iterator[Page]:
    """Yield the page; fail afterwards if it wrote an error or asked another host.

    Parameters
    ----------
    browser : Browser
    home : str
        Address of the site.
    query : str
        What follows ``/map?``.
    **options
        Of the browser's context; ``tour=True`` is somebody who has never been here.
    """
    tour = options.pop("tour", False)
    context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
    if not tour:
        context.add_init_script(TOURED)
    watched = Watched(context.new_page(), home)
    watched.page.goto(f"{home}/map?{query}")
    ready(watched.page)
    try:
        yield watched.page
        assert watched.errors == []
        assert watched.outside == []
    finally:
        context.close()


def ready(page: Page) -> None:
    """Wait until actors and names are drawn."""
    page.locator(".map-app[data-state=ready]").wait_for(timeout=30_000)


def search(page: Page, text: str, box: str = "#find") -> None:
    """Find an actor by keyboard and choose the first that is found."""
    page.locator(box).fill(text)
    page.locator(f"{box}-list [role=option][aria-selected=true]").wait_for()
    page.locator(box).press("Enter")


def shown(page: Page) -> tuple[int, int]:
    """Return how many actors and ties the page says it shows."""
    actors, ties = (int(node.inner_text().replace(",", "")) for node in page.locator("#shown b").all())
    return actors, ties


def asked(page: Page, name: str) -> str:
    """Return a parameter of the page's address."""
    return str(page.evaluate("name => new URLSearchParams(location.search).get(name) ?? ''", name))
