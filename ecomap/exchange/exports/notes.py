"""What a file says about itself, in words."""

from __future__ import annotations

from ecomap.exchange.exports.content import About, Content
from graph_schema import Text

TITLE = Text("시민사회 생태계 자료", "Civil-society ecosystem data")
_WHOLE = Text("등록된 자료 전체", "the whole register")
_SYNTHETIC = Text(
    "합성 시연 자료가 들어 있습니다. 실제 단체나 실제 관계가 아닙니다.",
    "Holds synthetic demo data: these are not real organisations or real ties.",
)
_PUBLIC = Text(
    "공개 항목만 들어 있습니다. 연락처처럼 공개하지 않는 항목은 없습니다.",
    "Public properties only; nothing that is private, such as contacts.",
)
_MEMBERS = Text(
    "회원에게만 공개하는 항목이 들어 있습니다. 받을 권한이 없는 사람에게 넘기지 마십시오.",
    "Holds members-only properties: do not pass it on to people who may not read them.",
)
_LICENCE = Text(
    "다시 쓰는 조건은 등록부를 운영하는 곳이 정합니다. 기록마다의 출처는 origin(출처) 항목에 있습니다.",
    "Whoever keeps the register decides on re-use; the property 'origin' says where single records come from.",
)


def notes(content: Content) -> list[tuple[Text, Text]]:
    """Return what a file says about itself, as label and value."""
    about = content.about
    actors, ties = content.counts
    day = about.day.isoformat()
    rows = [
        (Text("자료", "Data"), Text(f"{TITLE.ko} (ecomap)", f"{TITLE.en} (ecomap)")),
        (Text("만든 날", "Made on"), Text(day, day)),
        (Text("자료 판", "Revision of the register"), Text(str(about.revision), str(about.revision))),
        (Text("범위", "Filter"), _filters(about)),
        (
            Text("들어 있는 것", "Contents"),
            Text(f"주체 {actors:,}, 관계 {ties:,}", f"{actors:,} actors, {ties:,} ties"),
        ),
        (Text("공개 범위", "Privacy"), _MEMBERS if about.members else _PUBLIC),
        (Text("출처와 이용 조건", "Source and licence"), _LICENCE),
    ]
    return [(Text("알림", "Notice"), _SYNTHETIC), *rows] if about.synthetic else rows


def _filters(about: About) -> Text:
    if not about.filters:
        return _WHOLE
    return Text(
        "; ".join(f"{label.ko}: {value.ko}" for label, value in about.filters),
        "; ".join(f"{label.en}: {value.en}" for label, value in about.filters),
    )


def note_text(content: Content, lang: str) -> str:
    """Return what a file says about itself as one line."""
    return " · ".join(f"{label.get(lang)}: {value.get(lang)}" for label, value in notes(content))
