from __future__ import annotations

import io
import shutil
import struct
from pathlib import Path

import docx
import pypdf
import pytest
from briefing_sample import PRODUCED, sample_document, sample_material
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.document import Document
from equipoise.briefing.errors import BriefingError
from equipoise.briefing.press.chart_files import chart_files
from equipoise.briefing.press.formats import render
from equipoise.briefing.press.pdf import render_pages, render_pdf
from equipoise.briefing.request import Request
from equipoise.briefing.template import Template
from equipoise.briefing.template_folder.colours import contrast, grey
from equipoise.briefing.template_folder.copying import copy_template
from equipoise.briefing.template_folder.reading import (
    read_template,
    standard_folder,
    standard_template,
)
from equipoise.commands import run
from equipoise.files import resource

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'
    '<circle cx="20" cy="20" r="18" fill="#7a1f3d"/></svg>'
)
MINISTRY = """
[letterhead]
logo = "logo.svg"
logo_text = "Star of Highland"
left = ["Ministry of the Lakes", "Planning Staff"]
right = ["1 Lake Road"]
[letterhead.he]
left = ["משרד האגמים"]
[colours]
accent = "#7a1f3d"
poles = ["#7a1f3d", "#005c9e"]
[fonts]
text = "DejaVu Sans"
word = "Georgia"
[page]
paper = "letter"
side = 25
[sections]
full = ["method", "situation"]
[authority]
lines = ["By order of the Minister"]
"""


def folder_with(folder: Path, text: str, logo: str | bytes = LOGO) -> Path:
    copy_template(folder)
    (folder / "template.toml").write_text(text, encoding="utf-8")
    content = logo.encode() if isinstance(logo, str) else logo
    (folder / "logo.svg").write_bytes(content)
    return folder


@pytest.fixture
def ministry(tmp_path: Path) -> Template:
    return read_template(folder_with(tmp_path / "ministry", MINISTRY))


def briefing(template: Template, language: str = "en") -> Document:
    return compose(
        sample_material(), Request(PRODUCED, language=language, version="1", template=template)
    )


def complaints(folder: Path, text: str, logo: str | bytes = LOGO) -> list[str]:
    with pytest.raises(BriefingError) as raised:
        read_template(folder_with(folder, text, logo))
    return str(raised.value).splitlines()


def test_the_shipped_template_has_nothing_wrong_with_it() -> None:
    standard = standard_template()
    assert standard.warnings == ()
    assert standard.faces[0] == "Noto Sans"
    assert Request(PRODUCED).template == standard == sample_document().template
    assert len(standard.digest) == 64


def test_a_copy_is_the_shipped_template(tmp_path: Path) -> None:
    copy_template(tmp_path / "copy")
    assert read_template(tmp_path / "copy") == standard_template()
    with pytest.raises(BriefingError, match="already there"):
        copy_template(tmp_path / "copy")


def test_the_digest_changes_with_anything_in_the_folder(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "one", MINISTRY)
    digests = {read_template(folder).digest}
    (folder / "logo.svg").write_text(LOGO.replace("18", "17"))
    digests.add(read_template(folder).digest)
    shutil.copyfile(resource("fonts", "DejaVuSans.ttf"), folder / "fonts" / "Own.ttf")
    digests.add(read_template(folder).digest)
    (folder / "template.toml").write_text(MINISTRY + "# a word\n", encoding="utf-8")
    digests.add(read_template(folder).digest)
    assert len(digests) == 4


def test_every_error_names_its_place_and_its_remedy(tmp_path: Path) -> None:
    told = complaints(
        tmp_path / "wrong",
        """
        colors = 1
        [letterhead]
        heigt = 3
        left = "one line"
        [colours]
        accent = "blue"
        ink = "#aaaaaa"
        [fonts]
        text = 7
        [page]
        paper = "a5"
        side = 99
        [sections]
        full = ["situaton"]
        cabel = []
        """,
    )
    for part in (
        "template.toml, colors: there is no such part; did you mean “colours”?",
        "[letterhead] heigt: there is no such key; did you mean “height”?",
        "[letterhead] left: “one line” is no list of lines",
        "[colours] accent: “blue” is no colour; write # and six hexadecimal digits",
        "[colours] ink: text in #aaaaaa on white has a contrast of 2.3 to 1",
        "[page] paper: there is no “a5”; there are: a4, letter",
        "[page] side: 99 mm does not fit; write 12 to 40",
        "[sections] cabel: there is no such kind of briefing; did you mean “cable”?",
    ):
        assert any(part in line for line in told), (part, told)
    assert len(told) == 11
    assert told[-1].startswith("and ")


