"""Bringing a spreadsheet over HTTP and on the pages."""

from __future__ import annotations

import io
import re
import time
import zipfile
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ecomap.domain.records import Change
from ecomap.services import keys
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace

HEADER = "단체명,자치구,활동분야,전화번호,비고란\n"
FILE = HEADER + "가람 모임,마포구,복지,02-332-4455,a\n나래 모임,없는구,,,\n가람 모임 사단법인,마포구,,02-332-4455,\n"


@pytest.fixture
def key(fresh: Workspace) -> dict[str, str]:
    scopes = frozenset({"write", "read-members", "read-private"})
    return {"authorization": f"Bearer {keys.add_key(fresh, LOCAL, name='t', scopes=scopes, expires_days=1)}"}


def sent(text: str | bytes, name: str = "단체.csv") -> dict[str, tuple[str, bytes, str]]:
    return {"file": (name, text.encode() if isinstance(text, str) else text, "text/csv")}


def settled(client: TestClient, where: str, key: dict[str, str]) -> dict[str, Any]:
    """Return a preview once no job works on it any more."""
    for _ in range(600):
        found: dict[str, Any] = client.get(where, headers=key).json()
        if found["state"] not in ("checking", "applying"):
            return found
        time.sleep(0.1)
    pytest.fail("the job did not end within a minute")


def test_a_program_brings_a_file_and_takes_it_back(
    fresh_client: TestClient, fresh: Workspace, key: dict[str, str]
) -> None:
    client = fresh_client
    assert client.post("/api/v1/previews", files=sent(FILE)).status_code == 401
    once = {**key, "Idempotency-Key": "u1"}
    made = client.post("/api/v1/previews", files=sent(FILE), headers=once)
    assert made.status_code == 201, made.text
    assert client.post("/api/v1/previews", files=sent(FILE), headers=once).json()["id"] == made.json()["id"]
    where = made.headers["location"]
    table = made.json()["tables"][0]
    assert table["columns"] == {
        "단체명": "name_ko", "자치구": "located_in", "활동분야": "fields", "전화번호": "phone", "비고란": "",
    }  # fmt: skip
    assert client.get(where).status_code == 401
    bad = client.patch(where, json={"tables": [{"sheet": "organisations", "columns": {}}]}, headers=key)
    assert (bad.status_code, bad.json()["context"]["field"]) == (400, "name_ko")
    told = {"sheet": "organisations", "columns": {**table["columns"], "비고란": "description"}}
    assert client.patch(where, json={"tables": [told]}, headers=key).status_code == 200
    rows = settled(client, where, key)["rows"]
    assert [(row["row"], row["state"]) for row in rows] == [(2, "new"), (3, "refused"), (4, "duplicate")]
    assert rows[2]["matches"][0]["row"] == 2
    assert all(reason["ko"] and reason["en"] for reason in rows[2]["matches"][0]["reasons"])
    assert rows[1]["remedy"]["ko"]
    only = client.get(where, params={"state": "new", "limit": 1, "q": "가람"}, headers=key).json()
    assert ([row["name"] for row in only["rows"]], only["next_cursor"]) == (["가람 모임"], "")
    assert client.get(where, params={"state": "zzz"}, headers=key).status_code == 400
    undecided = client.post(f"{where}/apply", headers=key)
    assert (undecided.status_code, undecided.json()["context"]["undecided"]) == (409, 1)
    body = {"decisions": [{"decision": "skip", "rows": [rows[2]["key"]]}]}
    assert client.patch(where, json=body, headers=key).json()["counts"]["undecided"] == 0
    answer = client.post(f"{where}/apply", json={"reason": "봄 조사"}, headers={**key, "Idempotency-Key": "x"})
    assert answer.status_code == 202
    done = settled(client, where, key)
    assert (done["state"], done["counts"]["applied"]) == ("applied", 1)
    assert client.post(f"{where}/apply", headers=key).json()["revision"] == done["revision"]
    history = client.get(f"/api/v1/actors/{rows[0]['subject']}/history", headers=key).json()["items"]
    own = [one for one in history if one["subject"] == rows[0]["subject"]]
    assert (len(own), {one["reason"] for one in history}) == (1, {"봄 조사"})
    refused = client.get(f"{where}/refused.csv", headers=key)
    assert "없는구" in refused.content.decode("utf-8-sig")
    assert client.get(f"{where}/refused.xlsx", headers=key).content[:2] == b"PK"
    undo = f"/api/v1/changes/{done['revision']}/undo"
    taken = client.post(undo, headers={**key, "Idempotency-Key": "u"})
    assert (taken.status_code, taken.json()["removed"]) == (200, 3)
    assert client.post(undo, headers={**key, "Idempotency-Key": "u"}).json()["revision"] == taken.json()["revision"]
    again = client.post(undo, headers=key)
    assert (again.status_code, len(again.json()["context"]["changed"])) == (409, 3)
    assert client.get(f"/api/v1/actors/{rows[0]['subject']}").status_code == 404
    assert client.post("/api/v1/changes/99999/undo", headers=key).status_code == 404
    assert client.delete(where, headers=key).status_code == 204
    assert client.get(where, headers=key).status_code == 404


