"""Places stay from state to state: nobody moves for one more organisation, and files bring them back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ecomap.domain.records import Edge, Node
from ecomap.maps import layout_files
from ecomap.maps.kept_layout import RENEWED, SETTLED, Layout, continued, fresh, places_in, signatures
from ecomap.snapshot import Filter, Snapshot, filtered
from tests.support.builders import actor, field, link, place, snapshot_of, tie

DISTRICTS, COUNT = 6, 240


def records() -> list[Node | Edge]:
    rng = np.random.default_rng(2)
    found: list[Node | Edge] = [place(f"place:{d}") for d in range(DISTRICTS)] + [field("field:f")]
    found += [actor(f"a{i:03}") for i in range(COUNT)]
    found += [link("located_in", f"a{i:03}", f"place:{i % DISTRICTS}") for i in range(COUNT)]
    ends = [(a, b) for a, b in rng.integers(COUNT, size=(900, 2)).tolist() if a != b]
    return found + [tie(f"a{a:03}", f"a{b:03}", edge_id=f"t{k}") for k, (a, b) in enumerate(ends)]


@pytest.fixture(scope="module")
def whole() -> Snapshot:
    return snapshot_of(*records())


@pytest.fixture(scope="module")
def kept(whole: Snapshot) -> Layout:
    return fresh(whole)


def at(layout: Layout, name: str) -> tuple[float, ...]:
    return tuple(layout.points[layout.ids.index(name)].tolist())


def test_one_more_organisation_moves_nobody_and_stands_by_its_alters(kept: Layout) -> None:
    more = snapshot_of(
        *records(),
        actor("a0005"),
        link("located_in", "a0005", "place:2"),
        *(tie("a0005", f"a{i:03}") for i in (2, 8, 14)),
    )
    after = continued(kept, more)
    assert len(after.ids) == COUNT + 1
    assert all(at(after, name) == at(kept, name) for name in kept.ids)
    alters = np.array([at(kept, f"a{i:03}") for i in (2, 8, 14)])
    distance = np.hypot(*(np.array(at(after, "a0005")) - alters.mean(axis=0)))
    assert distance < np.hypot(*(kept.points - alters.mean(axis=0)).T).mean() / 3
    apart = np.hypot(*(kept.points - np.array(at(after, "a0005"))).T).min()
    assert apart > 0
    assert after.community[after.ids.index("a0005")] in {kept.community[kept.ids.index(f"a{i:03}")] for i in (2, 8, 14)}


def test_an_organisation_without_ties_stands_in_its_district(kept: Layout) -> None:
    after = continued(kept, snapshot_of(*records(), actor("z"), link("located_in", "z", "place:3")))
    near = np.argsort(np.hypot(*(kept.points - np.array(at(after, "z"))).T))[:5]
    assert [int(kept.ids[i][1:]) % DISTRICTS for i in near].count(3) >= 4


def test_many_new_organisations_all_get_places_of_their_own(kept: Layout) -> None:
    new = [actor(f"n{i:03}") for i in range(60)]
    chain = [tie(f"n{i:03}", f"n{i + 1:03}") for i in range(59)]
    after = continued(kept, snapshot_of(*records(), *new, *chain, link("located_in", "n030", "place:1")))
    assert np.isfinite(after.points).all()
    assert np.abs(after.points).max() <= 1
    assert len(np.unique(after.points, axis=0)) == COUNT + 60


def test_above_a_share_of_changes_only_changed_actors_move(kept: Layout, whole: Snapshot) -> None:
    few = [tie("a000", f"a{i:03}", "trains", f"few{i}") for i in range(1, int(COUNT * SETTLED) - 1)]
    many = [tie("a000", f"a{i:03}", "trains", f"many{i}") for i in range(1, int(COUNT * SETTLED) + 60)]
    assert (continued(kept, snapshot_of(*records(), *few)).points == kept.points).all()
    changed = snapshot_of(*records(), *many)
    after = continued(kept, changed)
    moved = (after.points != kept.points).any(axis=1)
    assert moved.any()
    assert not moved[signatures(changed) == signatures(whole)].any()
    settled = continued(after, changed)
    assert (settled.points == after.points).all()


def test_a_register_that_is_mostly_new_is_drawn_anew(kept: Layout) -> None:
    new = [actor(f"n{i:03}") for i in range(int(COUNT * (1 / (1 - RENEWED))))]
    larger = snapshot_of(*records(), *new)
    assert (continued(kept, larger).points == fresh(larger).points).all()


def test_filters_and_former_states_keep_places(kept: Layout, whole: Snapshot) -> None:
    part = filtered(whole, Filter(places=("place:4",)))
    points = places_in(kept, part)
    assert all(tuple(points[i].tolist()) == at(kept, name) for i, name in enumerate(part.node_id[part.ties.nodes]))
    former = snapshot_of(*records(), actor("gone"))
    assert np.isfinite(places_in(kept, former)).all()
    strangers = snapshot_of(actor("x"), actor("y"), tie("x", "y"))
    assert np.isfinite(places_in(kept, strangers)).all()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_registers_have_layouts(count: int) -> None:
    small = fresh(snapshot_of(*(actor(f"a{i}") for i in range(count))))
    assert small.points.shape == (count, 2)
    grown = continued(small, snapshot_of(*(actor(f"a{i}") for i in range(count + 1))))
    assert len(np.unique(grown.points, axis=0)) == count + 1


def test_files_bring_a_layout_back_and_damaged_ones_are_passed_over(kept: Layout, tmp_path: Path) -> None:
    assert layout_files.newest(tmp_path, "uid") is None
    layout_files.save(kept, tmp_path, "uid", 9, "content-nine".replace("-", ""))
    layout_files.save(kept, tmp_path, "uid", 10, "ten")
    (tmp_path / "uid-000000000011-eleven.npz").write_bytes(b"PK\x03\x04 cut short")
    found = layout_files.newest(tmp_path, "uid")
    assert found is not None
    back, content = found
    assert (content, back.ids) == ("ten", kept.ids)
    for name in ("points", "community", "signature"):
        assert (getattr(back, name) == getattr(kept, name)).all()
    for revision in range(20, 25):
        layout_files.save(kept, tmp_path, "uid", revision, "x")
    assert len(list(tmp_path.iterdir())) == layout_files.KEPT
