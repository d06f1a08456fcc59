"""An actor's page: the network around it, where it stands, whom it could work with, an intermediary's mandate."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import httpx2 as httpx
import numpy as np
import pytest
from fastapi.testclient import TestClient

from api.pages.ego import MOST, ego_view
from api.pages.ego_places import Spot, around, fan
from api.pages.standing import figure, strip
from api.pages.words import words
from ecomap.analysis.linkage.silos import own_index, reach
from ecomap.errors import InvalidParameter, NotFound
from ecomap.services import keys
from ecomap.services.access import ANONYMOUS, LOCAL
from ecomap.services.egos import BOTH, IN, OUT, read_ego
from ecomap.services.reach import read_mandate
from ecomap.services.standings import Standing, read_standings
from ecomap.services.workspace import Workspace
from ecomap.snapshot import grouping
from tests.support.builders import actor, link, put, tie

HOSTILE = '</script><img src=x onerror=alert(1)>"\u202e' + "가" * 270 + "🧑\u200d🌾"
MAPO, JONGNO, WELFARE, HOUSING = "place:1144000000", "place:1111000000", "field:welfare", "field:housing"


@pytest.fixture
def circle(fresh: Workspace) -> Workspace:
    """A centre with three partners, two of which are tied to each other."""
    put(
        fresh.store,
        actor("c", "intermediary", "가운데"),
        actor("a", name="나리"),
        actor("b", name=HOSTILE),
        actor("g", "government", "마포과"),
        *(link("located_in", who, MAPO) for who in ("a", "b", "c")),
        *(link("works_in", who, WELFARE) for who in ("a", "c")),
        link("works_in", "b", HOUSING),
        tie("c", "a", "supports"),
        tie("c", "a"),
        tie("b", "c", "refers", valid_from="2020-01-01"),
        tie("g", "c", "funds"),
        tie("a", "b"),
    )
    return fresh


def asked(client: TestClient, path: str, **headers: str) -> httpx.Response:
    """Return a part once it has been computed, as the script does."""
    for _ in range(200):
        answer = client.get(path, headers=headers)
        if answer.status_code != 202:
            return answer
        assert answer.headers["cache-control"] == "no-store"
        time.sleep(0.2)
    pytest.fail(f"{path} was not computed")


def test_the_ego_network_has_every_alter_its_ties_by_type_and_way_and_pairs_among_them(circle: Workspace) -> None:
    ego = read_ego(circle, ANONYMOUS, "c")
    assert {alter.id: alter.ties for alter in ego.alters} == {
        "a": {("cooperates", BOTH): 1, ("supports", OUT): 1},
        "b": {("refers", IN): 1},
        "g": {("funds", IN): 1},
    }
    assert [(ego.alters[i].id, ego.alters[j].id) for i, j in ego.between] == [("a", "b")]
    assert ego.possible == 3
    with pytest.raises(NotFound):
        read_ego(circle, ANONYMOUS, "nobody")


def test_alters_stand_by_group_those_in_none_last(circle: Workspace) -> None:
    ego = read_ego(circle, ANONYMOUS, "c", by="field")
    assert [alter.id for alter in ego.alters][-1] == "g"
    assert [alter.group for alter in ego.alters][-1] == -1
    assert sum(ego.sizes.values()) == 3


@pytest.mark.parametrize("count", [1, 2, 7, 30, 44])
def test_names_of_alters_never_overlap(count: int) -> None:
    left = -(-count // 2)
    for plan in (around(count, left), fan(count)):
        assert len(plan.spots) == count
        sides: dict[str, list[Spot]] = {}
        for spot in plan.spots:
            assert 0 < spot.y < plan.height
            assert spot.room > 100
            assert 0 < spot.x < plan.width
            sides.setdefault(spot.side, []).append(spot)
        for spots in sides.values():
            heights = [spot.y for spot in spots]
            assert all(b - a >= 16 for a, b in pairwise(heights))


def test_a_hostile_name_stays_text_in_drawing_and_parts(circle: Workspace, fresh_client: TestClient) -> None:
    for path in ("/actors/c?lang=ko", "/actors/b?lang=ko", "/actors/c/roles?lang=ko", "/actors/c/candidates?lang=ko"):
        page = asked(fresh_client, path)
        assert page.status_code == 200
        assert "<img src=x" not in page.text
    assert "&lt;/script&gt;" in fresh_client.get("/actors/c?lang=ko").text
    drawing = ego_view(read_ego(circle, ANONYMOUS, "c"), "ko")["wide"]
    assert "<img" not in drawing
    assert drawing.count("<a href=") == 3


def test_many_alters_are_drawn_as_groups_with_their_numbers_and_a_table(client: TestClient, demo: Workspace) -> None:
    ego = read_ego(demo, ANONYMOUS, "demo-0058", by="field")
    assert len(ego.alters) > MOST
    view = ego_view(ego, "en")
    assert "<a href" not in view["wide"]
    assert sum(int(row["alters"]) for row in view["rows"]) == len(ego.alters)
    inside, outside = (sum(int(row[name]) for row in view["rows"]) for name in ("inside", "outside"))
    assert inside + outside // 2 == len(ego.between)
    page = client.get("/actors/demo-0058?around=field&lang=en").text
    assert page.count('class="ego-group"') == 2 * len(ego.sizes)
    assert client.get("/actors/demo-0058?around=colour").status_code == 400


def test_own_index_is_the_e_i_index_of_the_analysis(demo: Workspace) -> None:
    snapshot = demo.snapshot()
    member = grouping(snapshot, "field").membership[snapshot.ties.nodes]
    every = own_index(snapshot.ties, member)
    some = np.arange(0, snapshot.ties.n, 97)
    known = reach(snapshot.ties, member, snapshot.kind[snapshot.ties.nodes], some).index
    np.testing.assert_allclose(every[some], known)
    assert np.isfinite(known).any()


def test_a_standing_is_the_rank_among_actors_of_the_same_kind(demo: Workspace) -> None:
    snapshot = demo.snapshot()
    found = read_standings(demo, ANONYMOUS, "demo-0058")
    by = {one.measure: one for one in found.every}
    degree = np.diff(snapshot.ties.adjacency.indptr)
    like = snapshot.kind[snapshot.ties.nodes] == snapshot.kinds.index("intermediary")
    own = degree[snapshot.ties.nodes == snapshot.position["demo-0058"]][0]
    first = by["degree"].among[0]
    assert (by["degree"].value, first.size) == (own, int(like.sum()))
    assert first.rank == 1 + int((degree[like] > own).sum())
    assert first.median == np.median(degree[like])
    assert first.like == "kind"
    # constraint is ranked from its lowest value on
    constraint = by["constraint"]
    assert constraint.value is not None
    assert constraint.among[0].rank == 1 + int((constraint.others < constraint.value - 1e-12).sum())
    assert sum(found.roles.values()) == pytest.approx(by["brokerage"].value)


def test_an_actor_without_ties_has_no_drawing_and_ranks_last(circle: Workspace, fresh_client: TestClient) -> None:
    put(circle.store, actor("alone", name="홀로"))
    told = asked(fresh_client, "/actors/alone/roles?lang=ko&part=1").text
    assert "상대 수 0 – 시민사회단체 3곳 가운데 3번째로" in told
    assert 'class="ego' not in fresh_client.get("/actors/alone").text


def test_a_strip_says_in_words_what_it_shows() -> None:
    w = words("en")
    drawn = strip(Standing("degree", 4.0, (), np.array([0.0, 1.0, 4.0, 16.0])), w)
    assert "ranges from 0 to 16 over 4 actors, median 2.5; this actor has 4" in drawn
    assert figure("betweenness", 0.0123) == "1.23%"
    assert figure("fields_index", -0.5) == "−0.50"


def test_a_part_is_a_piece_for_the_script_and_a_page_without_it(client: TestClient) -> None:
    for what in ("roles", "candidates"):
        whole, piece = (asked(client, f"/actors/demo-0100/{what}?lang=ko{rest}").text for rest in ("", "&part=1"))
        assert "<html" in whole
        assert "<html" not in piece
        assert piece.strip()[:60] in whole
    assert client.get("/actors/nobody/roles").status_code == 404


def test_the_page_fills_in_what_has_been_computed_and_leaves_a_link_else(
    circle: Workspace, fresh_client: TestClient
) -> None:
    page = fresh_client.get("/actors/a?lang=ko").text
    assert page.count("data-part=") == 2
    assert 'href="/actors/a/roles?lang=ko"' in page
    asked(fresh_client, "/actors/a/roles")
    asked(fresh_client, "/actors/a/candidates")
    page = fresh_client.get("/actors/a?lang=ko").text
    assert "data-part=" not in page
    assert 'class="standing"' in page


def test_candidates_have_reasons_and_whoever_may_write_a_link_to_register_the_tie(client: TestClient) -> None:
    page = asked(client, "/actors/demo-0100/candidates?lang=ko").text
    rows = re.findall(r'<th scope="row"><a href="/actors/(demo-\d+|gov[^"?]*)\?', page)
    assert len(rows) == 8
    assert "공통 상대" in page
    assert "/edit/tie" not in page


def test_a_candidate_leads_to_the_form_of_the_tie_with_both_ends_filled_in(
    circle: Workspace, fresh_client: TestClient
) -> None:
    put(circle.store, actor("d", name="두레"), tie("d", "a"), tie("d", "b"))
    secret = keys.add_key(circle, LOCAL, name="k", scopes=frozenset({"write"}), expires_days=1)
    headers = {"authorization": f"Bearer {secret}"}
    page = asked(fresh_client, "/actors/c/candidates?lang=ko", **headers).text
    assert "/edit/tie?source=c&amp;alter=d&amp;lang=ko" in page
    form = fresh_client.get("/edit/tie?source=c&alter=d&lang=ko", headers=headers).text
    assert 'value="두레 [d]"' in form


def test_a_mandate_counts_reached_and_missed_cell_by_cell(circle: Workspace, fresh_client: TestClient) -> None:
    put(circle.store, actor("m", name="놓친 곳"), link("located_in", "m", MAPO), link("works_in", "m", WELFARE))
    found = read_mandate(circle, ANONYMOUS, "c")
    assert [name for name, _ in found.fields] == [WELFARE]
    assert [name for name, _ in found.districts] == [MAPO]
    assert (found.served.tolist(), found.clients.tolist()) == ([[1.0]], [[2.0]])
    page = asked(fresh_client, "/actors/c/roles?lang=ko").text
    assert "<span>1 / 2</span>" in page
    assert "놓친 곳" in page
    with pytest.raises(InvalidParameter):
        read_mandate(circle, ANONYMOUS, "a")
