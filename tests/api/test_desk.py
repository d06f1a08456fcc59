"""What somebody who is logged in finds in the heading of each page."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.pages.desk import ENTRIES, desk_of
from tests.support.people import logged_in


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_place_of_work_opens_and_is_named_in_words(fresh_client: TestClient, lang: str) -> None:
    admin = logged_in(fresh_client, "administrator")
    for entry in ENTRIES:
        answer = admin.get(f"{entry.path}?lang={lang}")
        assert answer.status_code == 200, entry.path
        assert entry.label.get(lang) in answer.text
        assert "built-in" not in answer.text, entry.path


def test_each_role_sees_its_own_work_and_a_visitor_none(fresh_client: TestClient) -> None:
    assert 'class="desk"' not in fresh_client.get("/actors").text
    registrar = logged_in(fresh_client, "registrar").get("/actors?lang=ko").text
    assert 'href="/edit/actor?lang=ko"' in registrar
    assert 'href="/users' not in registrar
    kept = ["/views", "/stories"]
    assert [entry.path for entry in desk_of("partner", "org-1")] == ["/actors/org-1", *kept]
    assert [entry.path for entry in desk_of("planner", "org-1")] == kept
    assert [entry.path for entry in desk_of("partner")] == kept
