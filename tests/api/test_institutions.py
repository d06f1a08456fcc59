"""Login through an institution, against a provider that runs as its own process and speaks OpenID Connect."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from ecomap.services import accounts
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace
from tests.support.people import account

HTML = {"accept": "text/html"}
PEOPLE: dict[str, dict[str, Any]] = {
    "kim": {"email": "Kim@example.org", "email_verified": True},
    "unverified": {"email": "kim@example.org", "email_verified": False},
    "heir": {"email": "kim@example.org", "email_verified": True},
    "stranger": {"email": "stranger@example.org", "email_verified": True},
}


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    users = [f"--user-claims={json.dumps({'sub': sub, **claims})}" for sub, claims in PEOPLE.items()]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true", *users]
    log = Path(tmp_path_factory.mktemp("oidc")) / "provider.log"
    with log.open("w") as out:
        provider = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        address = f"http://127.0.0.1:{port}/.well-known/openid-configuration"
        try:
            for _ in range(200):
                assert provider.poll() is None, log.read_text()
                try:
                    with urllib.request.urlopen(address, timeout=1) as answer:
                        yield json.load(answer)["issuer"]
                    break
                except OSError:
                    time.sleep(0.1)
            else:
                pytest.fail(log.read_text())
        finally:
            provider.terminate()
            provider.wait(10)


@pytest.fixture
def site(fresh: Workspace, issuer: str) -> Iterator[TestClient]:
    fresh.settings = replace(
        fresh.settings, oidc_issuer=issuer, oidc_client_id="ecomap", oidc_client_secret="not-so-secret"
    )
    with TestClient(create_app(fresh), raise_server_exceptions=False) as client:
        yield client


def leave(site: TestClient) -> str:
    answer = site.get("/login/institution?to=/proposals", follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def agree(address: str, sub: str, **form: str) -> str:
    """Agree at the provider as its page does, and return the path that it sends the browser back to."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    body = urlencode({"sub": sub, **form}).encode()
    try:
        urllib.request.build_opener(Stay).open(urllib.request.Request(address, body), timeout=10)
    except urllib.error.HTTPError as answer:
        with answer:
            back = urlsplit(answer.headers["location"])
        return f"{back.path}?{back.query}"
    raise AssertionError("the provider sent nobody back")


def come_back(site: TestClient, path: str) -> Any:
    return site.get(path, headers=HTML, follow_redirects=False)


def test_somebody_with_an_account_logs_in_and_is_known_again(site: TestClient, fresh: Workspace) -> None:
    assert "/login/institution" in site.get("/login").text
    made = account(fresh, "registrar", login="kim@example.org")
    address = leave(site)
    asked = parse_qs(urlsplit(address).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/login/callback"]
    back = agree(address, "kim")
    done = come_back(site, back)
    assert (done.status_code, done.headers["location"]) == (303, "/proposals")
    assert made.name in site.get("/").text
    site.cookies.clear()
    assert come_back(site, back).status_code == 401
    assert come_back(site, agree(leave(site), "kim")).status_code == 303
    site.cookies.clear()
    heir = come_back(site, agree(leave(site), "heir"))
    assert (heir.status_code, "다른 사용자와" in heir.text) == (401, True)
    account(fresh, "administrator")
    accounts.change_account(fresh, LOCAL, made.id, active=False)
    assert come_back(site, agree(leave(site), "kim")).status_code == 401


@pytest.mark.parametrize("sub", ["stranger", "unverified"])
def test_nobody_else_is_let_in(site: TestClient, fresh: Workspace, sub: str) -> None:
    account(fresh, "registrar", login="kim@example.org")
    done = come_back(site, agree(leave(site), sub))
    assert done.status_code == 401
    assert "계정이 이 사이트에 없습니다" in done.text
    assert "ecomap_session" not in site.cookies


def test_an_answer_that_does_not_hold_is_refused(site: TestClient, fresh: Workspace, issuer: str) -> None:
    account(fresh, "registrar", login="kim@example.org")
    back = agree(leave(site), "kim")
    state = parse_qs(urlsplit(back).query)["state"][0]
    forged = come_back(site, back.replace(state, "x" * len(state)))
    assert (forged.status_code, "다른 창에서" in forged.text) == (401, True)
    assert come_back(site, back).status_code == 401  # what the browser kept is good for one answer
    refused = come_back(site, agree(leave(site), "kim", action="deny"))
    assert "허락하지 않았습니다" in refused.text
    other = agree(leave(site), "kim")
    leave(site)  # another window: another nonce and verifier, whose state the old answer does not have
    assert come_back(site, other).status_code == 401
    back = agree(leave(site), "kim")
    fresh.settings = replace(fresh.settings, oidc_client_id="another")
    assert "믿을 수 없습니다" in come_back(site, back).text
    fresh.settings = replace(fresh.settings, oidc_issuer=issuer + "/elsewhere")
    away = come_back(site, "/login/institution")
    assert (away.status_code, "답하지 않습니다" in away.text) == (401, True)
    fresh.settings = replace(fresh.settings, oidc_issuer="http://example.org")
    assert site.get("/login/institution").status_code == 500
    assert "ecomap_session" not in site.cookies


def test_a_site_without_an_institution_says_so(fresh_client: TestClient) -> None:
    assert "/login/institution" not in fresh_client.get("/login").text
    assert fresh_client.get("/login/institution").status_code == 404
