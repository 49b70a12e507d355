from __future__ import annotations

from pathlib import Path

import pytest
from briefing_sample import sample_document

from equipoise.briefing.press.formats import FORMATS, format_of, render

BEGINS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "html": b"<!DOCTYPE html>", "md": b"**EXERCISE"}


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_renders_the_same_document(form: str) -> None:
    assert render(sample_document(), form).startswith(BEGINS[form])


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.DOCX", "docx"), ("b.html", "html"), ("c.md", "md"), ("d", "pdf"), ("e.txt", "pdf")],
)
def test_the_ending_of_a_name_asks_for_a_format(name: str, form: str) -> None:
    assert format_of(Path(name)) == form


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="not a format of a briefing"):
        render(sample_document(), "rtf")
