"""Parameters that many analyses take, each defined once."""

from __future__ import annotations

from ecomap.analysis.record import Parameter
from graph_schema import Text

SEED = Parameter(
    "seed",
    "integer",
    1,
    Text("난수 시작값", "Seed"),
    Text("같은 시작값이면 같은 결과를 냅니다.", "Equal seeds give equal results."),
    minimum=0,
    maximum=2**31 - 1,
)


def permutations(default: int | None, told: Text, *, minimum: int = 0, maximum: int = 9_999) -> Parameter:
    """Return the parameter ``permutations``: how often something is shuffled, for comparison with chance.

    Parameters
    ----------
    default : int, optional
    told : Text
        What is shuffled and why.
    minimum, maximum : int
        Both allowed.
    """
    label = Text("무작위로 섞는 횟수", "Permutations")
    return Parameter("permutations", "integer", default, label, told, minimum=minimum, maximum=maximum)


def limit(default: int, label: Text, told: Text, *, minimum: int = 1, maximum: int = 10_000) -> Parameter:
    """Return the parameter ``limit``: how many rows of a long table are listed.

    Parameters
    ----------
    default : int
    label, told : Text
        What the rows are; which of them come first.
    minimum, maximum : int
        Both allowed; a minimum of 0 where 0 stands for all.
    """
    return Parameter("limit", "integer", default, label, told, minimum=minimum, maximum=maximum)
