"""The briefing as one web page that needs nothing else: no script, no link, no outside file.

Written by string building with the standard library's escaping: three kinds of block need no
template library.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from html import escape

from equipoise.briefing.content.chart_data import charts_of, measure_of
from equipoise.briefing.document import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    KeyJudgment,
    Paragraph,
    Point,
    Row,
    Section,
    Sentence,
    Table,
    resolved_codes,
    seal_line,
)
from equipoise.briefing.language.plain_text import (
    Direction,
    base_of,
    beside,
    direction,
    printable_parts,
)
from equipoise.briefing.press.chart_pictures import alternative, drawings
from equipoise.briefing.press.embedded import as_meta
from equipoise.briefing.press.footnotes import Footnotes
from equipoise.briefing.template import Template
from equipoise.files import resource

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = "page.css"
_PICTURES = {"png": "png", "jpg": "jpeg", "svg": "svg+xml"}
_PAPERS = {"a4": "A4", "letter": "letter"}
_ROOT = re.compile(rb"<svg ([^>]*)>")
_SIZE = re.compile(rb' (?:width|height)="[^"]*"')


def render_html(document: Document) -> bytes:
    """The briefing as a web page in UTF-8. The same document gives the same bytes.

    Raises BriefingError where a chart cannot be drawn.
    """
    return _Page(printable_parts(document)).content().encode("utf-8")


class _Page:
    """One page in the making: knows its language, and the drawings of its charts."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self.base = base_of(document)
        self.notes = Footnotes()
        self.resolved = resolved_codes(document)
        charts = charts_of(document)
        self.drawn = zip(
            charts, drawings(charts, self.language, template=document.template), strict=True
        )

    def content(self) -> str:
        document = self.document
        style = resource("briefing", _STYLE).read_text(encoding="utf-8")
        mark = self.text(document.handling_mark)
        kind = f"{document.words.briefing} · {document.subject}" if document.subject else ""
        lines = [
            "<!DOCTYPE html>",
            f'<html lang="{escape(self.language)}" dir="{self.base}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(document.title)}</title>",
            as_meta(document),
            f"<style>\n{_look(document.template)}{style}</style>",
            "</head>",
            "<body>",
            f'<div class="mark">{mark}</div>' if mark else "",
            "<main>",
            *self.letterhead(),
            "<header>",
            self.paragraph(kind or document.words.briefing, "kind"),
            f"<h1{self.way(document.title)}>{self.text(document.title)}</h1>",
            self.paragraph(document.occasion, "occasion"),
            "</header>",
            *self.head(),
            *self.bottom_line(),
            *self.judgments(),
            *(self.block(block) for block in document.opening),
            self.paragraph(document.shortened, "key") if document.shortened else "",
            *(self.section(section) for section in document.sections),
            *(self.paragraph(line, "authority") for line in document.authority),
            *self.footnotes(),
            "<footer>",
            self.paragraph(f"{document.title} · {document.program}"),
            self.paragraph(sealed) if (sealed := seal_line(document)) else "",
            "</footer>",
            "</main>",
            f'<div class="mark">{mark}</div>' if mark else "",
            "</body>",
            "</html>",
        ]
        return "\n".join(line for line in lines if line) + "\n"

    def way(self, text: str, around: Direction | None = None) -> str:
        """The attribute that turns a text which runs otherwise than what is around it."""
        found = direction(text, self.base)
        return "" if found == (around or self.base) else f' dir="{found}"'

    def text(self, text: str) -> str:
        return escape(text).replace("\n", "<br>")

    def paragraph(self, text: str, kind: str = "") -> str:
        of_kind = f' class="{kind}"' if kind else ""
        return f"<p{of_kind}{self.way(text)}>{self.text(text)}</p>"

    def letterhead(self) -> list[str]:
        """Lines, a logo, lines."""
        lines, logo = self.document.letterhead, self.document.template.letterhead.logo
        if logo is None and not (lines.left or lines.right):
            return []
        picture = ""
        if logo is not None:
            content = b64encode(logo.content).decode("ascii")
            kind = _PICTURES[logo.form]
            height = self.document.template.letterhead.height
            picture = (
                f'<img alt="{escape(logo.text)}" style="height:{height:g}mm" '
                f'src="data:image/{kind};base64,{content}">'
            )
        left, right = (
            "".join(self.paragraph(line) for line in side) for side in (lines.left, lines.right)
        )
        return [f'<div class="letterhead"><div>{left}</div>{picture}<div>{right}</div></div>']

    def head(self) -> list[str]:
        """The head of a cable."""
        lines = [
            f"<div><dt>{self.text(line.label)}</dt><dd{self.way(line.value)}>"
            f"{self.text(line.value)}</dd></div>"
            for line in self.document.head
        ]
        return ['<dl class="head">', *lines, "</dl>"] if lines else []

    def bottom_line(self) -> list[str]:
        said = self.document.bottom_line
        if not said:
            return []
        heading = f"<h2>{escape(self.document.words.bottom_line)}</h2>"
        lines = (self.said_alone(sentence) for sentence in said)
        return ['<section class="bottom-line">', heading, *lines, "</section>"]

    def judgments(self) -> list[str]:
        found = [self.judgment(judgment) for judgment in self.document.key_judgments]
        return ['<dl class="judgments">', *found, "</dl>"] if found else []

    def footnotes(self) -> list[str]:
        if not self.notes.texts:
            return []
        items = (
            f'<li id="note-{number}"{self.way(text)}>{self.text(text)}</li>'
            for number, text in enumerate(self.notes.texts, 1)
        )
        heading = f"<h2>{escape(self.document.words.notes)}</h2>"
        return ['<section class="notes">', heading, "<ol>", *items, "</ol>", "</section>"]

    def references(self, part: Sentence | Row) -> str:
        """The numbers of the notes, and the codes, which lead to where they are explained."""
        notes = "".join(
            f'<sup class="note"><a href="#note-{number}">{number}</a></sup>'
            for number in self.notes.numbers(part)
        )
        codes = "".join(
            f'<a class="code" href="#code-{escape(code)}">{escape(code)}</a>'
            if code in self.resolved
            else f'<span class="code">{escape(code)}</span>'
            for code in part.codes
        )
        return f"{notes} {codes}" if codes else notes

    def said(self, sentence: Sentence) -> str:
        return f"{self.text(sentence.text)}{self.references(sentence)}"

    def said_together(self, sentences: Sequence[Sentence], way: Direction) -> str:
        """Sentences one after the other in a paragraph that runs `way`."""
        return " ".join(
            f"{self.text(beside(sentence.text, way))}{self.references(sentence)}"
            for sentence in sentences
        )

    def said_alone(self, sentence: Sentence, before: str = "") -> str:
        marks = f"{before}{self.portion(sentence.mark)}"
        return f"<p{self.way(sentence.text)}>{marks}{self.said(sentence)}</p>"

    def judgment(self, judgment: KeyJudgment) -> str:
        mark = self.portion(judgment.mark)
        lines = "".join(
            self.said_alone(sentence, "" if place else mark)
            for place, sentence in enumerate(judgment.said)
        )
        heading = judgment.heading
        return f"<div><dt{self.way(heading)}>{self.text(heading)}</dt><dd>{lines}</dd></div>"

    def section(self, section: Section) -> str:
        heading = f"<h2{self.way(section.heading)}>{self.text(section.heading)}</h2>"
        blocks = "\n".join(self.block(block) for block in section.blocks)
        return f"<section>\n{heading}\n{blocks}\n</section>"

    def block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            lead = f"<strong><bdi>{self.text(block.lead)}</bdi>.</strong> " if block.lead else ""
            number = f"<strong>{escape(block.number)}</strong> " if block.number else ""
            said = self.said_together(block.said, direction(block.text, self.base))
            return f"<p{self.way(block.text)}>{number}{self.portion(block.mark)}{lead}{said}</p>"
        if isinstance(block, Point):
            return self.point(block)
        return self.table(block) if isinstance(block, Table) else self.chart(block)

    def portion(self, mark: str) -> str:
        return f'<strong class="portion">{self.text(mark)}</strong> ' if mark else ""

    def point(self, point: Point) -> str:
        """A point, with what to say if asked about it."""
        asked = escape(self.document.words.asked)
        answers = "".join(
            f'<p class="answer"{self.way(answer.question)}><strong>{asked}</strong> '
            f"<em>{self.text(answer.question)}</em> "
            f"{self.said_together(answer.said, direction(answer.question, self.base))}</p>"
            for answer in point.answers
        )
        said = self.said_alone(point.said, self.portion(point.mark))
        return f'<div class="point">{said}{answers}</div>'

    def chart(self, chart: Chart) -> str:
        drawn, svg = next(self.drawn)
        if drawn is not chart:
            raise AssertionError("charts are drawn in the order of print")
        measure = escape(measure_of(chart))
        title = (
            f"<h3{self.way(chart.title)}>{self.text(chart.title)} <small>({measure})</small></h3>"
        )
        key = self.paragraph(chart.key, "key") if chart.key else ""
        return f"<figure>\n<figcaption>{title}</figcaption>\n{_spoken(svg, chart)}\n{key}</figure>"

    def table(self, table: Table) -> str:
        way = direction(" ".join(column.heading for column in table.columns), self.base)
        narrow = ' class="narrow"' if table.narrow else ""
        note = f"<p{self.way(table.note)}>{self.text(table.note)}</p>" if table.note else ""
        total = sum(column.width for column in table.columns)
        widths = "".join(f'<col style="width:{c.width / total:.2%}">' for c in table.columns)
        heads = "".join(
            f'<th scope="col"{_number(column)}{self.way(column.heading, way)}>'
            f"{self.text(column.heading)}</th>"
            for column in table.columns
        )
        rows = "\n".join(self.row(row, table, way) for row in table.rows)
        after = "".join(f"\n{self.said_alone(sentence)}" for sentence in table.after)
        return (
            f'<table{narrow} dir="{way}">\n'
            f"<caption><h3{self.way(table.title)}>{self.text(table.title)}</h3>{note}</caption>\n"
            f"<colgroup>{widths}</colgroup>\n"
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>{after}"
        )

    def row(self, row: Row, table: Table, way: Direction) -> str:
        kind = "total" if row.total else "opens" if row.opens else "goes-on"
        before = self.portion(row.mark)
        after = self.references(Row((), notes=row.notes) if table.resolves else row)
        if table.resolves:
            before += "".join(f'<a id="code-{escape(code)}"></a>' for code in row.codes)
        cells = "".join(
            self.cell(cell, column, way, first=True, before=before, after=after)
            if place == 0
            else self.cell(cell, column, way)
            for place, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True))
        )
        return f'<tr class="{kind}">{cells}</tr>'

    def cell(
        self,
        cell: Cell,
        column: Column,
        way: Direction,
        *,
        first: bool = False,
        before: str = "",
        after: str = "",
    ) -> str:
        name, scope = ("th", ' scope="row"') if first and cell.text else ("td", "")
        own: Direction = "ltr" if column.numeric else direction(cell.text, way)
        turned = "" if own == way else f' dir="{own}"'
        detail = (
            f"<small{self.way(cell.detail, own)}>{self.text(cell.detail)}</small>"
            if cell.detail
            else ""
        )
        shown = f"{before}{self.text(cell.text)}{after}{detail}"
        return f"<{name}{scope}{_number(column)}{turned}>{shown}</{name}>"


def _look(template: Template) -> str:
    """The colours, the font and the paper of a template, for the style sheet."""
    colours = template.colours
    named = {
        "ink": colours.ink,
        "muted": colours.muted,
        "line": colours.line,
        "ground": colours.ground,
        "accent": colours.accent,
        "family": f'"{template.family}"',
    }
    variables = " ".join(f"--{name}: {value};" for name, value in named.items())
    page = f"size: {_PAPERS[template.page.paper]}; margin: 12mm {template.page.side:g}mm"
    return f":root {{ {variables} }}\n@page {{ {page}; }}\n"


def _number(column: Column) -> str:
    return ' class="number"' if column.numeric else ""


def _spoken(svg: bytes, chart: Chart) -> str:
    """The drawing with its title and its description in words, as wide as the page allows."""

    def root(found: re.Match[bytes]) -> bytes:
        return b'<svg role="img" ' + _SIZE.sub(b"", b" " + found[1]).strip() + b">" + words

    words = (
        f"<title>{escape(chart.title)}</title><desc>{escape(alternative(chart))}</desc>".encode()
    )
    return _ROOT.sub(root, svg, count=1).decode("utf-8").strip()
