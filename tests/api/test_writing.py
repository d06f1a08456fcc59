"""The one write route: keys, imports, and what never leaves the house."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from ecomap.services import keys
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace

ORGANISATIONS = (
    "id,kind,name_ko,located_in,fields,email,phone,contact_person,budget\n"
    "t-1,civil_society,가람 모임,마포구,welfare,MARKER-mail@example.org,02-MARKER-1,MARKER 담당,77700077\n"
    "t-2,civil_society,나래 모임,마포구,welfare,,,,\n"
)
TIES = "type,source,target,valid_from,note\ncooperates,t-1,t-2,2020-01-01,MARKER note\n"


def files(*texts: str) -> list[tuple[str, tuple[str, str, str]]]:
    return [("files", (f"{number}.csv", text, "text/csv")) for number, text in enumerate(texts)]


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


@pytest.fixture
def secret(fresh: Workspace) -> str:
    return keys.add_key(fresh, LOCAL, name="test", scopes=frozenset({"write"}), expires_days=1)


def test_nobody_writes_without_a_key(fresh_client: TestClient, fresh: Workspace) -> None:
    before = fresh.store.revision()
    answer = fresh_client.post("/api/v1/imports", files=files(ORGANISATIONS))
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert fresh.store.revision() == before


def test_a_key_imports_and_is_named_in_the_history(fresh_client: TestClient, secret: str) -> None:
    answer = fresh_client.post("/api/v1/imports", files=files(TIES, ORGANISATIONS), headers=bearer(secret))
    assert answer.status_code == 200, answer.text
    assert answer.json()["counts"]["organisations"]["created"] == 2
    kept = fresh_client.get("/api/v1/actors/t-1/history", headers=bearer(secret)).json()["items"][0]
    assert kept["who"].startswith("test (k-")


def test_a_dry_run_and_a_refused_row_write_nothing(fresh_client: TestClient, fresh: Workspace, secret: str) -> None:
    before = fresh.store.revision()
    dry = fresh_client.post(
        "/api/v1/imports", files=files(ORGANISATIONS), data={"dry_run": "true"}, headers=bearer(secret)
    )
    assert (dry.status_code, dry.json()["dry_run"]) == (200, True)
    bad = fresh_client.post(
        "/api/v1/imports", files=files(ORGANISATIONS.replace("마포구", "해운대구")), headers=bearer(secret)
    )
    assert bad.status_code == 422
    row = bad.json()["context"]["refused"][0]
    assert (row["row"], row["value"]) == (2, "해운대구")
    assert row["reason_ko"]
    assert row["remedy_en"]
    assert fresh.store.revision() == before


@pytest.mark.parametrize("node_id", ["서울/2024-1", "a?b#c", "50%/x", "a/history-2"])
def test_an_actor_and_a_tie_are_reached_whatever_their_ids(fresh_client: TestClient, secret: str, node_id: str) -> None:
    organisations = f"id,kind,name_ko\n{node_id},civil_society,가람\nt-2,civil_society,나래\n"
    ties = f"id,type,source,target\n{node_id}/tie,cooperates,{node_id},t-2\n"
    answer = fresh_client.post("/api/v1/imports", files=files(organisations, ties), headers=bearer(secret))
    assert answer.status_code == 200, answer.text
    for safe in ("/", ""):
        at = f"/api/v1/actors/{quote(node_id, safe=safe)}"
        assert fresh_client.get(at).json()["id"] == node_id
        assert fresh_client.get(f"{at}/neighbourhood").json()["centre"] == node_id
        assert fresh_client.get(f"{at}/history").json()["items"][0]["after"]["id"] == node_id
        tie = f"/api/v1/ties/{quote(node_id + '/tie', safe=safe)}"
        assert fresh_client.get(tie).json()["source"] == node_id
        assert fresh_client.get(f"{tie}/history").json()["items"][0]["after"]["id"] == f"{node_id}/tie"
    page = fresh_client.get("/actors").text
    (address,) = re.findall(r'href="(/actors/[^"]+)"[^>]*>가람', page)
    assert fresh_client.get(unescape(address)).status_code == 200


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("가" * 110 + ".csv", "가" * 60),
        ("C:\\자료\\단체.csv", "단체.csv"),
        ("../../단체.csv", "단체.csv"),
    ],
)
def test_an_upload_may_have_any_name(fresh_client: TestClient, secret: str, name: str, kept: str) -> None:
    bad = ORGANISATIONS.replace("마포구", "해운대구")
    answer = fresh_client.post("/api/v1/imports", files=[("files", (name, bad, "text/csv"))], headers=bearer(secret))
    assert answer.status_code == 422, answer.text
    assert kept in answer.json()["context"]["refused"][0]["file"]


@pytest.mark.parametrize("name", ["..", ".", "/", "upload", "가" * 300])
def test_an_upload_without_an_ending_is_refused_for_its_format(
    fresh_client: TestClient, secret: str, name: str
) -> None:
    answer = fresh_client.post(
        "/api/v1/imports", files=[("files", (name, ORGANISATIONS, "text/csv"))], headers=bearer(secret)
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable-file")


def test_a_form_field_in_the_address_is_refused_instead_of_passed_over(
    fresh_client: TestClient, fresh: Workspace, secret: str
) -> None:
    before = fresh.store.revision()
    answer = fresh_client.post("/api/v1/imports?dry_run=true", files=files(ORGANISATIONS), headers=bearer(secret))
    assert (answer.status_code, answer.json()["context"]["field"]) == (400, "dry_run")
    assert fresh.store.revision() == before


def test_remedies_name_form_fields_and_no_options_of_the_command_line(fresh_client: TestClient, secret: str) -> None:
    def send(text: str, **fields: str) -> dict[str, object]:
        answer = fresh_client.post("/api/v1/imports", files=files(text), data=fields, headers=bearer(secret))
        body: dict[str, object] = answer.json()
        assert "--" not in answer.text
        return body

    assert "keep_going" in str(send(ORGANISATIONS.replace("마포구", "해운대구"))["remedy_ko"])
    assert "ignore_unknown_columns" in str(send("id,kind,name_ko,zzz\nt-9,partner,가,1\n")["remedy_en"])
    ties = "source,target\nt-1,t-2\n"
    assert "default" in str(send(ties)["remedy_ko"])
    assert send(ORGANISATIONS)["refused_count"] == 0
    assert send(ties, default="type=cooperates")["counts"]["ties"]["created"] == 1  # type: ignore[index]
    assert send(ties, default="cooperates")["code"] == "invalid-parameter"
    assert "files" in str(fresh_client.post("/api/v1/imports", headers=bearer(secret)).json())


@pytest.mark.parametrize("state", ["unknown", "expired", "revoked", "malformed"])
def test_a_key_that_does_not_count_is_refused(
    fresh_client: TestClient, fresh: Workspace, secret: str, state: str
) -> None:
    key = fresh.store.keys()[0]
    if state == "expired":
        fresh.store.put_key(replace(key, expires=datetime.now(UTC) - timedelta(seconds=1)))
    if state == "revoked":
        keys.revoke_key(fresh, LOCAL, key.id)
    header = {"authorization": secret} if state == "malformed" else bearer("eco_x" if state == "unknown" else secret)
    answer = fresh_client.post("/api/v1/imports", files=files(ORGANISATIONS), headers=header)
    assert (answer.status_code, answer.json()["code"]) == (401, "not-authenticated")


def test_a_key_without_the_scope_is_refused(fresh_client: TestClient, fresh: Workspace) -> None:
    reader = keys.add_key(fresh, LOCAL, name="reader", scopes=frozenset({"read-members"}), expires_days=1)
    answer = fresh_client.post("/api/v1/imports", files=files(ORGANISATIONS), headers=bearer(reader))
    assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")


def test_secrets_are_stored_hashed(fresh: Workspace, secret: str) -> None:
    stored = fresh.store.keys()[0]
    assert secret not in repr(stored)
    assert len(stored.secret_hash) == 64


def test_members_see_members_data_and_still_no_contacts(
    fresh_client: TestClient, fresh: Workspace, secret: str
) -> None:
    fresh_client.post("/api/v1/imports", files=files(ORGANISATIONS), headers=bearer(secret))
    reader = keys.add_key(fresh, LOCAL, name="reader", scopes=frozenset({"read-members"}), expires_days=1)
    properties = fresh_client.get("/api/v1/actors/t-1", headers=bearer(reader)).json()["properties"]
    assert properties["budget"] == 77700077
    assert not {"email", "phone", "contact_person"} & properties.keys()


def test_a_body_that_is_too_large_is_refused_before_it_is_read(fresh_client: TestClient, secret: str) -> None:
    headers = bearer(secret) | {"content-length": str(10**12), "content-type": "multipart/form-data; boundary=x"}
    answer = fresh_client.post("/api/v1/imports", content=b"--x", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "over-budget")
