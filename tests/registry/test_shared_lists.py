"""Lists of saved views are read on from where a page ended, whatever lies between that others may not see."""

from __future__ import annotations

from ecomap.services import sharing
from ecomap.services.access import ANONYMOUS, ROLES, Principal
from ecomap.services.workspace import Workspace

PLANNER = Principal("planner", ROLES["planner"].scopes, account="u-views")


def test_a_list_goes_on_where_its_page_ended(workspace: Workspace) -> None:
    made = [
        sharing.save_shared(
            workspace,
            PLANNER,
            "view",
            {"title_ko": f"화면 {at}", "address": "/map", "visibility": "private" if at % 2 else "public"},
            via="form",
        ).subject
        for at in range(7)
    ]
    found: list[str] = []
    cursor = ""
    for _ in range(len(made)):  # a list that began anew with every page would never end
        page = sharing.list_shared(workspace, ANONYMOUS, "view", limit=2, cursor=cursor)
        found += [one.id for one in page.items]
        if not (cursor := page.next_cursor):
            break
    assert cursor == ""
    assert found == made[::-1][::2]
