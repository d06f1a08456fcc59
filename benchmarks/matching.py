"""``python -m benchmarks.matching``: how well and how fast duplicates of organisations are found."""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from rapidfuzz import fuzz

from benchmarks.name_pairs import Pair, labelled_pairs, real_pairs, register
from ecomap.matching import SAME, Entry, Index, compare, prepare, scan


@dataclass(frozen=True)
class Quality:
    """Precision and recall at a threshold."""

    precision: float
    recall: float
    threshold: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}  at {self.threshold:.2f}"


def our_scores(pairs: Sequence[Pair]) -> list[float]:
    return [compare(prepare(pair.a), prepare(pair.b)).score for pair in pairs]


def name_scores(pairs: Sequence[Pair]) -> list[float]:
    """Return our scores from the names alone, which is all that the plain ratio sees."""
    bare = [replace(pair, a=Entry("a", pair.a.name), b=Entry("b", pair.b.name)) for pair in pairs]
    return our_scores(bare)


def raw_scores(pairs: Sequence[Pair]) -> list[float]:
    return [fuzz.ratio(pair.a.name, pair.b.name) / 100 for pair in pairs]


def quality(pairs: Sequence[Pair], scores: Sequence[float], threshold: float) -> Quality:
    right = sum(pair.same and score >= threshold for pair, score in zip(pairs, scores, strict=True))
    found = sum(score >= threshold for score in scores)
    true = sum(pair.same for pair in pairs)
    return Quality(right / found if found else 1.0, right / true, threshold)


def best_quality(pairs: Sequence[Pair], scores: Sequence[float]) -> Quality:
    """Return the quality at the threshold with the best F1, which a user could only know from the labels."""
    return max((quality(pairs, scores, at) for at in sorted(set(scores))), key=lambda found: found.f1)


def calibration(pairs: Sequence[Pair], scores: Sequence[float]) -> list[tuple[float, float, float, int]]:
    """Return lower bound, mean score, share of true duplicates and number of pairs of each fifth of the scale."""
    rows = []
    for lower in (0.0, 0.2, 0.4, 0.6, 0.8):
        top = 1.01 if lower == 0.8 else lower + 0.2
        inside = [(s, p.same) for p, s in zip(pairs, scores, strict=True) if lower <= s < top]
        if inside:
            rows.append(
                (lower, statistics.mean(s for s, _ in inside), statistics.mean(y for _, y in inside), len(inside))
            )
    return rows


def typing_times(index: Index, entries: Sequence[Entry], count: int = 400) -> list[float]:
    """Return the seconds of checks of names as they grow under the keys: half, nearly whole and whole."""
    rng = Random(7)
    spent = []
    for entry in rng.sample(list(entries), min(count, len(entries))):
        typed = entry.name[: rng.choice((max(2, len(entry.name) // 2), max(2, len(entry.name) - 1), len(entry.name)))]
        start = time.perf_counter()
        index.check(Entry("", typed, place=entry.place))
        spent.append(time.perf_counter() - start)
    return spent


def report_quality(title: str, pairs: Sequence[Pair]) -> None:
    scores = our_scores(pairs)
    true = sum(pair.same for pair in pairs)
    print(f"{title}: {len(pairs):,} pairs, {true:,} of them duplicates")
    print(f"  ours                   {quality(pairs, scores, SAME)}")
    print(f"  ours, names alone      {quality(pairs, name_scores(pairs), SAME)}")
    print(f"  rapidfuzz, raw names   {best_quality(pairs, raw_scores(pairs))} (its best)")
    wrong = Counter(p.rule for p, s in zip(pairs, scores, strict=True) if (s >= SAME) != p.same)
    print(f"  wrong by rule          {dict(wrong.most_common())}")
    for lower, mean, share, count in calibration(pairs, scores):
        print(f"  score {lower:.1f}-{lower + 0.2:.1f}  mean {mean:.2f}  true {share:.2f}  of {count:,}")


def report_speed(actors: int) -> None:
    entries, truth = register(actors, duplicates=actors // 20)
    start = time.perf_counter()
    index = Index(entries)
    print(f"index     {actors:,} actors  {time.perf_counter() - start:.1f} s")
    times = sorted(typing_times(index, entries))
    print(f"typing    p50 {times[len(times) // 2] * 1e3:.1f} ms  p95 {times[int(len(times) * 0.95)] * 1e3:.1f} ms")
    start = time.perf_counter()
    found = scan(index.profiles())
    spent = time.perf_counter() - start
    pairs = {frozenset({pair.first, pair.match.id}) for pair in found.pairs}
    right = len(pairs & truth)
    print(
        f"scan      {spent:.1f} s  {found.compared:,} compared  {len(pairs):,} found"
        f"  precision {right / max(1, len(pairs)):.3f}  recall {right / max(1, len(truth)):.3f}"
        f"  skipped {len(found.skipped)} blocks"
    )


def main() -> None:
    """Tell precision, recall and calibration beside plain rapidfuzz, and the speed of typing and of a scan."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=main.__doc__)
    parser.add_argument("--actors", type=int, default=50_000)
    asked = parser.parse_args()
    report_quality("tuning", labelled_pairs("tuning", each=60))
    report_quality("held out", labelled_pairs("held_out", each=60))
    if folder := os.environ.get("ECOMAP_REAL_DATA"):
        report_quality("real names", real_pairs(Path(folder) / "names" / "korean_nonprofits.csv"))
    report_speed(asked.actors)


if __name__ == "__main__":
    main()
