"""Labelled pairs of records: one organisation written twice, or two that are easily taken for one."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.invented import draw, plain, syllables
from benchmarks.name_rules import DUPLICATES, OTHERS
from benchmarks.rewriting import rewritten
from ecomap.matching import Entry


@dataclass(frozen=True)
class Pair:
    """Two records, whether they are one organisation, and the rule that made them."""

    a: Entry
    b: Entry
    same: bool
    rule: str


def labelled_pairs(part: str = "held_out", *, each: int = 30, seed: int = 1) -> list[Pair]:
    """Return the labelled pairs of one part, ``each`` by every rule: half the rules make duplicates, half make others.

    Parameters
    ----------
    part : str
        ``tuning`` or ``held_out``.
    each : int
        With 30 there are over 600 pairs.
    seed : int
    """
    rng = Random(f"{part}-{seed}")
    pairs = [
        Pair(*rule(rng, draw(rng, part)), same, rule.__name__.strip("_"))
        for same, rules in ((True, DUPLICATES), (False, OTHERS))
        for rule in rules
        for _ in range(each)
    ]
    return [replace(pair, a=replace(pair.a, id="a"), b=replace(pair.b, id="b")) for pair in pairs]


def real_pairs(file: Path, *, seed: int = 1) -> list[Pair]:
    """Return pairs over real names from a file with a column ``name``: each against itself rewritten and its like."""
    with file.open(encoding="utf-8-sig") as rows:
        names = [row["name"] for row in csv.DictReader(rows)]
    rng = Random(seed)
    twins = [Pair(Entry("a", name), Entry("b", rewritten(rng, name)), True, "rewritten") for name in names]
    others = [
        Pair(Entry("a", one), Entry("b", other), False, "two_real_names")
        for at, one in enumerate(names)
        for other in names[at + 1 :]
    ]
    return twins + others


def register(count: int, *, duplicates: int, seed: int = 1) -> tuple[list[Entry], set[frozenset[str]]]:
    """Return a register with so many records, among them duplicates, and the pairs of ids that are one."""
    rng = Random(seed)
    entries: list[Entry] = []
    truth: set[frozenset[str]] = set()
    seen: set[tuple[str, str]] = set()
    while len(entries) < count - duplicates:
        org = draw(rng, rng.choice(("tuning", "held_out")))
        org = replace(org, stem=syllables(rng) + rng.choice((syllables(rng), org.stem[:2], org.stem)))
        if (org.bare, org.district) in seen:
            continue
        seen.add((org.bare, org.district))
        entries.append(plain(org, rng, at=f"r-{len(entries)}"))
        if len(truth) < duplicates and rng.random() < duplicates / (count - duplicates):
            a, b = rng.choice(DUPLICATES)(rng, org)
            entries[-1] = replace(a, id=entries[-1].id)
            twin = replace(b, id=f"d-{len(truth)}")
            truth.add(frozenset({entries[-1].id, twin.id}))
            entries.append(twin)
    rng.shuffle(entries)
    return entries[:count], truth
