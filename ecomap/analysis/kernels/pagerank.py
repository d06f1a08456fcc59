"""PageRank by power iteration."""

from __future__ import annotations

from math import ceil, log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_TOLERANCE = 1e-12


def pagerank(arcs: sparse.csr_array[Any], damping: float = 0.85) -> NDArray[np.float64]:
    """Return the share of time that a random walker spends at each node.

    ``x = d (Pᵀ x + x(dangling) / n) + (1 − d) / n``: with probability ``d`` the walker follows an arc of the
    node she is at, in proportion to its weight, otherwise she jumps to any node. From a node without
    outgoing weight she always jumps to any node.

    Parameters
    ----------
    arcs : sparse matrix (n × n)
        Weight from row to column, not negative.
    damping : float
        ``d``, between 0 and 1, both excluded.

    Returns
    -------
    ndarray of float64, length n
        Adds up to 1; empty for an empty graph.

    Notes
    -----
    Cost: O(n + arcs) a step. Every step shrinks the error at least by ``d``, so that about 170 steps at
    ``d = 0.85`` reach an error of 1e-12 in any graph.

    References
    ----------
    Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual web search engine. Computer
    Networks and ISDN Systems 30(1–7), 107–117. doi:10.1016/S0169-7552(98)00110-X
    """
    n = arcs.shape[0]
    if n == 0:
        return np.zeros(0)
    out = np.asarray(arcs.sum(axis=1)).ravel()
    dangling = out == 0
    scale = np.divide(1.0, out, out=np.zeros(n), where=~dangling)
    step = sparse.csr_array(arcs.T @ sparse.diags_array(scale))
    x = np.full(n, 1.0 / n)
    for _ in range(ceil(log(_TOLERANCE / 2) / log(damping))):
        before = x
        x = damping * (step @ x + x[dangling].sum() / n) + (1.0 - damping) / n
        if np.abs(x - before).sum() < _TOLERANCE:
            break
    return np.asarray(x / x.sum())
