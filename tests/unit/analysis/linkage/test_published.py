"""Linkage figures against published ones; networkx supplies the data, its functions are not asked here."""

import networkx as nx
import pytest

from ecomap.analysis.linkage.centrality import ANALYSIS as CENTRALITY
from ecomap.analysis.linkage.overview import ANALYSIS as OVERVIEW
from tests.unit.analysis.graphs import snapshot_from
from tests.unit.analysis.linkage.reading import column, figures


@pytest.fixture(scope="module")
def florentine():
    # Marriages among 15 Florentine families; the Pucci, who had none, are not in networkx's data.
    # Padgett, J. F. and Ansell, C. K. (1993), doi:10.1086/230190.
    return snapshot_from(nx.florentine_families_graph())


def test_florentine_marriages_overview(florentine) -> None:
    found = figures(OVERVIEW.run(florentine))
    # Wasserman and Faust (1994), doi:10.1017/CBO9780511815478, appendix B: 20 marriage ties
    assert (found["actors"], found["ties"], found["pairs"], found["isolates"]) == (15, 20, 20, 0)
    assert found["density"] == pytest.approx(20 / 105)
    assert found["components"] == 1


def test_florentine_degree_and_betweenness(florentine) -> None:
    result = CENTRALITY.run(florentine, {"rank_by": "betweenness"})
    between = column(result, "betweenness")
    # Jackson, M. O. (2008), Social and Economic Networks, section 1.2.1: Medici .522, Strozzi .103, and the
    # second highest, Guadagni, .255
    assert between["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert between["Strozzi"] == pytest.approx(0.103, abs=5e-4)
    assert between["Guadagni"] == pytest.approx(0.255, abs=5e-4)
    assert [row[1] for row in result.tables[0].rows[:2]] == ["Medici", "Guadagni"]
    # Jackson (2008), ibid.: Medici 6 marriages, Strozzi and Guadagni 4
    degree = column(result, "degree")
    assert (degree["Medici"], degree["Strozzi"], degree["Guadagni"]) == (6, 4, 4)


def test_florentine_eigenvector(florentine) -> None:
    # Jackson, M. O. (2008), Social and Economic Networks, table 2.1: Medici .430, Strozzi .356, Ridolfi .341,
    # Guadagni .289, Lamberteschi .089
    found = column(CENTRALITY.run(florentine), "eigenvector")
    published = {"Medici": 0.430, "Strozzi": 0.356, "Ridolfi": 0.341, "Guadagni": 0.289, "Lamberteschi": 0.089}
    assert {name: found[name] for name in published} == pytest.approx(published, abs=1e-3)


def test_karate_club() -> None:
    # Zachary, W. W. (1977), doi:10.1086/jar.33.4.3629752: 34 members, 78 pairs, instructor (0) and
    # administrator (33) with 16 and 17 friends
    snapshot = snapshot_from(nx.karate_club_graph())
    found = figures(OVERVIEW.run(snapshot))
    assert (found["actors"], found["pairs"], found["components"]) == (34, 78, 1)
    # KONECT (Kunegis, 2013, doi:10.1145/2487788.2488173), konect.cc/networks/ucidata-zachary: 45
    # triangles, 528 wedges, clustering coefficient 0.255682, average degree 4.58824, fill 0.139037
    assert found["transitivity"] == pytest.approx(0.255682, abs=5e-7)
    assert found["mean_degree"] == pytest.approx(4.58824, abs=5e-6)
    assert found["density"] == pytest.approx(0.139037, abs=5e-7)
    # Network Repository (Rossi and Ahmed, 2015), networkrepository.com/soc-karate: average
    # clustering 0.570638
    assert found["clustering"] == pytest.approx(0.570638, abs=5e-7)
    result = CENTRALITY.run(snapshot, {"limit": 0})
    degree, strength = column(result, "degree"), column(result, "strength")
    assert (degree["0"], degree["33"]) == (16, 17)
    assert max(column(result, "core").values()) == 4
    # sum of the weights in Zachary's matrix of shared contexts: 231 over 78 pairs
    assert sum(strength.values()) == 2 * 231


def test_southern_women() -> None:
    # Davis, A., Gardner, B. B. and Gardner, M. R. (1941), Deep South: 18 women, 14 events, 89 attendances
    snapshot = snapshot_from(nx.davis_southern_women_graph())
    found = figures(OVERVIEW.run(snapshot))
    assert (found["actors"], found["ties"], found["components"]) == (32, 89, 1)
    # women and events only meet each other: no triangle can exist
    assert found["clustering"] == found["transitivity"] == 0
    degree = column(CENTRALITY.run(snapshot, {"limit": 0}), "degree")
    # Freeman, L. C. (2003), Finding social groups, fig. 1: E8 had 14 guests; Evelyn, Theresa, Nora went to 8
    assert degree["E8"] == 14
    assert [degree[name] for name in ("Evelyn Jefferson", "Theresa Anderson", "Nora Fayette")] == [8, 8, 8]


def test_krackhardts_kite() -> None:
    # Krackhardt, D. (1990), Assessing the political landscape, doi:10.2307/2393394: Diane (3) has most links, Fernando
    # and Garth (5, 6) are closest to all, and Heather (7) alone links Ike and Jane to the others.
    result = CENTRALITY.run(snapshot_from(nx.krackhardt_kite_graph()), {"rank_by": "betweenness", "limit": 0})
    degree, between = column(result, "degree"), column(result, "betweenness")
    assert max(degree, key=degree.get) == "3"
    assert degree["3"] == 6
    # Betweenness of the kite in igraph's and NetworkX's manuals, raw over 36 pairs: Heather 14, Fernando and Garth
    # 8.333, Ike 8, Diane 3.667
    raw = {"7": 14, "5": 8 + 1 / 3, "6": 8 + 1 / 3, "8": 8, "3": 3 + 2 / 3, "9": 0}
    assert {name: 36 * between[name] for name in raw} == pytest.approx(raw)
    assert result.tables[0].rows[0][1] == "7"


# Exchange of information among ten welfare organisations of Indianapolis: Knoke, D. and Wood, J. R. (1981), Organized
# for Action, as printed in Hanneman, R. A. and Riddle, M. (2005), Introduction to Social Network Methods.
KNOKE = {
    "COUN": "COMM MAYR NEWS WELF",
    "COMM": "COUN EDUC INDU MAYR NEWS UWAY WELF",
    "EDUC": "COMM INDU MAYR WRO NEWS WEST",
    "INDU": "COUN COMM MAYR NEWS",
    "MAYR": "COUN COMM EDUC INDU NEWS UWAY WELF WEST",
    "WRO": "EDUC NEWS WELF",
    "NEWS": "COMM INDU MAYR",
    "UWAY": "COUN COMM INDU MAYR NEWS WELF",
    "WELF": "COMM MAYR NEWS",
    "WEST": "COUN COMM EDUC MAYR NEWS",
}


def test_knoke_bureaucracies() -> None:
    graph = nx.DiGraph({source: targets.split() for source, targets in KNOKE.items()})
    snapshot = snapshot_from(graph)
    found = figures(OVERVIEW.run(snapshot))
    # Hanneman and Riddle (2005): 49 of 90 ties are there (0.5444), 53% of the connected pairs are reciprocated;
    # that is 17 of 32 pairs, or 34 of 49 ties
    assert found["ties"] == 49
    assert found["ties"] / 90 == pytest.approx(0.5444, abs=5e-5)
    assert found["pairs"] == 32
    assert found["reciprocity"] == pytest.approx(34 / 49)
    result = CENTRALITY.run(snapshot, {"limit": 0})
    # ibid., degrees: the mayor's office sends most, the newspaper receives most, the welfare rights organisation least
    sent, received = column(result, "out_degree"), column(result, "in_degree")
    assert [sent[name] for name in KNOKE] == [4, 7, 6, 4, 8, 3, 3, 6, 3, 5]
    assert [received[name] for name in KNOKE] == [5, 8, 4, 5, 8, 1, 9, 2, 5, 2]
