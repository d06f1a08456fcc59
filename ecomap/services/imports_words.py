"""What imports say about records that are not told apart clearly."""

from __future__ import annotations

from collections.abc import Mapping

from ecomap.domain.records import Node
from ecomap.errors import InvalidRecord
from ecomap.exchange.node_rows import NodeDraft
from graph_schema import Text


def renamed(holder: Node) -> Text:
    """Return the word on a row that gives the holder of its registration number another spelling."""
    return Text(
        f"등록번호가 같은 '{holder.name_ko}'({holder.id})의 이름을 이 이름으로 고칩니다.",
        f"This becomes the name of '{holder.name_ko}' ({holder.id}), which has the same registration number.",
    )


def maybe_same(ids: list[str], told: Mapping[str, str]) -> Text:
    """Return the word on namesakes that a new organisation may be; ``told`` has the row of those in this import."""
    ko = ", ".join(f"{told[node_id]}행의 {node_id}" if node_id in told else node_id for node_id in ids)
    en = ", ".join(f"{node_id} in {told[node_id]}" if node_id in told else node_id for node_id in ids)
    return Text(
        f"이름이 같은 단체({ko})가 있지만 지역을 알 수 없어 새 단체로 등록합니다. "
        "같은 단체면 지역이나 식별자(id)를 적으십시오.",
        f"There is a namesake ({en}), but for want of a place this is registered as a new organisation. "
        "If it is the same, give the place or the id.",
    )


def ambiguous(draft: NodeDraft, ids: list[str]) -> InvalidRecord:
    """Return the refusal of a row that several stored organisations fit."""
    name, listed = draft.names["name_ko"], ", ".join(ids)
    return InvalidRecord(
        Text(
            f"이름·종류·지역이 같은 단체가 여럿입니다: '{name}' ({listed})",
            f"Several organisations share name, kind and place: '{name}' ({listed})",
        ),
        Text("식별자(id) 열에 그중 하나를 적으십시오.", "Write one of these ids into an id column."),
        column="id",
        value=name,
    )


def other_kind(draft: NodeDraft, stored: Node) -> InvalidRecord:
    """Return the refusal of a row that would change the kind of a record."""
    return InvalidRecord(
        Text(
            f"'{draft.id}'은(는) 이미 '{stored.kind}'(으)로 등록되어 '{draft.kind}'(으)로 바꿀 수 없습니다.",
            f"'{draft.id}' is stored as '{stored.kind}' and cannot become '{draft.kind}'.",
        ),
        Text("종류를 고치거나 다른 식별자를 쓰십시오.", "Correct the kind, or use another id."),
        column="kind",
        value=draft.kind,
    )


def otherwise(node_id: str, where: str) -> InvalidRecord:
    """Return the refusal of a row that tells a record of this import otherwise."""
    return InvalidRecord(
        Text(
            f"{where}행과 같은 기록('{node_id}')인데 다르게 적혀 있습니다.",
            f"The same record ('{node_id}') reads differently in {where}.",
        ),
        Text(
            "한 행만 두거나, 서로 다른 것이면 식별자(id) 열에 다른 값을 적으십시오.",
            "Keep one of the rows, or give the records different values in an id column.",
        ),
        column="id",
        value=node_id,
    )


def number_taken(column: str, number: str, holder: str) -> InvalidRecord:
    """Return the refusal of a row whose registration number a stored organisation has."""
    return InvalidRecord(
        Text(
            f"등록번호 '{number}'은(는) 이미 '{holder}'의 것입니다.",
            f"The registration number '{number}' already belongs to '{holder}'.",
        ),
        Text(
            "같은 단체라면 그 식별자를 쓰고, 아니면 등록번호를 고치십시오.",
            "Use that id if it is the same organisation, else correct the number.",
        ),
        column=column,
        value=number,
    )


def number_twice(column: str, number: str, where: str) -> InvalidRecord:
    """Return the refusal of a row whose registration number another row of this import has."""
    return InvalidRecord(
        Text(
            f"등록번호 '{number}'이(가) 같은 다른 단체가 {where}행에 있습니다.",
            f"Another organisation, in {where}, has the same registration number '{number}'.",
        ),
        Text(
            "두 행 가운데 틀린 번호를 고치거나, 같은 단체면 한 행만 두십시오.",
            "Correct the wrong one, or keep one row if both are the same organisation.",
        ),
        column=column,
        value=number,
    )


def other_name(column: str, name: str, number: str, holder: Node) -> InvalidRecord:
    """Return the refusal of a row that gives a stored registration number to an organisation of another name."""
    return InvalidRecord(
        Text(
            f"등록번호 '{number}'은(는) '{holder.name_ko}'({holder.id})의 것인데 이 행의 이름은 '{name}'입니다.",
            f"The registration number '{number}' belongs to '{holder.name_ko}' ({holder.id}), "
            f"but this row is named '{name}'.",
        ),
        Text(
            f"다른 단체면 번호를 고치고, 이름이 바뀐 단체면 식별자(id) 열에 {holder.id}을(를) 적으십시오.",
            f"Correct the number; or, if it was renamed, write {holder.id} into an id column.",
        ),
        column=column,
        value=number,
    )
