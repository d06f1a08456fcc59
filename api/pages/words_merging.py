"""Words of the pages about duplicates, merging and taking back."""

from __future__ import annotations

from graph_schema import Text

WORDS_MERGING: dict[str, Text] = {
    "review": Text("중복 확인", "Duplicates"),
    "review_intro": Text(
        "같은 단체로 보이는 기록을 그럴듯한 순서로 보여 줍니다. 한 번 답한 쌍은 다시 묻지 않습니다.",
        "Records that look like one organisation, the likeliest first. A pair that was answered is not asked again.",
    ),
    "review_never": Text("아직 찾아보지 않았습니다.", "The register was not searched yet."),
    "review_age": Text(
        "{made}에 찾은 결과입니다. 그 뒤 자료가 {behind}번 바뀌었습니다.",
        "Found on {made}; the register was changed {behind} times since.",
    ),
    "review_search": Text("등록부 전체에서 다시 찾기", "Search the whole register again"),
    "review_waiting": Text("답을 기다리는 쌍: {waiting}", "Pairs that wait for an answer: {waiting}"),
    "review_none": Text("답을 기다리는 쌍이 없습니다.", "No pair waits for an answer."),
    "review_searching": Text("찾고 있습니다.", "Searching."),
    "review_state": Text("보기", "Show"),
    "waiting": Text("답을 기다림", "Waiting"),
    "likeness": Text("같을 가능성 {score}%", "{score}% likely the same"),
    "answered_by": Text("답한 사람: {by}", "Answered by {by}"),
    "answer_same": Text("같은 단체: 합치기", "The same: merge"),
    "answer_different": Text("다른 단체", "Different"),
    "answer_first_branch": Text("왼쪽이 오른쪽의 지부·시설", "The left is a branch of the right"),
    "answer_second_branch": Text("오른쪽이 왼쪽의 지부·시설", "The right is a branch of the left"),
    "answer_second_former": Text("오른쪽은 왼쪽의 옛 이름", "The right is a former name of the left"),
    "answer_first_former": Text("왼쪽은 오른쪽의 옛 이름", "The left is a former name of the right"),
    "answer_related": Text("관련 있는 단체로 답하기", "Answer: related"),
    "and_so": Text("관련 있음", "Related"),
    "merge": Text("두 기록 합치기", "Merge two records"),
    "merge_stays": Text("남는 기록", "Stays"),
    "merge_goes": Text("합쳐질 기록", "Goes"),
    "merge_stands": Text("합친 뒤", "Afterwards"),
    "merge_own": Text("남는 기록", "That of the one that stays"),
    "merge_other": Text("합쳐질 기록", "That of the one that goes"),
    "merge_both": Text("둘 다", "Both"),
    "merge_swap": Text("반대로 합치기", "Merge the other way round"),
    "merge_effect": Text(
        "관계와 연계 {moved}건이 옮겨 가고, 둘 사이의 것이거나 이미 있는 {dropped}건은 없어집니다. "
        "옛 주소는 남는 기록으로 이어지고, 언제든 되돌릴 수 있습니다.",
        "{moved} ties and links move; {dropped} go because they are between the two or there already. "
        "The old address leads to the record that stays, and all of it can be taken back.",
    ),
    "merge_reason": Text("합치는 까닭 (이력에 남습니다)", "Why (kept in the history)"),
    "merge_do": Text("합치기", "Merge"),
    "field_name": Text("칸", "Field"),
    "merged_here": Text(
        "'{name}' 기록을 여기에 합쳤습니다 ({by}, {made}).",
        "The record '{name}' was merged into this one ({by}, {made}).",
    ),
    "take_back": Text("되돌리기", "Take back"),
    "taken_back": Text("합치기를 되돌렸습니다.", "The merge was taken back."),
    "taken_back_all": Text("모두 합치기 전으로 돌아갔습니다.", "Everything is as it was before the merge."),
    "taken_back_but": Text("다음은 그 뒤의 편집을 그대로 두었습니다.", "These stayed as they were edited since:"),
    "merge_stands_still": Text("이 합치기는 되돌리지 않았습니다.", "This merge stands."),
    "merge_proposed": Text("제안으로 올렸습니다. 맡은 사람이 확인합니다.", "Proposed; whoever is in charge decides."),
}
