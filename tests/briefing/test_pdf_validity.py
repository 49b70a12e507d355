"""Files judged by programs that had no part in writing them."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from briefing_sample import PRODUCED, sample_document, sample_material
from briefing_words import hostile_document, shipped_document
from pdfua import Severity, validate
from PySide6.QtGui import QImage
from test_portions import marked
from test_template import MINISTRY, folder_with

from equipoise.briefing.composing import compose as composing
from equipoise.briefing.content.chart_data import charts_of
from equipoise.briefing.document import BarChart, Document, FanChart, LayerChart
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.press.chart_pictures import pictures
from equipoise.briefing.press.pdf import render_pdf
from equipoise.briefing.request import Request
from equipoise.briefing.template_folder.colours import grey
from equipoise.briefing.template_folder.reading import read_template, standard_template

# Version 0.1.3 stumbles over this one by itself: it takes a bookmark's target for a dictionary.
NOT_EVALUATED = {"UA-14-001"}


def judged(document: Document, folder: Path) -> None:
    pdf = render_pdf(document)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
    path = folder / "briefing.pdf"
    path.write_bytes(pdf)
    report = validate(str(path))
    assert not [f for f in report.findings if f.severity is not Severity.INFO]
    assert {outcome.rule_id for outcome in report.skipped} <= NOT_EVALUATED
    assert len(report.outcomes) >= 12


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", composing._COMPOSERS)
def test_every_kind_in_every_language_passes(kind: str, language: str, tmp_path: Path) -> None:
    request = Request(PRODUCED, kind, language, version="1")
    judged(composing.compose(sample_material(), request), tmp_path)


@pytest.mark.parametrize("made", [shipped_document, hostile_document, marked])
def test_large_hostile_and_marked_briefings_pass(made: object, tmp_path: Path) -> None:
    assert callable(made)
    judged(made(), tmp_path)


def test_a_briefing_under_a_ministrys_template_passes(tmp_path: Path) -> None:
    template = read_template(folder_with(tmp_path / "ministry", MINISTRY))
    judged(
        composing.compose(sample_material(), Request(PRODUCED, version="1", template=template)),
        tmp_path,
    )


def test_the_judges_find_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "untitled.pdf"
    with pikepdf.open(io.BytesIO(render_pdf(sample_document()))) as opened:
        del opened.Root["/Lang"]
        del opened.Root["/MarkInfo"]
        opened.save(path)
    assert [f for f in validate(str(path)).findings if f.severity is not Severity.INFO]


def test_charts_can_be_told_apart_in_greyscale() -> None:
    """Each series has a panel with a title of its own, or a label, or a pattern and a label."""
    for chart in charts_of(sample_document()):
        if isinstance(chart, FanChart):
            assert len({panel.title for panel in chart.panels}) == len(chart.panels)
        elif isinstance(chart, BarChart):
            assert all(bar.label and bar.name for panel in chart.panels for bar in panel.bars)
        else:
            assert isinstance(chart, LayerChart)
            for panel in chart.panels:
                assert len({layer.label for layer in panel.layers}) == len(panel.layers)


def test_neighbouring_bands_and_poles_print_in_different_greys() -> None:
    colours = standard_template().colours
    for several in (colours.poles, colours.bands):
        steps = [abs(grey(one) - grey(other)) for one, other in pairwise(several)]
        assert min(steps) > 0.05


def test_the_median_stands_out_of_its_fan_without_colour() -> None:
    """The darkest grey in a fan's middle row is its median, twice as dark as what is around it."""
    chart = next(c for c in charts_of(sample_document()) if isinstance(c, FanChart))
    (png,) = pictures([chart], "en")
    picture = QImage.fromData(png).convertToFormat(QImage.Format.Format_Grayscale8)
    at = round(picture.width() * 0.2)
    column = [picture.pixelColor(at, y).red() for y in range(picture.height())]
    inside = [level for level in column if 100 < level < 250]
    assert min(column) < 100
    assert len({level // 20 for level in inside}) >= 2, "outer and inner range differ"
