"""Looking up what a caller named, and refusing with the nearest names."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from ecomap.errors import InvalidParameter
from ecomap.snapshot.graph import Snapshot
from ecomap.snapshot.groups import Grouping
from graph_schema import Text


def refuse(parameter: str, value: str, what: Text, near: Sequence[str]) -> InvalidParameter:
    """Return the error for a value that names nothing.

    Parameters
    ----------
    parameter, value : str
    what : Text
        What was looked for.
    near : sequence of str
        What the caller may have meant.
    """
    allowed = ", ".join(near) or "-"
    return InvalidParameter(
        Text(
            f"매개변수 {parameter}의 값 '{value}': 그런 {what.ko}이(가) 없습니다.",
            f"Parameter {parameter}: there is no {what.en} '{value}'.",
        ),
        Text(f"가까운 값: {allowed}", f"Nearest: {allowed}"),
        field=parameter,
        value=value,
    )


def find_node(snapshot: Snapshot, wanted: str, kinds: Sequence[str], parameter: str) -> int:
    """Return the position of the node that a caller named by its id, its id without prefix, or its exact name.

    Parameters
    ----------
    snapshot : Snapshot
    wanted : str
    kinds : sequence of str
        Node kinds among which it has to be.
    parameter : str
        For the error.

    Raises
    ------
    InvalidParameter
        If there is none; names the nearest ids and names.

    Notes
    -----
    Cost: a dictionary look-up for an id; for a name, one pass over the nodes of the kinds.
    """
    wanted = wanted.strip()
    candidates = snapshot.of_kinds(*kinds)
    for spelling in (wanted, *(f"{kind}:{wanted}" for kind in kinds)):
        position = snapshot.position.get(spelling, -1)
        if position >= 0 and snapshot.kinds[int(snapshot.kind[position])] in kinds:
            return position
    names: dict[str, int] = {}
    for position in candidates.tolist():
        names.setdefault(snapshot.name(position), position)
        names.setdefault(snapshot.name(position, "en"), position)
    if wanted in names:
        return names[wanted]
    ids = snapshot.node_id[candidates]
    close = difflib.get_close_matches(wanted, ids, n=3, cutoff=0.5)
    close += difflib.get_close_matches(wanted, [name for name in names if name], n=2, cutoff=0.5)
    what = Text("주체", "actor") if len(kinds) > 1 else _lowered(snapshot.ontology.nodes[kinds[0]].label)
    raise refuse(parameter, wanted, what, close or ids[:3])


def find_group(groups: Grouping, wanted: str, parameter: str, what: Text) -> int:
    """Return the number of the group that a caller named by its id, its id without prefix, or its exact name.

    Raises
    ------
    InvalidParameter
        If there is none; names the nearest.
    """
    wanted = wanted.strip()
    for i, (name, label) in enumerate(zip(groups.ids, groups.labels, strict=True)):
        if wanted in (name, name.partition(":")[2], label.ko, label.en):
            return i
    near = difflib.get_close_matches(wanted, [*groups.ids, *(label.ko for label in groups.labels)], n=3, cutoff=0.4)
    raise refuse(parameter, wanted, what, near or groups.ids[:5])


def _lowered(label: Text) -> Text:
    return Text(label.ko, label.en[:1].lower() + label.en[1:])
