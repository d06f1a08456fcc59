"""How likely a tie is: the methods one by one, a trained combination, and how well each did on later ties."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.gap.partner_split import Sample, Split, draw_sample, split_pairs
from ecomap.analysis.gap.partner_traits import RESTART, TOLERANCE, attributes, best_partners, traits
from ecomap.analysis.kernels.link_scores import FEATURES, Traits, describe_pairs
from ecomap.analysis.memory import LastFew
from ecomap.analysis.ranks import mean_ranks
from ecomap.snapshot import Snapshot
from ecomap.snapshot.columns import Float

SINGLE = ("common_neighbours", "adamic_adar", "resource_allocation", "preferential_attachment", "pagerank")
METHODS = ("combined", *SINGLE)
POPULARITY = "preferential_attachment"
_LEAST = 20
_MOST_ACTORS = 1000
# Without later ties to learn from: shared partners by Adamic and Adar, then what the two have in common.
_UNTRAINED = np.array([0.0, 1.0, 0.0, 0.0, 0.0, 0.5, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0])


@dataclass(frozen=True, eq=False)
class Quality:
    """How well a method told later new pairs from pairs that stayed without a tie.

    Parameters
    ----------
    method : str
        One of `METHODS`.
    auc, low, high : float
        Share of (new pair, other pair) in which the new one has the higher score, and its 95 % interval.
    near_auc : float
        The same where both pairs have a partner or a programme in common; NaN without such pairs.
    hits, listed : int
        Of the recommendations, how many became ties; recommendations made.
    """

    method: str
    auc: float
    low: float
    high: float
    near_auc: float
    hits: int
    listed: int


@dataclass(frozen=True, eq=False)
class Model:
    """Weights of the features, and what is known about their worth.

    Parameters
    ----------
    weights : ndarray of float64, length 12
    standard : ndarray of float64, length 12
        Weights per standard deviation of each feature, which can be compared.
    slope, intercept : float
        So that the logistic function of slope × weighted sum + intercept is the share of recommendations with such
        a sum that became ties; NaN where that could not be learnt.
    trained : bool
        Whether the weights were fitted.
    split : Split
    quality : tuple of Quality
        One a method; empty where there was too little to judge by.
    judged : Sample or None
    actors : int
        Actors that recommendations were judged for.
    by_chance : float
        Share of hits if partners had been drawn at random.
    """

    weights: Float
    standard: Float
    slope: float
    intercept: float
    trained: bool
    split: Split
    quality: tuple[Quality, ...]
    judged: Sample | None
    actors: int
    by_chance: float

    def chance(self, value: Float) -> Float:
        """Return the share of recommendations that became ties, for weighted sums of features."""
        return np.asarray(1.0 / (1.0 + np.exp(-(self.slope * value + self.intercept))))


_MODELS: LastFew[Model] = LastFew(4)
"""Whichever actor or gap is asked about, the model is that of the whole network."""


def single_weights(method: str) -> Float:
    """Return the weights with which the features rank like one method alone."""
    weights = np.zeros(FEATURES)
    weights[SINGLE.index(method)] = 1.0
    return weights


def train(snapshot: Snapshot, cut_year: int | None, size: int, most: int, seed: int) -> Model:
    """Fit the combination to the ties before a cut and judge every method by the new ties after it.

    Parameters
    ----------
    snapshot : Snapshot
    cut_year : int, optional
        See `split_pairs`.
    size : int
        Most pairs of each sort that are drawn.
    most : int
        Recommendations an actor.
    seed : int

    Returns
    -------
    Model

    Notes
    -----
    The weights come from a logistic regression on standardised features with a penalty of half their squares. The
    chances come from Platt's method: a second logistic regression, of whether the recommendations that were judged
    became ties, on their weighted sum. Cost: a bounded walk for each pair, each recommendation and each method.

    References
    ----------
    Platt, J. (1999). Probabilistic outputs for support vector machines and comparisons to regularized likelihood
    methods. Advances in Large Margin Classifiers, 61–74. MIT Press.
    """
    key = (snapshot.content_hash, cut_year, size, most, seed)
    return _MODELS.get(key, lambda: _train(snapshot, cut_year, size, most, seed))


def _train(snapshot: Snapshot, cut_year: int | None, size: int, most: int, seed: int) -> Model:
    rng = np.random.default_rng(seed)
    split = split_pairs(snapshot, cut_year, seed)
    early = draw_sample(snapshot, split.base, split.learnt, size, rng)
    late = draw_sample(snapshot, split.known, split.judged, size, rng)
    weights, standard, trained = _UNTRAINED, _UNTRAINED, _enough(early)
    if trained:
        graph = traits(snapshot, attributes(snapshot, split.learn_day), split.base)
        _, features = describe_pairs(graph, early.first, early.second, RESTART, TOLERANCE)
        weights, standard = _fit(features, early.new)
    quality: tuple[Quality, ...] = ()
    actors, by_chance, curve = 0, 0.0, (float("nan"), float("nan"))
    if _enough(late):
        graph = traits(snapshot, attributes(snapshot, split.cut_day), split.known)
        judged = _new_partners(snapshot, graph, split, rng)
        actors, by_chance = len(judged), _by_chance(graph, judged)
        described = describe_pairs(graph, late.first, late.second, RESTART, TOLERANCE)
        asked = np.array(list(judged), dtype=np.int64)
        combined = best_partners(graph, weights, most, asked)
        listed = {name: _recommended(graph, name, asked, most) for name in SINGLE} | {"combined": combined[0]}
        quality = tuple(_judge(late, described, judged, name, weights, listed[name]) for name in METHODS)
        curve = _calibrated(judged, *combined)
    return Model(weights, standard, *curve, trained, split, quality, late if quality else None, actors, by_chance)


def _enough(sample: Sample) -> bool:
    return min(int(sample.new.sum()), int((~sample.new).sum())) >= _LEAST


def _fit(features: Float, new: NDArray[np.bool_]) -> tuple[Float, Float]:
    mean, deviation = features.mean(axis=0), features.std(axis=0)
    varies = deviation > 1e-12
    scaled = np.where(varies, (features - mean) / np.where(varies, deviation, 1.0), 0.0)
    standard = np.where(varies, _logistic(scaled, new)[0], 0.0)
    return np.where(varies, standard / np.where(varies, deviation, 1.0), 0.0), standard


def _logistic(features: Float, outcome: NDArray[np.bool_]) -> tuple[Float, float]:
    # loading scikit-learn takes a second, which no other analysis should have to wait for
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    fitted = LogisticRegression(max_iter=500).fit(features, outcome)
    return np.asarray(fitted.coef_[0], dtype=np.float64), float(fitted.intercept_[0])


def _recommended(graph: Traits, method: str, actors: NDArray[np.int64], most: int) -> NDArray[np.int32]:
    if method == POPULARITY:
        return _most_popular(graph, actors, most)
    return best_partners(graph, single_weights(method), most, actors)[0]


def _calibrated(judged: dict[int, set[int]], best: NDArray[np.int32], value: Float) -> tuple[float, float]:
    """Return slope and intercept of the chance that a recommendation of some weighted sum became a tie."""
    listed = best >= 0
    came = np.array(
        [[partner in new for partner in row] for new, row in zip(judged.values(), best.tolist(), strict=True)]
    )
    if len(np.unique(came[listed])) < 2:
        return float("nan"), float("nan")
    (slope,), intercept = _logistic(value[listed][:, None], came[listed])
    return float(slope), intercept


def _new_partners(snapshot: Snapshot, graph: Traits, split: Split, rng: np.random.Generator) -> dict[int, set[int]]:
    """Return the later new partners of actors that had a tie before, of at most `_MOST_ACTORS` of them."""
    low, high, _ = snapshot.ties.pairs
    found: dict[int, set[int]] = {}
    had = np.diff(graph.indptr) > 0
    for a, b in zip(low[split.judged].tolist(), high[split.judged].tolist(), strict=True):
        if had[a] and had[b]:
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    actors = np.array(sorted(found), dtype=np.int64)
    if len(actors) > _MOST_ACTORS:
        actors = np.sort(rng.choice(actors, _MOST_ACTORS, replace=False))
    return {actor: found[actor] for actor in actors.tolist()}


def _by_chance(graph: Traits, judged: dict[int, set[int]]) -> float:
    degree = np.diff(graph.indptr)
    active = int((degree > 0).sum())
    shares = [len(new) / max(active - 1 - int(degree[actor]), 1) for actor, new in judged.items()]
    return float(np.mean(shares)) if shares else 0.0


def _judge(
    late: Sample,
    described: tuple[Float, Float],
    judged: dict[int, set[int]],
    method: str,
    weights: Float,
    best: NDArray[np.int32],
) -> Quality:
    scores, features = described
    value = features @ weights if method == "combined" else scores[:, SINGLE.index(method)]
    auc, low, high = auc_interval(value[late.new], value[~late.new])
    near = (scores[:, 0] > 0) | (features[:, 7] > 0)
    near_auc = auc_interval(value[late.new & near], value[~late.new & near])[0]
    hits = sum(len(judged[actor].intersection(row)) for actor, row in zip(judged, best.tolist(), strict=True))
    return Quality(method, auc, low, high, near_auc, hits, best.size)


def _most_popular(graph: Traits, actors: NDArray[np.int64], most: int) -> NDArray[np.int32]:
    """Return the untied actors with the most partners, for each of some actors."""
    degree = np.diff(graph.indptr)
    order = np.lexsort((np.arange(len(degree)), -degree))
    best = np.full((len(actors), most), -1, dtype=np.int32)
    for row, actor in enumerate(actors.tolist()):
        known = graph.indices[graph.indptr[actor] : graph.indptr[actor + 1]]
        head = order[: most + len(known) + 1]
        free = head[~np.isin(head, known) & (head != actor)][:most]
        best[row, : len(free)] = free
    return best


def auc_interval(new: Float, other: Float) -> tuple[float, float, float]:
    """Return the area under the ROC curve and its 95 % interval.

    ``A = P(score of a new pair > score of another) + ½ P(equal)``, from rank sums; its standard error is
    ``√((A(1−A) + (p−1)(A/(2−A) − A²) + (q−1)(2A²/(1+A) − A²)) / (p q))`` for ``p`` new and ``q`` other pairs.

    Parameters
    ----------
    new, other : ndarray of float64

    Returns
    -------
    (float, float, float)
        Area, lower and upper end; NaN where either is empty.

    Notes
    -----
    Cost: O((p + q) log (p + q)).

    References
    ----------
    Hanley, J. A. and McNeil, B. J. (1982). The meaning and use of the area under a receiver operating
    characteristic (ROC) curve. Radiology 143(1), 29–36. doi:10.1148/radiology.143.1.7063747
    """
    p, q = len(new), len(other)
    if not p or not q:
        return float("nan"), float("nan"), float("nan")
    ranks = mean_ranks(np.concatenate([new, other]))[:p].sum()
    area = float((ranks - p * (p + 1) / 2) / (p * q))
    error = 1.96 * auc_error(area, p, q)
    return area, max(area - error, 0.0), min(area + error, 1.0)


def auc_error(area: float, p: int, q: int) -> float:
    """Return the standard error of an area under the ROC curve from ``p`` new and ``q`` other pairs."""
    of_new = (p - 1) * (area / (2 - area) - area**2)
    of_other = (q - 1) * (2 * area**2 / (1 + area) - area**2)
    return sqrt(max(area * (1 - area) + of_new + of_other, 0.0) / (p * q))
