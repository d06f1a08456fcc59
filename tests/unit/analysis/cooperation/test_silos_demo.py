"""cooperation/silos and cooperation/communities find what seed_data/demo/gaps.yaml puts into the demo ecosystem."""

from ecomap.analysis.cooperation.communities import ANALYSIS as COMMUNITIES
from ecomap.analysis.cooperation.silos import ANALYSIS as SILOS
from tests.unit.analysis.cooperation.test_matrix import table
from tests.unit.analysis.gap.test_demo_gaps import demo, of_kind  # noqa: F401  (a fixture)


def test_the_district_without_an_own_intermediary_meets_others_only_through_the_city(demo):  # noqa: F811
    (gap,) = [gap for gap in of_kind("no_own_intermediary") if "only-through-city" in gap.id]
    rows = table(SILOS.run(demo, {"by": "district", "permutations": 0}), "districts")
    assert [row["district_id"] for row in rows if row["through_city"] == 1.0] == [
        f"place:{code}" for code in gap.districts
    ]


def test_isolated_groups_never_reach_the_city(demo):  # noqa: F811
    (gap,) = of_kind("isolated_actors")
    result = SILOS.run(demo, {"permutations": 0})
    never = [row["actors"] for row in table(result, "funnel") if row["route"].en == "Not at all"]
    assert sum(never) >= gap.count


def test_neighbours_without_a_tie_are_far_below_expectation(demo):  # noqa: F811
    (gap,) = of_kind("divided_neighbours")
    ids = {f"place:{code}" for code in gap.districts}
    cells = table(SILOS.run(demo, {"by": "district", "permutations": 0}), "mixing")
    (cell,) = [row for row in cells if {row["row_id"], row["col_id"]} == ids]
    assert cell["observed"] == 0
    assert cell["residual"] < -2


def test_communities_of_the_demo_follow_districts(demo):  # noqa: F811
    result = COMMUNITIES.run(demo, {"runs": 3, "rewirings": 3, "permutations": 39})
    nmi = {row["grouping"].en: row["nmi"] - row["chance_nmi"] for row in table(result, "agreement")}
    assert nmi["District"] > nmi["Field"] > nmi["Actor kind"]
    (network,) = table(result, "network")
    assert network["modularity"] > network["modularity_random"] + 0.05
