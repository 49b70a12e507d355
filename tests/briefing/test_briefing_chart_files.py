from __future__ import annotations

import csv
import io
import struct
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from briefing_sample import sample_document
from briefing_words import hostile_document, shipped_document

from equipoise.briefing.content.chart_data import chart_data, charts_of
from equipoise.briefing.document import BarChart, FanChart, LayerChart
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.press.chart_files import chart_files
from equipoise.briefing.press.chart_pictures import Frame, drawings, pictures


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_each_chart_comes_as_drawing_picture_and_table() -> None:
    files = chart_files(sample_document())
    assert [file.name for file in files[:4]] == [
        "01 Where the indices may go.svg",
        "01 Where the indices may go.png",
        "01 Where the indices may go.csv",
        "02 Where each cell may go.svg",
    ]
    assert len(files) == 3 * len(charts_of(sample_document())) == 15


def test_drawings_reach_for_nothing_outside_themselves() -> None:
    for file in chart_files(hostile_document(), ("svg",)):
        root = ET.fromstring(file.content)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        names = {element.get("id") for element in root.iter()}
        for element in root.iter():
            assert element.tag.rpartition("}")[2] not in {"script", "text", "image", "style", "a"}
            for name, value in element.attrib.items():
                if name.endswith("href"):
                    assert value[0] == "#"
                    assert value[1:] in names


def test_a_chart_alone_is_higher_than_in_a_page_by_its_title_key_and_marks() -> None:
    document = sample_document()
    charts = charts_of(document)
    bare = pictures(charts, "en")
    alone = [f.content for f in chart_files(document, ("png",))]
    unmarked = [f.content for f in chart_files(replace(document, handling_mark=""), ("png",))]

    def height(png: bytes) -> int:
        return struct.unpack(">II", png[16:24])[1]

    for inner, plain, marked in zip(bare, unmarked, alone, strict=True):
        assert height(inner) < height(plain) < height(marked)


def test_title_and_key_are_left_to_the_page_around_a_chart() -> None:
    charts = charts_of(sample_document())
    renamed = [replace(chart, title="Other", key="Other key") for chart in charts]
    assert pictures(charts, "en") == pictures(renamed, "en")
    frame = Frame("", "")
    assert pictures(charts, "en", frame) != pictures(renamed, "en", frame)


def test_the_table_of_a_fan_holds_every_quantile_of_every_month() -> None:
    (chart,) = [c for c in charts_of(sample_document()) if c.title == "Where the indices may go"]
    assert isinstance(chart, FanChart)
    found = rows(chart_files(sample_document(), ("csv",))[0].content)
    assert found[0][:7] == [chart.title, "month", "5 %", "25 %", "50 %", "75 %", "95 %"]
    assert len(found) == 1 + 2 * 13
    assert found[13][:7] == ["Coast index", "12", "49.2", "53.2", "57.2", "61.2", "65.2"]
    assert found[13][7] == "goal ≥ 50"
    assert {row[8] for row in found} == {"EXERCISE ONLY"}


def test_the_tables_of_bars_and_bands_hold_their_numbers() -> None:
    kinds = {type(c): chart_data(c, Speech("en")) for c in charts_of(sample_document())}
    bars = kinds[BarChart]
    assert bars.rows[0][0] == "Send an envoy"
    bands = kinds[LayerChart]
    assert bands.headings[2:] == ("low", "middle", "top")
    assert bands.rows[-1] == ("Plain index", 12, 0.1, 0.897, 0.003)


def test_text_in_a_table_is_never_a_formula() -> None:
    found = [r for f in chart_files(hostile_document(), ("csv",)) for r in rows(f.content)]
    texts = [text for row in found for text in row]
    assert any(text.startswith("'=Trade") for text in texts)
    numbers = [t for t in texts if t[:1] in ("=", "+", "-", "@", "\t")]
    assert all(float(number) < 0 for number in numbers)


def test_file_names_hold_nothing_that_a_system_forbids() -> None:
    document = sample_document()
    chart = replace(charts_of(document)[0], title='../a\\b:c*?"<>|\n' + "x" * 300)
    (file,) = chart_files(replace(document, opening=(chart,), sections=()), ("csv",))
    assert file.name.startswith("01 a b c x")
    assert len(file.name) < 80


def test_the_same_document_gives_the_same_files() -> None:
    assert chart_files(shipped_document()) == chart_files(shipped_document())


def test_a_document_without_charts_has_no_files() -> None:
    assert chart_files(replace(sample_document(), opening=(), sections=())) == []
    assert drawings((), "en") == []


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not a kind of chart file"):
        chart_files(sample_document(), ("gif",))