def test_bad_files_are_refused_with_a_remedy(fresh_client: TestClient, key: dict[str, str]) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    mixed = "이름,소개\n가람,가나다라마바사\n".encode() + "나래,아자차카타파하\n".encode("cp949")
    for name, data in (
        ("a.xlsx", bomb.getvalue()), ("a.csv", mixed), ("a.csv", (HEADER + "가" * 3_500_000).encode()),
        ("a.csv", b""), ("a.pdf", b"%PDF"), ("../../x.xlsx", b"PK"),
    ):  # fmt: skip
        answer = fresh_client.post("/api/v1/previews", files=sent(data, name), headers=key)
        assert (answer.status_code, answer.json()["code"]) == (422, "unreadable-file"), name
        assert answer.json()["remedy_ko"]
        shown = fresh_client.post("/previews", files=sent(data, name), headers={**key, "accept": "text/html"})
        assert shown.status_code == 422
        assert 'role="alert"' in shown.text


def test_the_pages_lead_from_file_to_register_and_back(
    fresh_client: TestClient, fresh: Workspace, key: dict[str, str]
) -> None:
    client, headers = fresh_client, {**key, "accept": "text/html"}

    def get(path: str, lang: str = "ko") -> str:
        answer = client.get(path, params={"lang": lang}, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(path: str, **data: str) -> str:
        answer = client.post(path, params={"lang": "ko"}, data=data, headers=headers, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].partition("?")[0]

    assert client.get("/previews").status_code == 401
    assert 'type="file"' in get("/previews")
    answer = client.post("/previews", files=sent(FILE), headers=headers, follow_redirects=False)
    where = answer.headers["location"].partition("?")[0]
    columns = get(where)
    assert 'name="column-0-4"' in columns
    given = dict(re.findall(r'<select[^>]* name="(column-0-\d+)".*?<option value="(\w*)" selected', columns, re.S))
    bad = client.post(f"{where}/columns", data={"sheet-0": "organisations"}, headers=headers)
    assert (bad.status_code, "이름" in bad.text) == (400, True)
    assert (
        "보내는 단체" in client.post(f"{where}/columns", data={"sheet-0": "ties", "again": "1"}, headers=headers).text
    )
    post(f"{where}/columns", **{"sheet-0": "organisations", **given})
    settled(client, f"/api/v1{where}", key)
    review = get(where)
    assert "없는구" in review
    assert "같은 단체일 수 있음" in review
    assert "Possible duplicates" in get(where, "en")
    refused = client.post(f"{where}/apply", headers=headers)
    assert (refused.status_code, 'role="alert"' in refused.text) == (409, True)
    (same,) = re.findall(r'name="one" value="(same:\d+:[^"]+)"', review)
    post(f"{where}/decide", one=unescape(same), state="", q="", cursor="")
    assert "같은 단체로 정함" in get(where)
    post(f"{where}/decide", one=f":{same.split(':')[1]}")
    post(f"{where}/decide", all="skip", state="duplicate")
    before = fresh.store.revision()
    post(f"{where}/apply", reason="봄")
    settled(client, f"/api/v1{where}", key)
    assert fresh.store.revision() == before + 1
    assert "통째로 되돌리기" in get(where)
    post(f"{where}/undo")
    assert "다시 반영하기" in get(where)
    assert fresh.store.find_named(["가람 모임"]) == {}
    post(f"{where}/undo")
    (node,) = fresh.store.find_named(["가람 모임"])["가람 모임"]
    with fresh.store.write(Change("a", "", "test")) as writing:
        writing.put_nodes([replace(writing.get_nodes([node])[node], name_en="Garam")])
        writing.commit()
    conflict = client.post(f"{where}/undo", headers=headers)
    assert (conflict.status_code, "가람 모임" in conflict.text) == (409, True)
    post(f"{where}/discard")
    assert client.get(where, headers=headers).status_code == 404