def test_a_template_file_that_cannot_be_read_says_where(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path / "a", "[page]\nside = = 3\n")
    assert told.startswith("template.toml, line 2, column 8: it cannot be read")
    with pytest.raises(BriefingError, match="there is no such folder"):
        read_template(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BriefingError, match=r"template\.toml: there is no such file"):
        read_template(tmp_path / "empty")
    (tmp_path / "a" / "template.toml").write_bytes(b"x = '\xff'")
    with pytest.raises(BriefingError, match="UTF-8"):
        read_template(tmp_path / "a")


@pytest.mark.parametrize(
    ("logo", "told"),
    [
        ("just text", "it is no PNG, JPEG or SVG picture"),
        (LOGO.replace("<circle", "<script/><circle"), "the drawing holds “script”"),
        (LOGO.replace("<circle", '<use href="file:///etc/passwd"/><circle'), "outside itself"),
        (LOGO.replace("#7a1f3d", "url(http://x/y)"), "outside itself"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + LOGO, "it is no PNG, JPEG or SVG picture"),
        (LOGO + " " * 600_000, "it is too large; at most 512 KB"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + struct.pack(">II", 90_000, 9), "90000 × 9 pixels"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + struct.pack(">II", 9, 9), "cannot be printed"),
        (b"\xff\xd8\xff\xe0\0\x04ab", "cut off or damaged"),
    ],
)
def test_a_logo_that_cannot_be_one_is_explained(
    tmp_path: Path, logo: str | bytes, told: str
) -> None:
    assert any(told in line for line in complaints(tmp_path / "logo", MINISTRY, logo))


def test_a_logo_needs_words_and_a_plain_name(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path / "a", '[letterhead]\nlogo = "logo.svg"')
    assert "logo_text: write in a few words what the logo shows" in told
    (told,) = complaints(tmp_path / "b", '[letterhead]\nlogo = "../logo.svg"\nlogo_text = "x"')
    assert "is no file name" in told
    (told,) = complaints(tmp_path / "c", '[letterhead]\nlogo = "other.png"\nlogo_text = "x"')
    assert told == "other.png: there is no such file in the template folder"


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.svg"
    outside.write_text(LOGO)
    folder = folder_with(tmp_path / "linked", MINISTRY)
    (folder / "logo.svg").unlink()
    (folder / "logo.svg").symlink_to(outside)
    (folder / "fonts" / "Own.ttf").symlink_to(resource("fonts", "DejaVuSans.ttf"))
    (folder / "fonts" / "more").symlink_to(resource("fonts"))
    with pytest.raises(BriefingError) as raised:
        read_template(folder)
    told = str(raised.value).splitlines()
    assert sum("leads out of the template folder" in line for line in told) == 2
    assert any("a folder among the fonts" in line for line in told)


def test_a_font_that_is_none_or_lacks_the_family_is_explained(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "fonts", '[fonts]\ntext = "Garamond"')
    (folder / "fonts" / "bad.ttf").write_text("no font")
    with pytest.raises(BriefingError) as raised:
        read_template(folder)
    first, second = str(raised.value).splitlines()
    assert first.startswith("fonts/bad.ttf: it is no font that can be read")
    assert "no font file here holds the family “Garamond”" in second
    assert "“Noto Sans”" in second


def test_colours_that_greyscale_confuses_and_fonts_without_bold_are_warned_of(
    tmp_path: Path,
) -> None:
    text = '[colours]\npoles = ["#7a1f3d", "#1a5e20"]\n[fonts]\ntext = "DejaVu Sans"'
    poles, bold = read_template(folder_with(tmp_path / "grey", text)).warnings
    assert "numbers 1 and 2" in poles
    assert "look alike in greyscale" in poles
    assert "has no bold face" in bold


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_contrast_and_grey_are_those_of_the_standards(colour: str) -> None:
    assert 1 <= contrast(colour, "#ffffff") <= 21
    assert contrast(colour, "#ffffff") == contrast("#ffffff", colour)
    # Qt's own grey is the same luma in whole numbers.
    levels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    assert grey(colour) == pytest.approx(
        (299 * levels[0] + 587 * levels[1] + 114 * levels[2]) / 255_000
    )


