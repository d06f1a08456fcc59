"""From the words of a caller to a filter: names and codes of places and fields, kinds, types, dates."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ecomap.domain.periods import parse_day
from ecomap.domain.texts import clean, key
from ecomap.errors import InvalidParameter
from ecomap.services.redirects import present_ids
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter, Snapshot
from ecomap.snapshot.reports import RULES
from graph_schema import Text

FILTER_NAMES = ("actor_kind", "tie_type", "place", "field", "actor", "on", "from", "to", "known_on", "reports")
MOST_ACTORS = 2_000
"""Most actors that a filter may name."""
_LISTED = 10

Raw = Mapping[str, str | Sequence[str]]


def parse_filter(workspace: Workspace, raw: Raw, *, most_actors: int = MOST_ACTORS) -> Filter:
    """Return the filter that a caller's words mean.

    Parameters
    ----------
    workspace : Workspace
    raw : mapping
        Any of `FILTER_NAMES`. The first five take several values, as a list or separated by commas; places and
        fields by id, code or name, actors by id, also by that of a record that was merged into one. ``on`` is one day
        and excludes ``from`` and ``to``. ``known_on`` is the day as of which the register is read.
    most_actors : int
        Most actors that may be named.

    Returns
    -------
    Filter

    Raises
    ------
    InvalidParameter
        For an unknown name or value, naming the nearest known one, for dates that contradict each other, or for more
        than ``most_actors`` actors.
    """
    for name in raw:
        if name not in FILTER_NAMES:
            raise unknown(name, "filter", FILTER_NAMES)
    since, until = _period(raw)
    known_on = _known_on(raw)
    return Filter(
        kinds=_known("actor_kind", values(raw, "actor_kind"), workspace.ontology.actor_kinds),
        types=_known("tie_type", values(raw, "tie_type"), workspace.ontology.tie_types),
        places=tuple(find_node(workspace, "place", text) for text in values(raw, "place")),
        fields=tuple(find_node(workspace, "field", text) for text in values(raw, "field")),
        since=since,
        until=until,
        known_on=known_on,
        actors=_actors(workspace, values(raw, "actor"), known_on, most_actors),
        reports=(_known("reports", values(raw, "reports")[:1], tuple(RULES)) or ("",))[0],
    )


def described_filter(workspace: Workspace, wanted: Filter) -> tuple[tuple[Text, Text], ...]:
    """Return every restriction of a filter as label and value for people, in the order of `FILTER_NAMES`."""
    snapshot, ontology = workspace.snapshot(), workspace.ontology

    def names(ids: tuple[str, ...]) -> list[Text]:
        at = [snapshot.position[node] for node in ids if node in snapshot.position]
        return [Text(snapshot.name(i), snapshot.name(i, "en")) for i in at]

    same_day = wanted.since is not None and wanted.since == wanted.until
    since, until = ("", "") if same_day else (str(wanted.since or ""), str(wanted.until or ""))
    known = str(wanted.known_on or "")
    parts = (
        (Text("주체 유형", "Actor kinds"), [ontology.nodes[kind].label for kind in wanted.kinds]),
        (Text("관계 유형", "Tie types"), [ontology.edges[name].label for name in wanted.types]),
        (Text("지역", "Places"), names(wanted.places)),
        (Text("분야", "Fields"), names(wanted.fields)),
        (Text("주체", "Actors"), _first_names(names(wanted.actors))),
        (Text("기준일", "As of"), [Text(str(wanted.since), str(wanted.since))] if same_day else []),
        (Text("시작", "From"), [Text(since, since)] if since else []),
        (Text("끝", "To"), [Text(until, until)] if until else []),
        (Text("알려진 날", "Known on"), [Text(known, known)] if known else []),
        (Text("설문이 알린 관계", "Ties reported in surveys"), [RULES[wanted.reports]] if wanted.reports else []),
    )
    return tuple(
        (label, Text(", ".join(text.ko for text in texts), ", ".join(text.en for text in texts)))
        for label, texts in parts
        if texts
    )


def find_node(workspace: Workspace, kind: str, text: str) -> str:
    """Return the id of the place, field or task that a text names by id, code or name.

    Raises
    ------
    InvalidParameter
        If nothing has that name, or more than one dong does; names what comes near.
    """
    snapshot = workspace.snapshot()
    names = workspace.results.get(("names", snapshot.content_hash, kind), lambda: _names(snapshot, kind))
    assert isinstance(names, dict)  # noqa: S101  the cache holds values of any type
    found: tuple[str, ...] = names.get(key(text), ())
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidParameter(
            Text(f"'{text}'은(는) 여러 곳의 이름입니다.", f"'{text}' names more than one place."),
            Text(f"코드로 고르십시오: {', '.join(found)}", f"Choose one by its code: {', '.join(found)}"),
            field=kind,
            value=text,
        )
    if not names:
        raise InvalidParameter(
            Text(
                f"'{text}'을(를) 찾을 수 없습니다. 저장소가 비어 있습니다.",
                f"'{text}' is not found: the store is empty.",
            ),
            Text("'ecomap seed'로 장소와 분야를 먼저 넣으십시오.", "Put places and fields into it with 'ecomap seed'."),
            field=kind,
            value=text,
        )
    raise unknown(text, kind, _labels(snapshot, kind))


def unknown(value: str, field: str, known: Iterable[str]) -> InvalidParameter:
    """Return the error for a value that nothing has, with the nearest known values as the remedy."""
    known = list(known)
    near = difflib.get_close_matches(value, known, n=3, cutoff=0.5) or known[:12]
    return InvalidParameter(
        Text(f"{field}에 '{value}'은(는) 없습니다.", f"There is no {field} '{value}'."),
        Text(f"가까운 값: {', '.join(near)}", f"Near: {', '.join(near)}"),
        field=field,
        value=value,
    )


def values(raw: Raw, name: str) -> list[str]:
    """Return the values of a parameter that may be repeated or separated by commas."""
    given = raw.get(name, ())
    texts = [given] if isinstance(given, str) else list(given)
    return [part for text in texts for part in map(clean, text.split(",")) if part]


def parse_date(name: str, text: str, *, end: bool = False) -> date:
    """Return a date parameter. Raises `InvalidParameter` naming it if the text is no date."""
    try:
        return parse_day(clean(text), end=end)
    except ValueError as error:
        raise InvalidParameter(
            Text(f"{name}의 값 '{text}'은(는) 날짜가 아닙니다.", f"{name} is no date: '{text}'."),
            Text("2024-12-31처럼 쓰십시오.", "Write it as 2024-12-31."),
            field=name,
            value=text,
        ) from error


def _period(raw: Raw) -> tuple[date | None, date | None]:
    texts = {name: (values(raw, name) or [""])[0] for name in ("on", "from", "to")}
    if texts["on"]:
        if texts["from"] or texts["to"]:
            raise InvalidParameter(
                Text("on은 from, to와 함께 쓸 수 없습니다.", "on cannot be used with from or to."),
                Text("하루는 on, 기간은 from과 to로 쓰십시오.", "Use on for one day, from and to for a period."),
                field="on",
                value=texts["on"],
            )
        day = parse_date("on", texts["on"], end=True)
        return day, day
    since = parse_date("from", texts["from"]) if texts["from"] else None
    until = parse_date("to", texts["to"], end=True) if texts["to"] else None
    if since and until and until < since:
        raise InvalidParameter(
            Text(f"끝({until})이 시작({since})보다 빠릅니다.", f"The end ({until}) is before the start ({since})."),
            Text("from과 to를 확인하십시오.", "Check from and to."),
            field="to",
            value=str(until),
        )
    return since, until


def _known_on(raw: Raw) -> date | None:
    text = (values(raw, "known_on") or [""])[0]
    return parse_date("known_on", text, end=True) if text else None


def _actors(workspace: Workspace, ids: list[str], known_on: date | None, most: int) -> tuple[str, ...]:
    """Return present ids of the actors that a caller named."""
    if not ids:
        return ()
    if len(ids) > most:
        raise InvalidParameter(
            Text(
                f"actor에 주체가 {len(ids):,}곳 있습니다. 한 번에 {most:,}곳까지 고를 수 있습니다.",
                f"actor names {len(ids):,} actors; {most:,} are allowed.",
            ),
            Text("더 적게 고르거나 place, field로 조건을 주십시오.", "Choose fewer, or filter by place or field."),
            field="actor",
            value=str(len(ids)),
        )
    snapshot = workspace.snapshot(Filter(known_on=known_on))
    among = set(snapshot.actors.tolist())
    missing = [name for name in ids if snapshot.position.get(name) not in among]
    leads = present_ids(workspace.store, missing) if missing else {}
    lost = [name for name in missing if snapshot.position.get(leads.get(name, "")) not in among]
    if lost:
        raise _unknown_actors(lost)
    return tuple(dict.fromkeys(leads.get(name, name) for name in ids))


def _unknown_actors(lost: list[str]) -> InvalidParameter:
    shown, more = ", ".join(lost[:_LISTED]), len(lost) - _LISTED
    return InvalidParameter(
        Text(
            f"actor에 모르는 주체 id가 있습니다: {shown}" + (f" 외 {more:,}개" if more > 0 else ""),
            f"actor names ids of no actor: {shown}" + (f" and {more:,} more" if more > 0 else ""),
        ),
        Text("그 id를 빼십시오. 지워진 단체일 수 있습니다.", "Leave these ids out; they may have been removed."),
        field="actor",
        value=shown,
    )


def _first_names(names: list[Text]) -> list[Text]:
    more = len(names) - _LISTED
    return [*names[:_LISTED], *([Text(f"외 {more:,}곳", f"{more:,} more")] if more > 0 else [])]


def _known(name: str, given: list[str], known: tuple[str, ...]) -> tuple[str, ...]:
    for value in given:
        if value not in known:
            raise unknown(value, name, known)
    return tuple(given)


def _names(snapshot: Snapshot, kind: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for position in snapshot.of_kinds(kind).tolist():
        node_id = str(snapshot.node_id[position])
        code = node_id.partition(":")[2]
        texts = {key(node_id), key(code), key(snapshot.name_ko[position]), key(snapshot.name_en[position])} - {""}
        if kind == "place" and code.endswith("00000"):
            texts.add(code[:5])  # the five digits by which a gu is usually written
        for text in texts:
            found.setdefault(text, []).append(node_id)
    return {text: tuple(ids) for text, ids in found.items()}


def _labels(snapshot: Snapshot, kind: str) -> list[str]:
    positions = snapshot.of_kinds(kind).tolist()
    labels = [name for p in positions for name in (snapshot.name_ko[p], snapshot.name_en[p]) if name]
    return labels + [str(snapshot.node_id[p]).partition(":")[2] for p in positions]
