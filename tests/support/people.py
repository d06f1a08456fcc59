"""People with accounts, logged in as a browser would be."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from fastapi.testclient import TestClient

from ecomap.services.access import LOCAL
from ecomap.services.accounts import Account, add_account
from ecomap.services.workspace import Workspace

PASSWORD = "garam-naru-bada-7"


def account(
    workspace: Workspace,
    role: str,
    *,
    places: Collection[str] = (),
    fields: Collection[str] = (),
    login: str = "",
    actor: str = "",
) -> Account:
    """Make an account with the password `PASSWORD`; its login is the role unless another is given."""
    said = {"login": login or role, "name": f"이{role}", "role": role, "actor": actor}
    return add_account(workspace, LOCAL, password=PASSWORD, places=places, fields=fields, **said)


@dataclass
class Person:
    """Somebody who is logged in with a client.

    Parameters
    ----------
    client : TestClient
    account : Account
    csrf : str
        Token of the session.
    """

    client: TestClient
    account: Account
    csrf: str
    headers: dict[str, str] = field(default_factory=lambda: {"accept": "text/html"})

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> Any:
        """Send a form with the session's token, and do not follow where the answer leads."""
        sent = {"csrf": self.csrf, **(data or {})}
        return self.client.post(path, data=sent, headers=self.headers, follow_redirects=False, **options)

    def get(self, path: str) -> Any:
        """Ask for a page."""
        return self.client.get(path, headers=self.headers)


def logged_in(client: TestClient, role: str, **options: Any) -> Person:
    """Make an account (options as in `account`), log in with it, and return who is logged in.

    A client has one cookie jar: whoever was logged in with it before no longer is.
    """
    made = account(client.app.state.workspace, role, **options)  # type: ignore[attr-defined]
    return log_in(client, made)


def log_in(client: TestClient, known: Account, password: str = PASSWORD) -> Person:
    """Log in with an account that exists."""
    client.cookies.clear()
    answer = client.post("/login", data={"login": known.login, "password": password}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/login", headers={"accept": "text/html"}).text)
    assert found
    return Person(client, known, found[1])
