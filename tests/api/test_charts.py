"""Charts as SVG: what is drawn where, both signs, many series, missing values, hostile names."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.pages.charts import chart_svg, table_svg
from api.pages.charts.svg import fit, number, tick_labels, ticks
from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.record import Chart, Column, Result, Table, TableSpec
from ecomap.bootstrap import open_workspace
from ecomap.settings import read_settings
from ecomap.snapshot import Snapshot
from graph_schema import Text
from tests.support import registers

HOSTILE = '</svg><script>alert("1")</script>&'


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    url, folder = registers.demo("sqlite")
    workspace = open_workspace(read_settings({}, store=url, data_dir=folder))
    found = workspace.snapshot()
    workspace.store.close()
    return found


def table(*rows: tuple[Any, ...], name: str = "t") -> Table:
    columns = tuple(Column(column, Text(column, column.upper())) for column in ("x", "y", "value"))
    return Table(TableSpec(name, Text("표", "Table"), columns), rows)


def drawn(kind: str, *rows: tuple[Any, ...], y: str = "y", lang: str = "en") -> ElementTree.Element:
    svg = table_svg(Chart(kind, "x", y, "value"), table(*rows), lang)
    assert "style=" not in svg
    return ElementTree.fromstring(svg)


def of_class(svg: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [part for part in svg.iter() if part.get("class") == name]


def words(svg: ElementTree.Element) -> list[str]:
    return [part.text or "" for part in svg.iter() if part.tag.endswith("text")]


def test_bars_grow_from_one_zero_line_to_both_sides() -> None:
    svg = drawn("bar", ("gain", "", 3.0), ("loss", "", -1.5), ("none", "", 0.0), ("missing", "", None))
    zero = float(of_class(svg, "zero")[0].attrib["x1"])
    (loss,) = of_class(svg, "bar negative")
    gain = of_class(svg, "bar")[0]
    assert float(gain.attrib["x"]) == pytest.approx(zero)
    assert float(loss.attrib["x"]) + float(loss.attrib["width"]) == pytest.approx(zero, abs=0.1)
    assert float(gain.attrib["width"]) == pytest.approx(2 * float(loss.attrib["width"]), rel=0.01)
    assert "missing" not in words(svg)
    assert {"gain", "loss", "3", "-1.5", "VALUE"} <= set(words(svg))


def test_bars_say_how_many_rows_they_leave_out() -> None:
    svg = drawn("bar", *((f"row {i}", "", float(i)) for i in range(20)))
    assert len(of_class(svg, "bar")) == 15
    assert "Drawn: 15 of 20" in words(svg)


def test_a_heatmap_has_two_hues_and_a_legend_from_lowest_through_zero_to_highest() -> None:
    svg = drawn("heatmap", ("a", "b", -2.0), ("b", "a", 4.0), ("a", "a", None))
    low, high = of_class(svg, "heat low"), of_class(svg, "heat high")
    assert len(low) == 1 + 4
    assert len(high) == 1 + 5
    assert {"-4", "0", "4"} <= set(words(svg))


def test_a_heatmap_without_negative_values_has_one_hue() -> None:
    svg = drawn("heatmap", (2020, "b", 1.0), (2019, "a", 4.0))
    assert not of_class(svg, "heat low")
    assert words(svg)[:2] == ["2019", "2020"]


def test_a_line_chart_has_a_line_a_series_with_legend_axes_and_zero_line() -> None:
    rows = [
        (year, name, value)
        for name, sign in (("up", 1), ("down", -1))
        for year, value in ((2020, 1.0 * sign), (2022, 5.0 * sign))
    ]
    svg = drawn("line", *rows)
    assert [len(of_class(svg, f"line s{i}")) for i in range(3)] == [2, 2, 0]  # the line and its key
    assert {"up", "down", "2020", "2021", "2022", "X", "VALUE"} <= set(words(svg))
    assert len(of_class(svg, "zero")) == 1
    assert svg.find("desc").text == "up: 2020 1 → 2022 5; down: 2020 -1 → 2022 -5"  # type: ignore[union-attr]


def test_a_missing_value_breaks_a_line_and_points_come_in_order() -> None:
    svg = drawn("line", (4, "", 1.0), (1, "", 2.0), (2, "", 3.0), (3, "", None), y="")
    runs = [line.attrib["points"].split() for line in of_class(svg, "line s0")]
    assert [len(run) for run in runs] == [2, 1]
    assert len(of_class(svg, "mark s0")) == 3
    first, second = (float(point.split(",")[0]) for point in runs[0])
    assert first < second


def test_too_many_series_are_said_to_be_left_out() -> None:
    svg = drawn("line", *((year, f"s{i}", float(i)) for i in range(11) for year in (1, 2)), lang="ko")
    assert "모두 11개 가운데 8개를 그림" in words(svg)


@pytest.mark.parametrize("kind", ["bar", "heatmap", "line"])
def test_names_stay_text_and_empty_tables_draw_nothing(kind: str) -> None:
    svg = table_svg(Chart(kind, "x" if kind != "line" else "value", "y", "value"), table((HOSTILE, HOSTILE, 1.0)), "ko")
    assert "<script" not in svg
    ElementTree.fromstring(svg)
    assert table_svg(Chart(kind, "x", "y", "value"), table(), "ko") == ""
    assert table_svg(Chart(kind, "x", "y", "value"), table(("a", "b", None)), "ko") == ""


def test_a_chart_may_name_its_table() -> None:
    result = Result((table(("first", "", 1.0)), table(("second", "", 1.0), name="other")), ())
    assert "first" in chart_svg(Chart("bar", "x", "", "value"), result, "en")
    assert "second" in chart_svg(Chart("bar", "x", "", "value", table="other"), result, "en")


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
@settings(max_examples=50)
def test_ticks_are_few_round_and_enclose_the_values(low: float, span: float) -> None:
    high = low + span
    marks = ticks(low, high)
    slack = 1e-8 * (abs(low) + abs(high)) + 1e-300
    assert marks[0] <= low + slack
    assert marks[-1] >= high - slack
    assert 2 <= len(marks) <= 9
    assert len(set(tick_labels(marks))) == len(marks)


def test_names_are_cut_by_their_width() -> None:
    assert fit("가나다라마", 60) == "가나다라마"
    assert fit("가나다라마바", 60) == "가나다라…"
    assert fit("abcdefgh", 56) == "abcdefgh"


def test_numbers_are_never_in_powers_of_ten() -> None:
    assert [number(v) for v in (12345678.5, 0.123456, 3.0, -2.5, 1234.5)] == [
        "12,345,678",
        "0.123",
        "3",
        "-2.5",
        "1,234",
    ]


@pytest.mark.parametrize("name", catalogue())
def test_every_chart_of_the_catalogue_names_columns_of_its_table(snapshot: Snapshot, name: str) -> None:
    record = catalogue()[name]
    chart = record.chart
    if chart.kind == "none":
        return
    specs = {spec.name: spec for spec in record.outputs}
    columns = {column.name for column in specs[chart.table or record.outputs[0].name].columns}
    assert {value for value in (chart.x, chart.y, chart.value) if value} <= columns
    result = record.run(snapshot)
    svg = chart_svg(chart, result, "ko")
    if not svg:
        assert not any(table.rows for table in result.tables)
        return
    assert not re.search(r"e\+\d\d", svg)
    ElementTree.fromstring(svg)