def test_published_contrasts() -> None:
    # WebAIM and the W3C's techniques G17/G18 name these.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_pdf_has_the_letterhead_the_paper_the_font_and_the_order(ministry: Template) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(briefing(ministry))))
    first = reader.pages[0]
    text = first.extract_text()
    for line in ("Ministry of the Lakes", "Planning Staff", "1 Lake Road"):
        assert line in text
        assert line not in reader.pages[1].extract_text()
    assert (round(float(first.mediabox.width)), round(float(first.mediabox.height))) == (612, 792)
    fonts = {f.get_object()["/BaseFont"] for f in first["/Resources"]["/Font"].values()}
    assert any("DejaVu" in font for font in fonts)
    whole = "\n".join(page.extract_text() for page in reader.pages)
    assert whole.index("\nMethod") < whole.index("Where the relationship stands")
    assert "What drives it" not in whole
    assert "By order of the Minister" in whole
    hebrew = pypdf.PdfReader(io.BytesIO(render_pdf(briefing(ministry, "he"))))
    assert "האגמים" in hebrew.pages[0].extract_text()


def test_pages_and_charts_have_the_accent_and_the_pole_colours(ministry: Template) -> None:
    page = QImage.fromData(render_pages(briefing(ministry), 60)[0])
    seen = {page.pixelColor(x, y).name() for x in range(page.width()) for y in range(page.height())}
    assert "#7a1f3d" in seen
    assert "#1f4e79" not in seen
    drawing = chart_files(briefing(ministry), ("svg",))[0].content.decode()
    assert drawing != chart_files(sample_document(), ("svg",))[0].content.decode()


def test_word_has_the_letterhead_on_its_first_page_and_the_look(ministry: Template) -> None:
    content = render(briefing(ministry), "docx")
    document = docx.Document(io.BytesIO(content))
    (section,) = document.sections
    assert section.different_first_page_header_footer
    table = section.first_page_header.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        "Ministry of the Lakes\nPlanning Staff",
        "",
        "1 Lake Road",
    ]
    assert "pic:pic" in table._tbl.xml
    assert 'descr="Star of Highland"' in table._tbl.xml
    assert section.first_page_header.paragraphs[0].text == "EXERCISE ONLY"
    assert "Page " in section.first_page_footer.paragraphs[0].text
    assert str(document.styles["Title"].font.color.rgb) == "7A1F3D"
    assert section.page_width.mm == pytest.approx(215.9, abs=0.1)
    assert "Georgia" in document.styles.element.xml
    plain = docx.Document(io.BytesIO(render(sample_document(), "docx"))).sections[0]
    assert not plain.different_first_page_header_footer


def test_the_web_page_and_markdown_have_letterhead_and_look(ministry: Template) -> None:
    page = render(briefing(ministry), "html").decode()
    assert "--accent: #7a1f3d;" in page
    assert '--family: "DejaVu Sans";' in page
    assert 'alt="Star of Highland"' in page
    assert 'src="data:image/svg+xml;base64,' in page
    assert "size: letter" in page
    assert "Ministry of the Lakes · Planning Staff" in render(briefing(ministry), "md").decode()


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_the_same_template_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    one = read_template(folder_with(tmp_path / "one", MINISTRY))
    other = read_template(folder_with(tmp_path / "other", MINISTRY))
    assert one == other
    assert render(briefing(one), form) == render(briefing(other), form)


def test_the_dossiers_own_lines_of_authority_come_first(ministry: Template) -> None:
    assert briefing(ministry).authority == ("By order of the Minister",)


def test_the_command_copies_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new"
    assert run(["template", "-o", str(folder)]) == 0
    assert {p.name for p in folder.rglob("*")} == {p.name for p in standard_folder().rglob("*")}
    assert run(["template", "--check", str(folder)]) == 0
    assert "nothing is wrong" in capsys.readouterr().out
    assert run(["template", "-o", str(folder)]) == 1
    assert "already there" in capsys.readouterr().err
    (folder / "template.toml").write_text("[page]\nside = 1")
    assert run(["template", "--check", str(folder)]) == 1
    assert "[page] side: 1 mm does not fit" in capsys.readouterr().err
