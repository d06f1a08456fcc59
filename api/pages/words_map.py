"""The words of the network map's page before its script has drawn anything."""

from __future__ import annotations

from graph_schema import Text

WORDS_MAP: dict[str, Text] = {
    "map_opening": Text("지도를 펼치고 있습니다 …", "Unfolding the map …"),
    "map_without_script": Text(
        "지도를 그리려면 자바스크립트가 필요합니다. 같은 내용을 표로 볼 수 있습니다.",
        "The map needs JavaScript to draw. The same is there as tables.",
    ),
    "map_panel": Text("지도 도구", "Map tools"),
}
