"""Why two records are taken for the same one or not: each reason by name, with its weight of evidence.

A weight is the natural logarithm of how many times likelier the finding is for two records of one organisation than
for two that blocking brings together by chance. Weights add up, and the logistic function of the sum is the score.
They were set by reasoning on what registers contain and rounded; `benchmarks.matching` shows how well the scores agree
with the shares of true duplicates.

References
----------
I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage", Journal of the American Statistical Association 64
(1969) 1183-1210, doi:10.1080/01621459.1969.10501049.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph_schema import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding about two records.

    Parameters
    ----------
    code : str
        Stable name.
    text : Text
        For the person who decides. Never holds the compared value: a telephone number is private.
    weight : float
        Weight of evidence; below zero speaks against.
    """

    code: str
    text: Text
    weight: float


_REASONS = (
    Reason("same_registration", Text("등록번호가 같습니다", "Same registration number"), 5.5),
    Reason("other_registration", Text("등록번호가 다릅니다", "Different registration numbers"), -5.0),
    Reason("same_name", Text("이름이 같습니다", "Same name"), 2.8),
    Reason(
        "same_but_for_form",
        Text("법인 형태·띄어쓰기·어순만 빼고 이름이 같습니다", "Same name but for legal form, spacing or word order"),
        2.5,
    ),
    Reason(
        "same_general_name", Text("여러 단체가 흔히 쓰는 이름이 같습니다", "Same name, but one that many bear"), 0.9
    ),
    Reason("other_name_matches", Text("옛 이름이나 다른 이름과 같습니다", "Matches a former or other name"), 2.3),
    Reason("one_slip", Text("이름이 자모 하나만 다릅니다", "Names differ by one key stroke"), 2.0),
    Reason(
        "one_slip_short",
        Text("짧은 이름이 자모 하나만 다릅니다", "Short names that differ by one key stroke, which may be two names"),
        0.0,
    ),
    Reason("two_slips", Text("이름이 자모 두세 개만 다릅니다", "Names differ by two or three key strokes"), 1.2),
    Reason("spelt_alike", Text("이름의 철자가 비슷합니다", "Names are spelt alike"), -0.6),
    Reason("sounds_same", Text("로마자로 적으면 소리가 같습니다", "Names sound the same in Latin letters"), 2.2),
    Reason("sounds_alike", Text("로마자로 적으면 소리가 비슷합니다", "Names sound alike in Latin letters"), 1.2),
    Reason("begins_alike", Text("한 이름이 다른 이름으로 시작합니다", "One name begins with the other"), -0.7),
    Reason("other_name", Text("이름이 다릅니다", "Different names"), -3.5),
    Reason("same_phone", Text("전화번호가 같습니다", "Same telephone number"), 2.0),
    Reason("same_address", Text("주소가 같습니다", "Same address"), 1.0),
    Reason("same_room", Text("건물의 층·호까지 주소가 같습니다", "Same address down to the room or floor"), 1.4),
    Reason("same_district", Text("자치구가 같습니다", "Same district"), 0.8),
    Reason("other_district", Text("자치구가 다릅니다", "Different districts"), -3.4),
    Reason("other_place_in_name", Text("이름에 든 지역이 다릅니다", "The names name different places"), -4.5),
    Reason(
        "place_in_one_name", Text("한쪽 이름에만 지역이 들어 있습니다", "Only one of the names names a place"), -2.2
    ),
    Reason(
        "nation_in_one_name",
        Text("한쪽 이름에만 ‘한국’이 붙어 있습니다", "Only one of the names begins with Korea"),
        -1.4,
    ),
    Reason("other_branch", Text("서로 다른 지회·지부·시설입니다", "Different branches or facilities"), -4.5),
    Reason(
        "branch_of",
        Text("한쪽은 다른 쪽의 지회·지부·시설로 보입니다", "One looks like a branch or facility of the other"),
        -3.0,
    ),
    Reason("other_word", Text("뜻이 다른 낱말이 들어 있습니다", "A word of another meaning stands in the name"), -4.5),
    Reason("word_in_one_name", Text("한쪽 이름에만 있는 낱말이 있습니다", "One name has a word more"), -1.5),
    Reason("other_number", Text("이름에 든 번호가 다릅니다", "Different numbers in the names"), -4.5),
    Reason("other_form", Text("법인 형태가 서로 다릅니다", "Different legal forms"), -2.2),
)
REASONS = {reason.code: reason for reason in _REASONS}
