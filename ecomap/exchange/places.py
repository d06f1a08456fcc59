"""Places as registers write them: official codes, ids, and names with or without what they lie in."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from ecomap.domain.records import Node
from ecomap.domain.texts import key
from ecomap.errors import InvalidRecord
from graph_schema import Text

# First two digits of the official codes of places, and the names that texts begin with (KOSIS, administrative
# standard codes 2024; 42 and 45 are the former codes of Gangwon and Jeonbuk).
_PROVINCES: dict[str, tuple[str, str]] = {
    "11": ("서울", "Seoul"),
    "26": ("부산", "Busan"),
    "27": ("대구", "Daegu"),
    "28": ("인천", "Incheon"),
    "29": ("광주", "Gwangju"),
    "30": ("대전", "Daejeon"),
    "31": ("울산", "Ulsan"),
    "36": ("세종", "Sejong"),
    "41": ("경기", "Gyeonggi"),
    "42": ("강원", "Gangwon"),
    "43": ("충청북도", "Chungbuk"),
    "44": ("충청남도", "Chungnam"),
    "45": ("전라북도", "Jeonbuk"),
    "46": ("전라남도", "Jeonnam"),
    "47": ("경상북도", "Gyeongbuk"),
    "48": ("경상남도", "Gyeongnam"),
    "50": ("제주", "Jeju"),
    "51": ("강원", "Gangwon"),
    "52": ("전북", "Jeonbuk"),
}
_ORDINAL = re.compile(r"제(?=\d)")
_POSTCODE = re.compile(r"^\W*(?:\d{5}|\d{3}-\d{3})\W+")
_CODE = re.compile(r"\d{2}|\d{5}|\d{8}|\d{10}")


class PlaceIndex:
    """The places of the register, found by what a cell says.

    Parameters
    ----------
    places : iterable of Node
        Nodes of kind ``place`` with the properties ``code`` (ten digits, the first two of the city, the first five
        of the gu) and ``level``.
    """

    def __init__(self, places: Iterable[Node]) -> None:
        self._ids: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._kostat: dict[str, str] = {}
        self._named: dict[str, set[str]] = {}
        self._paths: dict[str, Text] = {}
        by_code = {str(place.properties.get("code", "")): place for place in places}
        for code, place in by_code.items():
            self._add(code, place, by_code)
        self._cities = [place for place in by_code.values() if place.properties.get("level") == "city"]
        self._gu = [place for place in by_code.values() if place.properties.get("level") == "gu"]
        self._gu_pattern = self._gu_names()

    def find(self, text: str) -> str:
        """Return the id of the place that a text names.

        Parameters
        ----------
        text : str
            Cleaned, not empty: a place id, a code of 2, 5, 8 or 10 digits, or a name such as ``마포구``,
            ``서울특별시 마포구 망원1동``, ``Mapo-gu``.

        Returns
        -------
        str

        Raises
        ------
        InvalidRecord
            If it names no place of this register, a place of another city, or several places.
        """
        if not self._ids:
            raise _no_places(text)
        if text in self._ids:
            return text
        if text.isdigit() and _CODE.fullmatch(text):
            if place := self._codes.get(text):
                return place
            raise self._unknown_code(text)
        name = key(text)
        found = self._named.get(name) or self._named.get(_ORDINAL.sub("", name)) or set()
        if len(found) == 1:
            return next(iter(found))
        raise self._ambiguous(text, found) if found else self._unknown_name(text, name)

    def path(self, place: str) -> Text:
        """Return the name of a place with all that it lies in, as `find` reads it; ``KeyError`` for an unknown id."""
        return self._paths[place]

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all places, in the order of their official codes."""
        return tuple(sorted(self._ids, key=self._ids.__getitem__))

    def gu_in(self, address: str) -> str:
        """Return the id of the gu that an address lies in, empty if it names none or begins with another city.

        Parameters
        ----------
        address : str
            Cleaned, such as ``(04027) 서울 마포구 성산로 128`` or ``128 Seongsan-ro, Mapo-gu, Seoul``.
        """
        start = key(_POSTCODE.sub("", address))
        if any(start.startswith(tuple(map(key, names))) for names in self._other_cities()):
            return ""
        found = self._gu_pattern.search(address)
        return next(iter(self._named[key(found[1])])) if found else ""

    def _gu_names(self) -> re.Pattern[str]:
        if not self._gu:
            return re.compile("(?!)")
        cities = {name for city in self._cities for name in (city.name_ko, *_city_names(city.name_ko))}
        before = "|".join(map(re.escape, sorted(cities, key=len, reverse=True)))
        names = "|".join(re.escape(n) for gu in self._gu for n in (gu.name_ko, gu.name_en) if n)
        return re.compile(rf"(?:\b|(?<=[\s,(])|(?:{before}))({names})(?!\w)", re.IGNORECASE)

    def _other_cities(self) -> list[tuple[str, str]]:
        own = {code[:2] for code in self._ids.values()}
        return [names for code, names in _PROVINCES.items() if code not in own]

    def _add(self, code: str, place: Node, by_code: dict[str, Node]) -> None:
        level = place.properties.get("level")
        short = {"city": code[:2], "gu": code[:5], "dong": code[:8]}.get(str(level), code)
        above = [by_code[c] for c in (code[:2] + "0" * 8, code[:5] + "0" * 5) if c in by_code and c != code]
        self._ids[place.id] = code
        self._codes |= {code: place.id, short: place.id}
        if kostat := place.properties.get("kostat_code"):
            self._kostat[str(kostat)] = place.id
        path = [*above, place]
        self._paths[place.id] = Text(
            " ".join(node.name_ko for node in path), ", ".join(node.name_en for node in reversed(path))
        )
        self._name(place.id, "", place)
        for start in range(len(above)):
            parents = above[start:]
            heads = _city_names(parents[0].name_ko) if parents[0].properties.get("level") == "city" else []
            rest = "".join(node.name_ko for node in parents[1:])
            for head in [parents[0].name_ko, *heads]:
                self._keep(head + rest + place.name_ko, place.id)
            self._keep("".join(node.name_en for node in parents) + place.name_en, place.id)
            self._keep(place.name_en + "".join(node.name_en for node in reversed(parents)), place.id)

    def _name(self, node_id: str, prefix: str, place: Node) -> None:
        names = [place.name_ko, place.name_en]
        if place.properties.get("level") == "city":
            names += _city_names(place.name_ko)
        for name in names:
            self._keep(prefix + name, node_id)

    def _keep(self, name: str, node_id: str) -> None:
        if name := key(name):
            self._named.setdefault(name, set()).add(node_id)

    def _here(self) -> Text:
        return Text(", ".join(c.name_ko for c in self._cities), ", ".join(c.name_en for c in self._cities))

    def _unknown_code(self, text: str) -> InvalidRecord:
        own = {code[:2] for code in self._ids.values()}
        here = self._here()
        if text[:2] in _PROVINCES and text[:2] not in own:
            return self._elsewhere(text, *_PROVINCES[text[:2]])
        if place := self._kostat.get(text):
            path = self._paths[place]
            remedy = Text(
                f"통계청 코드로 보입니다. {path.ko}의 행정기관 코드 {self._ids[place]}을(를) 쓰십시오.",
                f"It looks like a KOSTAT code; {path.en} has the official code {self._ids[place]}.",
            )
        else:
            remedy = Text(
                "행정기관 코드 10자리나 자치구 코드 5자리, 또는 이름을 쓰십시오.",
                "Use the official code of 10 digits, or 5 for a gu, or a name.",
            )
        message = Text(f"{here.ko}에 코드 '{text}'인 곳이 없습니다.", f"No place of {here.en} has the code '{text}'.")
        return InvalidRecord(message, remedy, value=text)

    def _unknown_name(self, text: str, name: str) -> InvalidRecord:
        for names in self._other_cities():
            if name.startswith(tuple(map(key, names))):
                return self._elsewhere(text, *names)
        here = self._here()
        message = Text(f"{here.ko}에 '{text}'인 곳이 없습니다.", f"{here.en} has no place named '{text}'.")
        # Comparing is slow, and a file may have an address in every row; a slip keeps the length about the same.
        similar = [known for known in self._named if abs(len(known) - len(name)) <= 2]
        near = difflib.get_close_matches(name, similar, n=3, cutoff=0.5)
        ids = dict.fromkeys(place for match in near for place in sorted(self._named[match]))
        if not ids:
            return InvalidRecord(
                message,
                Text(
                    "자치구나 행정동의 이름 또는 코드를 쓰십시오.",
                    "Use the name or the code of a gu or a dong.",
                ),
                value=text,
            )
        ko, en = self._listed(ids)
        return InvalidRecord(message, Text(f"혹시 다음 중 하나입니까? {ko}", f"Is it one of these? {en}"), value=text)

    def _elsewhere(self, text: str, ko: str, en: str) -> InvalidRecord:
        here = self._here()
        return InvalidRecord(
            Text(
                f"'{text}'은(는) 다른 도시({ko})의 장소입니다. 이 자료는 {here.ko}만 다룹니다.",
                f"'{text}' is in another city ({en}); this register covers {here.en}.",
            ),
            Text(
                f"{here.ko} 안의 장소로 고치거나 칸을 비우십시오.",
                f"Name a place in {here.en}, or leave the cell empty.",
            ),
            value=text,
        )

    def _ambiguous(self, text: str, found: set[str]) -> InvalidRecord:
        ko, en = self._listed(sorted(found))
        return InvalidRecord(
            Text(f"'{text}'은(는) 여러 곳입니다: {ko}", f"'{text}' names several places: {en}"),
            Text("자치구 이름을 앞에 적으십시오.", "Write the name of the gu before it."),
            value=text,
        )

    def _listed(self, ids: Iterable[str]) -> tuple[str, str]:
        chosen = list(ids)
        ko = " / ".join(f"{self._paths[i].ko} ({self._ids[i]})" for i in chosen)
        en = " / ".join(f"{self._paths[i].en} ({self._ids[i]})" for i in chosen)
        return ko, en


def _no_places(text: str) -> InvalidRecord:
    return InvalidRecord(
        Text(
            f"저장소에 장소가 하나도 없어 '{text}'을(를) 찾을 수 없습니다.",
            f"'{text}' cannot be looked up: the store holds no places.",
        ),
        Text(
            "'ecomap seed'로 서울의 장소와 분야를 먼저 넣으십시오.",
            "Put Seoul's places and fields into it first, with 'ecomap seed'.",
        ),
        value=text,
    )


def _city_names(name: str) -> list[str]:
    """Return the short forms of a city's name: 서울특별시 is also written 서울시 and 서울."""
    stem = re.sub(r"(특별자치시|특별시|광역시|시)$", "", name)
    return [f"{stem}시", stem]
