"""cooperation/communities: the karate club and the Southern women, names, comparison with groups, thin graphs."""

from itertools import combinations

import networkx as nx
import pytest

from ecomap.analysis.cooperation.communities import ANALYSIS
from tests.unit.analysis.cooperation.test_matrix import karate, table
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_from, snapshot_of

FAST = {"runs": 4, "rewirings": 3, "permutations": 39}
CITY = Place("place:1100000000", "city")
GU = [Place(f"place:11{k}0000000", "gu", CITY.id) for k in (1, 2, 3)]


def three_districts():
    """Return three dense districts of eight actors, the first in housing, with one tie between neighbours."""
    actors = [
        Actor(f"d{k}-{i}", places=(GU[k].id,), fields=("field:housing",) if k == 0 else ("field:art",))
        for k in range(3)
        for i in range(8)
    ]
    ties = [Tie(f"d{k}-{i}", f"d{k}-{j}") for k in range(3) for i, j in combinations(range(8), 2) if (i + j) % 3]
    ties += [Tie("d0-0", "d1-0"), Tie("d0-0", "d1-1"), Tie("d1-2", "d2-0")]
    return snapshot_of([*actors, "alone"], ties, places=[CITY, *GU], fields=["field:housing", "field:art"])


def test_karate_modularity_and_fission():
    result = ANALYSIS.run(karate(), FAST)
    (network,) = table(result, "network")
    assert network["modularity"] == pytest.approx(0.4198, abs=5e-5)  # Brandes et al. (2008)
    assert network["communities"] == 4
    # Zachary's two factions: Leiden's four communities cut them finer, but mix them in at most one member.
    kinds = {str(actor): kind for actor, kind in nx.karate_club_graph().nodes(data="club")}
    rows = table(result, "actors")
    mixed = 0
    for k in range(1, 5):
        clubs = [kinds[str(int(row["actor"][1:]))] for row in rows if row["community"] == k]
        mixed += min(clubs.count("Mr. Hi"), clubs.count("Officer"))
    assert mixed <= 1


def test_southern_women_fall_into_the_two_groups_of_the_book():
    # Davis, Gardner and Gardner (1941): women 1 to 9 and 10 to 18, women 8, 9, 16 belong to both or to neither.
    davis = nx.davis_southern_women_graph()
    women = davis.graph["top"]
    shared = nx.bipartite.weighted_projected_graph(davis, women)
    result = ANALYSIS.run(snapshot_from(shared), FAST | {"weight": "strength", "resolution": 0.9})
    community = {row["actor"]: row["community"] for row in table(result, "actors")}
    first = ["Evelyn Jefferson", "Laura Mandeville", "Theresa Anderson", "Brenda Rogers", "Charlotte McDowd"]
    second = ["Myra Liddel", "Katherina Rogers", "Sylvia Avondale", "Nora Fayette", "Helen Lloyd"]
    assert len({community[name] for name in first}) == 1
    assert len({community[name] for name in second}) == 1
    assert community[first[0]] != community[second[0]]


def test_communities_are_named_after_what_distinguishes_them():
    result = ANALYSIS.run(three_districts(), FAST)
    rows = table(result, "communities")
    assert [row["actors"] for row in rows] == [8, 8, 8]
    names = {row["name"].en for row in rows}
    assert f"{GU[0].id} name · field:housing name" in names
    found = {row["grouping"].en: row for row in table(result, "agreement")}
    assert found["District"]["nmi"] == pytest.approx(1.0)
    assert found["District"]["ari"] == pytest.approx(1.0)
    assert found["District"]["p"] == pytest.approx(1 / 40)
    assert found["Actor kind"]["nmi"] == pytest.approx(0.0, abs=1e-9)
    assert "alone" not in {row["actor"] for row in table(result, "actors")}
    assert any("1곳" in note.ko for note in result.notes)


def test_links_between_communities_name_the_bridge():
    rows = table(ANALYSIS.run(three_districts(), FAST), "links")
    assert rows[0]["ties"] == 2
    assert rows[0]["bridge"] == "d0-0"
    assert rows[0]["ratio"] < 1


@pytest.mark.parametrize("partition", ["best", "consensus"])
@pytest.mark.parametrize("quality", ["modularity", "cpm"])
def test_counts_add_up(partition, quality):
    snapshot = three_districts()
    result = ANALYSIS.run(snapshot, FAST | {"partition": partition, "quality": quality})
    rows = table(result, "communities")
    assert sum(row["actors"] for row in rows) == 24 == len(table(result, "actors"))
    assert sum(row["inside"] + row["outside"] / 2 for row in rows) == pytest.approx(snapshot.ties.m)
    assert sum(row["ties"] for row in table(result, "links")) == pytest.approx(sum(r["outside"] for r in rows) / 2)


def test_a_random_network_is_not_called_clearer_than_chance():
    graph = nx.gnm_random_graph(60, 150, seed=2)
    (network,) = table(ANALYSIS.run(snapshot_from(graph), {"runs": 1, "rewirings": 19}), "network")
    assert network["p"] > 0.05
    (split,) = table(ANALYSIS.run(three_districts(), {"runs": 1, "rewirings": 19}), "network")
    assert split["p"] == pytest.approx(0.05)


@pytest.mark.parametrize("options", [{}, {"quality": "cpm"}, {"partition": "consensus"}, {"runs": 1, "rewirings": 0}])
def test_thin_graphs_give_an_answer(options):
    graphs = (
        snapshot_of(),
        snapshot_of(["a"]),
        snapshot_of(["a", "b"], [Tie("a", "b")]),
        snapshot_of(["a", "b", "c"], [Tie("a", "b", weight=0.0)]),
    )
    for snapshot in graphs:
        result = ANALYSIS.run(snapshot, {"weight": "strength", **options})
        assert result.explanation
        for found in result.tables:
            assert not any(isinstance(cell, float) and cell != cell for row in found.rows for cell in row)  # noqa: PLR0124
