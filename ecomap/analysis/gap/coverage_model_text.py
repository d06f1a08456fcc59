"""What gaps/coverage says about the model behind its expectation."""

from __future__ import annotations

import math

import numpy as np

from ecomap.analysis.gap.covariates import COVARIATES
from ecomap.analysis.gap.figures import Figures
from ecomap.analysis.record import Parameters
from graph_schema import Text


def model_sentence(parameters: Parameters, figures: Figures) -> Text:
    """Return where expectation comes from, how sure the model is, and that it is no norm."""
    fit = figures.fit
    if fit is None:
        return Text(
            "기대값은 두 기준이 서로 무관하다고 볼 때의 값이며, 있어야 할 값이 아닙니다.",
            "Expected is what two unrelated groupings would give: a null model, not a norm.",
        )
    spread = Text("", "")
    if np.isfinite(fit.dispersion) and np.isfinite(figures.p).any():
        spread = Text(
            f" 칸은 우연한 개수보다 {fit.dispersion:.1f}배 넓게 흩어져 있어 그만큼 조심해서 판단했습니다.",
            f" Cells vary {fit.dispersion:.1f} times as much as random counts, which the p-values allow for.",
        )
    if parameters["model"] == "residents" or not np.isfinite(fit.slope):
        return Text(
            f"기대값은 주민 수에 비례한 값이며, 있어야 할 값이 아닙니다.{spread.ko}",
            f"Expected is in proportion to residents: a null model, not a norm.{spread.en}",
        )
    name = COVARIATES[parameters["covariate"]]
    low, high = (math.exp(fit.slope + sign * 1.96 * fit.error) for sign in (-1, 1))
    matters = low > 1 or high < 1
    verdict = (
        Text("뚜렷한 관련이 있습니다", "is clearly related")
        if matters
        else Text("관련이 있다고 말하기 어렵습니다", "is not clearly related")
    )
    return Text(
        f"기대값은 주민 수와 설명 변수({name.ko})로 본 푸아송 모형의 값이며, 있어야 할 값이 아닙니다. 설명 변수가 1 "
        f"표준편차 높은 지역은 주민 수가 같을 때 {math.exp(fit.slope):.2f}배(95% 신뢰구간 {low:.2f}–{high:.2f})로, "
        f"{verdict.ko}.{spread.ko}",
        f"Expected comes from a Poisson model with residents and {name.en}: a null model, not a norm. Where the latter "
        f"is one standard deviation higher there are {math.exp(fit.slope):.2f} times as many for the same residents "
        f"(95% interval {low:.2f}–{high:.2f}); it {verdict.en}.{spread.en}",
    )
