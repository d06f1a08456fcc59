"""cooperation/two_mode finds what seed_data/demo/gaps.yaml puts into seats and participations."""

import pytest

from ecomap.analysis.cooperation.two_mode import ANALYSIS
from ecomap.domain.records import Edge, Node
from ecomap.services.seeding_demo import demo_records
from seed_data.demo import generate
from tests.unit.analysis.cooperation.test_matrix import table
from tests.unit.analysis.gap.test_demo_gaps import _reference, of_kind
from tests.unit.analysis.graphs import snapshot_of_records


@pytest.fixture(scope="module")
def demo():
    """Return the demo without ties, which two_mode does not ask for but to say that a pair has one."""
    generated = generate()
    nodes, edges = _reference()
    nodes.append(Node("plan:seoul-civil-democracy", "plan", "계획", "Plan"))
    for row in generated.organisations:
        nodes.append(Node(row["id"], row["kind"], row["name_ko"], row["name_en"], {"level": row["level"]}))
        edges.append(Edge("", "located_in", row["id"], f"place:{row['located_in']}"))
    nodes += [Node(row["id"], "programme", row["name_ko"], row["name_en"]) for row in generated.programmes]
    more_nodes, more_edges = demo_records(generated)
    return snapshot_of_records([*nodes, *more_nodes], [*edges, *more_edges])


def test_the_few_who_sit_everywhere_lead_the_table_and_seats_are_concentrated(demo) -> None:
    (gap,) = of_kind("seat_concentration")
    result = ANALYSIS.run(demo, {"mode": "bodies", "permutations": 99})
    seats = [row["seats"] for row in table(result, "actors")]
    assert seats[gap.count - 1] >= 12
    assert seats[gap.count] <= 5
    (network,) = table(result, "network")
    assert network["gini"] > network["gini_chance"] + 0.05
    assert network["gini_p"] == pytest.approx(0.01)


def test_the_districts_that_never_sit_are_the_only_ones_without_anybody(demo) -> None:
    (gap,) = of_kind("never_seated")
    reach = table(ANALYSIS.run(demo, {"mode": "bodies", "permutations": 0}), "reach")
    never = [row for row in reach if row["grouping"].en == "District" and row["taking_part"] == 0]
    assert {row["group_id"] for row in never} == {f"place:{code}" for code in gap.districts}
    assert all(row["q"] < 0.01 for row in never)


@pytest.mark.parametrize("null", ["configuration", "hypergeometric"])
def test_the_backbone_of_programmes_holds_every_pair_of_the_consortia(demo, null: str) -> None:
    (gap,) = of_kind("repeated_consortia")
    result = ANALYSIS.run(demo, {"mode": "programmes", "null": null, "permutations": 0})
    clear = [row for row in table(result, "pairs") if row["q"] <= 0.05]
    together = [row for row in clear if row["shared"] == 10]
    assert len(together) == 6 * gap.count  # the pairs of four members
    assert len({row[end] for row in together for end in ("actor_a", "actor_b")}) == 4 * gap.count
    assert clear[: len(together)] == together


def test_holders_of_resources_are_found_but_nobody_shares_more_than_chance(demo) -> None:
    (network,) = table(ANALYSIS.run(demo, {"mode": "resources", "permutations": 0}), "network")
    assert network["events"] == 120
    assert network["pairs"] > 50
    assert network["backbone"] == 0
