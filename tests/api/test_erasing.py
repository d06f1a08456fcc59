"""Erasing contact data over HTTP."""

from __future__ import annotations

from fastapi.testclient import TestClient

from ecomap.services import keys
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace
from tests.support.builders import actor, put


def test_contact_data_is_erased_by_who_may(fresh_client: TestClient, fresh: Workspace) -> None:
    put(fresh.store, actor("서울/1", phone="02-312-9087", staff=3))
    address = "/api/v1/actors/서울/1/erase-contact"
    assert fresh_client.post(address).status_code == 401
    reader = keys.add_key(fresh, LOCAL, name="r", scopes=frozenset({"read-private"}), expires_days=1)
    assert fresh_client.post(address, headers={"authorization": f"Bearer {reader}"}).status_code == 403
    writer = keys.add_key(fresh, LOCAL, name="w", scopes=frozenset({"write", "read-private"}), expires_days=1)
    headers = {"authorization": f"Bearer {writer}"}
    assert fresh_client.post(address, headers=headers).json() == {"record": True, "papers": 0}
    assert fresh_client.get("/api/v1/actors/서울/1", headers=headers).json()["properties"] == {"staff": 3}
    assert fresh_client.post("/api/v1/actors/none/erase-contact", headers=headers).status_code == 403
