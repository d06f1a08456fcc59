"""The forms as a browser without scripts uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from ecomap.services import keys
from ecomap.services.access import LOCAL
from ecomap.services.decisions import decided
from ecomap.services.desk import held
from ecomap.services.workspace import Workspace
from tests.support.people import PASSWORD, logged_in

MAPO = "place:1144000000"
HOSTILE = '"><script>alert(1)</script>\u2028{{7*7}} 모임'


class Boxes(HTMLParser):
    """Reads what the boxes of the form of a page hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.labels: set[str] = set()
        self.ids: list[str] = []
        self.unlabelled: list[str] = []
        self._select = self._area = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if "id" in told:
            self.ids.append(told["id"])
        if tag == "label" and "for" in told:
            self.labels.add(told["for"])
        name = told.get("name", "")
        if tag == "input" and told.get("type") not in {"radio", "checkbox", "search"} and name != "lang":
            self.values.setdefault(name, []).append(told.get("value", ""))
        elif tag == "input" and told.get("type") == "radio" and "checked" in told:
            self.values[name] = [told["value"]]
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in told or self._select not in self.values):
            self.values[self._select] = [told.get("value", "")]
        elif tag == "textarea":
            self._area = name
            self.values[name] = [""]
        if tag in {"select", "textarea"} or (tag == "input" and told.get("type", "text") == "text"):
            self.unlabelled.append(told.get("id", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] = [self.values[self._area][0] + data.removeprefix("\n")]


class Person:
    """Fills in forms with a key."""

    def __init__(self, client: TestClient, workspace: Workspace, name: str, *scopes: str) -> None:
        secret = keys.add_key(workspace, LOCAL, name=name, scopes=frozenset(scopes), expires_days=1)
        self.client, self.headers = client, {"authorization": f"Bearer {secret}", "accept": "text/html"}

    def open(self, path: str) -> Boxes:
        answer = self.client.get(path, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return Boxes(answer.text)

    def send(self, path: str, boxes: Boxes, **typed: Any) -> Response:
        values = dict(boxes.values)
        for name, value in typed.items():
            values[name.replace("__", "-")] = value if isinstance(value, list) else [value]
        return self.client.post(path, data=values, headers=self.headers, follow_redirects=False)


@pytest.fixture
def person(fresh_client: TestClient, fresh: Workspace) -> Iterator[Person]:
    return iter([Person(fresh_client, fresh, "mina", "write", "read-members", "read-private", "propose")]).__next__()


def subject_of(answer: Response) -> str:
    assert answer.status_code == 303, re.findall(r'class="wrong"[^>]*>(.*?)</p>|<li>(.*?)</li>', answer.text)
    return urlsplit(answer.headers["location"]).path.removeprefix("/actors/")


def drafts(person: Person) -> list[str]:
    text = person.client.get("/edit/drafts", headers=person.headers).text
    return re.findall(r'href="(/edit/[^"]*draft=[^"]*)"', text)


def test_an_actor_with_a_tie_is_registered_in_one_form(person: Person, fresh: Workspace) -> None:
    empty = person.open("/edit/actor?name=다온")
    assert empty.values["name_ko"] == ["다온"]
    assert set(empty.unlabelled) <= empty.labels
    assert len(empty.ids) == len(set(empty.ids))
    office = subject_of(person.send("/edit/actor", empty, name_ko="망원 지원 센터", kind="intermediary"))
    typed = {
        "name_ko": "가람 돌봄 모임",
        "located_in": "서울 마포구 망원1동 성산로 128",
        "works_in": ["돌봄", ""],
        "phone": "02-777-0001",
        "tie__0__other": "망원지원센터",
        "tie__0__type": "supports:in",
        "tie__0__valid_from": "2021.3",
        "tie__0__amount": "300만원",
    }
    form = person.open("/edit/actor")
    answer = person.send("/edit/actor", form, **typed)
    actor = subject_of(answer)
    stored = held(fresh.store, actor)
    assert stored is not None
    assert stored.node.properties == {"phone": "02-777-0001", "address": "서울 마포구 망원1동 성산로 128"}
    assert [fresh.store.get_nodes([one])[one].name_ko for one in stored.targets("located_in")] == ["망원1동"]
    assert stored.targets("works_in")
    page = person.client.get(answer.headers["location"], headers=person.headers).text
    assert "등록했습니다" in page
    assert '<rect class="tie in"' in page
    assert f"/edit/actor/{actor}" in page
    assert person.client.get(f"/actors/{actor}").text.count("/edit/") == 0
    # Posted twice: the same record, and no question whether it is a duplicate of itself.
    before = fresh.store.revision()
    assert subject_of(person.send("/edit/actor", form, **typed)) == actor
    # Saved again with a change after the back button: the change is laid over that record.
    again = person.send("/edit/actor", form, **{**typed, "staff": "7"})
    assert again.headers["location"].startswith(f"/edit/actor/{actor}?draft=")
    assert person.open(again.headers["location"]).values["staff"] == ["7"]
    assert fresh.store.revision() == before
    (tie,) = person.client.get(f"/api/v1/ties?actor={actor}").json()["items"]
    assert (tie["type"], tie["source"], tie["target"], tie["amount"]) == ("supports", office, actor, 3_000_000)


def test_what_is_wrong_stands_beside_its_box_and_nothing_typed_is_lost(person: Person, fresh: Workspace) -> None:
    before = fresh.store.revision()
    typed = {
        "name_ko": HOSTILE,
        "located_in": "해운대구",
        "email": "nobody",
        "description": "첫 줄\n둘째 줄",
        "tie__0__other": "없는 단체",
        "tie__0__note": "메모",
    }
    answer = person.send("/edit/actor", person.open("/edit/actor"), **typed)
    assert answer.status_code == 422
    back = Boxes(answer.text)
    assert {name: back.values[name.replace("__", "-")][0].replace("\r", "") for name in typed} == typed
    for box in ("located_in", "email", "tie-0-other"):
        assert f'id="p-{box}"' in answer.text or box == "email", box
        assert f'href="#f-{box}"' in answer.text or box == "email", box
    assert 'id="summary" role="alert" tabindex="-1" autofocus' in answer.text
    assert "<script>alert" not in answer.text
    assert "{{7*7}}" in answer.text
    (draft,) = drafts(person)
    assert person.open(draft.replace("&amp;", "&")).values["description"] == ["첫 줄\n둘째 줄"]
    mended = person.send(
        "/edit/actor", back, located_in="마포구", email="nobody", tie__0__other="", tie__0__note="", works_in=["", ""]
    )
    assert 'id="p-email"' in mended.text
    done = person.send("/edit/actor", Boxes(mended.text), email="")
    page = person.client.get(f"/actors/{subject_of(done)}", headers=person.headers).text
    assert "<script>alert" not in page
    assert drafts(person) == []
    assert fresh.store.revision() == before + 1


def test_look_alikes_are_asked_about_once(person: Person, fresh: Workspace) -> None:
    first = subject_of(
        person.send("/edit/actor", person.open("/edit/actor"), name_ko="가람 나눔 센터", located_in="마포구")
    )
    typed = {"name_ko": "사단법인 가람나눔센터", "located_in": "마포구", "staff": "3"}
    asked = person.send("/edit/actor", person.open("/edit/actor"), **typed)
    assert asked.status_code == 422
    assert "법인 형태·띄어쓰기·어순만 빼고 이름이 같습니다" in asked.text
    box = f"alike__{first}"
    same = person.send("/edit/actor", Boxes(asked.text), **{box: "same"})
    opened = person.open(same.headers["location"])
    assert same.headers["location"].startswith(f"/edit/actor/{first}")
    assert (opened.values["name_ko"], opened.values["staff"]) == (["사단법인 가람나눔센터"], ["3"])
    assert opened.values["tag"] != [""]
    other = subject_of(person.send("/edit/actor", Boxes(asked.text), **{box: "branch"}))
    assert fresh.store.get_edges([f"part_of:{other}>{first}"])
    assert decided(fresh.store, other, [first]) == {first: "related"}
    # The decision is remembered: changing the name asks about nobody it was decided about.
    changed = person.send(f"/edit/actor/{other}", person.open(f"/edit/actor/{other}"), name_ko="가람나눔센터")
    assert subject_of(changed) == other


def test_two_people_edit_one_record(person: Person, fresh_client: TestClient, fresh: Workspace) -> None:
    actor = subject_of(person.send("/edit/actor", person.open("/edit/actor"), name_ko="가람 모임", located_in="마포구"))
    path = f"/edit/actor/{actor}"
    mine, hers = person.open(path), person.open(path)
    other = Person(fresh_client, fresh, "jisu", "write", "read-members", "read-private")
    assert other.send(path, hers, staff="3", homepage="https://example.org").status_code == 303
    clash = person.send(path, mine, staff="5", members="10")
    assert clash.status_code == 409
    assert "jisu" in clash.text
    back = Boxes(clash.text)
    assert (back.values["staff"], back.values["homepage"]) == (["5"], ["https://example.org"])
    assert re.search(r'id="t-staff">.*?<b>[^<]*</b> 3<', clash.text, re.S)
    assert 'id="t-members"' not in clash.text
    assert subject_of(person.send(path, back, take="staff", reason="전화 확인")) == actor
    stored = held(fresh.store, actor)
    assert stored is not None
    assert stored.node.properties == {"staff": 3, "homepage": "https://example.org", "members": 10}
    assert fresh.store.history(actor).items[0].change.reason == "전화 확인"


def test_a_tie_is_recorded_ended_and_removed(person: Person, fresh: Workspace) -> None:
    a = subject_of(person.send("/edit/actor", person.open("/edit/actor"), name_ko="가람 모임", located_in="마포구"))
    b = subject_of(person.send("/edit/actor", person.open("/edit/actor"), name_ko="나래 연구소", located_in="중구"))
    form = person.open(f"/edit/tie?source={a}")
    wrong = person.send("/edit/tie", form, tie__0__other="나래", tie__0__type="funds:out", tie__0__valid_from="언젠가")
    assert wrong.status_code == 422
    picks = re.search(r'name="tie-0-pick".*?value="([^"]*' + b + r'[^"]*)"', wrong.text, re.S)
    assert picks
    done = person.send("/edit/tie", Boxes(wrong.text), tie__0__pick=picks[1], tie__0__valid_from="2020")
    assert subject_of(done) == a
    (tie,) = person.client.get(f"/api/v1/ties?actor={a}").json()["items"]
    path = f"/edit/tie/{tie['id']}"
    first, second = person.open(path), person.open(path)
    assert first.values["tie-0-valid_from"] == ["2020-01-01"]
    assert subject_of(person.send(path, first, tie__0__valid_to="2023")) == a
    clash = person.send(path, second, tie__0__valid_to="2022", tie__0__note="끝남")
    assert clash.status_code == 409
    assert "2023-12-31" in clash.text
    unsure = person.send(path, person.open(path), do="remove")
    assert unsure.status_code == 422
    assert fresh.store.get_edges([tie["id"]])
    form = person.open(path)
    for _ in range(2):
        assert person.send(path, form, do="remove", sure="yes").status_code == 303
    assert not fresh.store.get_edges([tie["id"]])


def test_who_may_only_propose_is_told_before_and_after(fresh_client: TestClient, fresh: Workspace) -> None:
    before = fresh.store.revision()
    proposer = Person(fresh_client, fresh, "bora", "propose")
    form = fresh_client.get("/edit/actor", headers=proposer.headers)
    assert "제안으로 올라가" in form.text
    done = proposer.send("/edit/actor", Boxes(form.text), name_ko="가람 모임", located_in="마포구")
    assert done.headers["location"].startswith("/edit/proposed/")
    assert fresh.store.revision() == before
    known = Person(fresh_client, fresh, "mina", "write", "read-private")
    actor = subject_of(known.send("/edit/actor", known.open("/edit/actor"), name_ko="나래", phone="02-777-0001"))
    # Neither the private value nor a tag that is computed from it.
    theirs = proposer.open(f"/edit/actor/{actor}").values
    assert (theirs["tag"], "phone" in theirs) == (["*"], False)
    assert known.open(f"/edit/actor/{actor}").values["phone"] == ["02-777-0001"]
    before = fresh.store.revision()
    assert "제안으로 올렸습니다" in fresh_client.get(done.headers["location"], headers=proposer.headers).text
    assert fresh.store.revision() == before


def test_drafts_are_their_owners_alone(person: Person, fresh_client: TestClient, fresh: Workspace) -> None:
    form = person.open("/edit/actor")
    sent = {**form.values, "of": ["/edit/actor"], "name_ko": ["쓰던 모임"], "phone": ["02-777-0001"]}
    kept = fresh_client.post("/edit/draft", data=sent, headers=person.headers)
    again = fresh_client.post("/edit/draft", data={**sent, "draft": [kept.json()["draft"]]}, headers=person.headers)
    assert again.json() == kept.json()
    (address,) = drafts(person)
    assert person.open(address.replace("&amp;", "&")).values["phone"] == ["02-777-0001"]
    other = Person(fresh_client, fresh, "jisu", "write")
    assert drafts(other) == []
    assert fresh_client.get(address.replace("&amp;", "&"), headers=other.headers).status_code == 404
    fresh_client.post("/edit/drafts", data={"draft": kept.json()["draft"]}, headers=other.headers)
    assert len(drafts(person)) == 1
    fresh_client.post("/edit/drafts", data={"draft": kept.json()["draft"]}, headers=person.headers)
    assert drafts(person) == []
    grown = person.send("/edit/actor", form, name_ko="쓰던 모임", do="more-ties")
    assert "tie-1-other" in Boxes(grown.text).values
    assert Boxes(grown.text).values["name_ko"] == ["쓰던 모임"]


def test_too_much_and_nobody_are_turned_away(person: Person, fresh_client: TestClient, fresh: Workspace) -> None:
    before = fresh.store.revision()
    form = person.open("/edit/actor")
    assert person.send("/edit/actor", form, name_ko="모임", description="ㅁ" * 10_000_000).status_code == 413
    long = person.send("/edit/actor", form, name_ko="모임", located_in="마포구", description="ㅁ" * 10_001)
    assert long.status_code == 422
    assert "10,000" in long.text
    for path in ("/edit/actor", "/edit/drafts", "/edit/tie?source=x"):
        assert fresh_client.get(path).status_code == 401
    assert fresh_client.post("/edit/actor", data=form.values).status_code == 401
    assert person.client.get("/edit/actor/nobody", headers=person.headers).status_code == 404
    assert fresh.store.revision() == before


def test_suggestions(person: Person) -> None:
    def suggested(of: str, q: str) -> list[str]:
        answer = person.client.get("/api/v1/suggestions", params={"of": of, "q": q})
        return [item["label"]["ko"] for item in answer.json()["items"]]

    assert suggested("place", "망원")[:2] == ["서울특별시 마포구 망원1동", "서울특별시 마포구 망원2동"]
    assert suggested("place", "서울 마포구 망원2동 12-3")[0] == "서울특별시 마포구 망원2동"
    assert suggested("place", "부산 해운대구") == []
    assert suggested("field", "돌봄")
    person.send("/edit/actor", person.open("/edit/actor"), name_ko="가람 모임", located_in="마포구")
    assert re.fullmatch(r"가람 모임 \[org-\w+\]", suggested("actor", "가람")[0])
    assert person.client.get("/api/v1/suggestions?of=planet").status_code == 400


def test_a_session_needs_its_token_and_an_ended_login_loses_nothing(fresh_client: TestClient, fresh: Workspace) -> None:
    before = fresh.store.revision()
    mina = logged_in(fresh_client, "registrar", places=[MAPO])
    form = Boxes(mina.get("/edit/actor").text)
    assert "제안으로 올라갑니다" in mina.get("/edit/actor").text
    typed = {**form.values, "name_ko": ["가람 모임"], "located_in": ["마포구"], "phone": ["02-777-0001"]}
    for forged in ({"csrf": "0" * 64}, {"csrf": ""}):
        answer = fresh_client.post("/edit/actor", data={**typed, **forged}, headers=mina.headers)
        assert (answer.status_code, fresh.store.revision()) == (403, before)
    foreign = {**mina.headers, "origin": "https://example.org"}
    assert fresh_client.post("/edit/actor", data=typed, headers=foreign).status_code == 403
    sent = {**typed, "csrf": [mina.csrf]}
    fresh_client.cookies.clear()
    fresh_client.cookies.set("ecomap_session", "gone")
    ended = fresh_client.post("/edit/actor", data=sent, headers=mina.headers)
    assert (ended.status_code, fresh.store.revision()) == (401, before)
    assert "가람 모임" in ended.text
    fresh_client.cookies.clear()
    carried = {**Boxes(ended.text).values, "login": ["registrar"], "password": [PASSWORD]}
    back = fresh_client.post("/login", data=carried, headers=mina.headers, follow_redirects=False)
    opened = fresh_client.get(back.headers["location"], headers=mina.headers)
    again = Boxes(opened.text).values
    assert (again["name_ko"], again["phone"]) == (["가람 모임"], ["02-777-0001"])
    assert "아직 저장되지 않았으니" in opened.text
    actor = subject_of(fresh_client.post("/edit/actor", data=again, headers=mina.headers, follow_redirects=False))
    assert fresh.store.history(actor).items[0].change.via == "form"
    # Outside her district: told so before, and proposed after.
    there = {**Boxes(mina.get("/edit/actor").text).values, "name_ko": ["서초 모임"], "located_in": ["서초구"]}
    looked = fresh_client.post("/edit/alike", data={**there, "name_ko": ["서초 모임"]}, headers=mina.headers)
    assert "맡은 지역이나 분야 밖" in looked.text
    done = fresh_client.post("/edit/actor", data=there, headers=mina.headers, follow_redirects=False)
    assert done.headers["location"].startswith("/edit/proposed/")
