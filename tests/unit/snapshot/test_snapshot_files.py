from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from ecomap.snapshot import Filter, Snapshot, Strings, filtered
from ecomap.snapshot.files import load, save
from tests.support.builders import actor, field, link, place, snapshot_of, tie

RECORDS = (
    actor("a", name="가", founded="2001-02-03", synthetic=True),
    actor("b", "government"),
    place("p", population=12),
    field("f"),
    link("located_in", "a", "p"),
    tie("a", "b", "funds", valid_from="2020-01-01", amount=5.0, unit="KRW", field="f"),
)


def assert_same(one: Snapshot, two: Snapshot) -> None:
    for item in fields(Snapshot):
        left, right = getattr(one, item.name), getattr(two, item.name)
        if isinstance(left, np.ndarray):
            np.testing.assert_array_equal(left, right)
            assert left.dtype == right.dtype
        elif isinstance(left, Strings):
            assert list(left) == list(right)
        else:
            assert left == right, item.name


@pytest.mark.parametrize(
    "snapshot",
    [
        snapshot_of(),
        snapshot_of(actor("a")),
        snapshot_of(*RECORDS, revision=7, synthetic=True),
        filtered(snapshot_of(*RECORDS), Filter(kinds=("government",))),
        filtered(snapshot_of(actor("a")), Filter(until=date(2020, 1, 1), kinds=("government",))),
    ],
    ids=["empty", "one node", "all columns", "filtered", "filtered to nothing"],
)
def test_a_snapshot_comes_back_as_it_was_saved(tmp_path: Path, snapshot: Snapshot) -> None:
    save(snapshot, tmp_path / "deep" / "s")
    assert_same(load(tmp_path / "deep" / "s"), snapshot)


def test_columns_are_mapped_not_read(tmp_path: Path) -> None:
    save(snapshot_of(*RECORDS), tmp_path / "s")
    loaded = load(tmp_path / "s")
    assert isinstance(loaded.source, np.memmap)
    assert isinstance(loaded.node_id.data, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        loaded.source[0] = 1


def test_what_is_computed_from_a_loaded_snapshot_is_the_same(tmp_path: Path) -> None:
    snapshot = snapshot_of(*RECORDS)
    save(snapshot, tmp_path / "s")
    loaded = load(tmp_path / "s")
    assert loaded.position == snapshot.position
    np.testing.assert_array_equal(loaded.ties.adjacency.toarray(), snapshot.ties.adjacency.toarray())
    wanted = Filter(kinds=("civil_society",))
    assert_same(filtered(loaded, wanted), filtered(snapshot, wanted))


def test_a_copy_that_another_process_saved_stays(tmp_path: Path) -> None:
    save(snapshot_of(actor("a")), tmp_path / "s")
    save(snapshot_of(actor("b")), tmp_path / "s")
    assert list(load(tmp_path / "s").node_id) == ["a"]
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_saving_where_nothing_can_be_saved_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError, match="file"):
        save(snapshot_of(), tmp_path / "file" / "s")


def test_what_was_never_saved_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "s")


def test_a_snapshot_of_another_ontology_is_not_found(tmp_path: Path) -> None:
    save(snapshot_of(*RECORDS), tmp_path / "s")
    meta = tmp_path / "s" / "snapshot.json"
    meta.write_text(json.dumps(json.loads(meta.read_text()) | {"ontology_version": "other"}))
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "s")


@pytest.mark.parametrize("name", ["snapshot.json", "source.npy", "node_id.data.npy"])
@pytest.mark.parametrize("damage", ["empty", "missing", "garbage", "short"])
def test_a_damaged_snapshot_is_not_found(tmp_path: Path, name: str, damage: str) -> None:
    save(snapshot_of(*RECORDS), tmp_path / "s")
    path = tmp_path / "s" / name
    content = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes({"empty": b"", "garbage": b"\xff\0garbage" * 9, "short": content[: len(content) // 2]}[damage])
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "s")


def test_a_damaged_snapshot_is_replaced_by_saving_again(tmp_path: Path) -> None:
    save(snapshot_of(*RECORDS), tmp_path / "s")
    (tmp_path / "s" / "source.npy").write_bytes(b"")
    save(snapshot_of(*RECORDS), tmp_path / "s")
    assert_same(load(tmp_path / "s"), snapshot_of(*RECORDS))
