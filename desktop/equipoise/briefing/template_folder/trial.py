"""Trying a template's logo and fonts on one archival page, as the press itself would."""

from __future__ import annotations

import re

from equipoise.briefing.handing import handed
from equipoise.briefing.template import Template
from equipoise.briefing.template_folder.fonts import families, fonts_of, readable_files
from equipoise.briefing.template_folder.logo import logo_values

_PAGE = b"""#set document(title: "Trial")
#let handed = json(bytes(sys.inputs.handed))
#set text(font: handed.family, lang: "en")
#for weight in ("regular", "bold") { for style in ("normal", "italic") {
  par(text(weight: weight, style: style, "Abc 123"))
} }
#let logo = handed.logo
#if logo != none { image(bytes(logo.content), height: logo.height * 1mm, alt: logo.text) }
"""
_LICENCE = re.compile("licen[cs]e|embed", re.IGNORECASE)


def trial(template: Template) -> list[tuple[str, str]]:
    """What is wrong with the fonts and the logo: where, and what, in plain words."""
    readable = readable_files(template)
    no_font = "it is no font that can be read; put a .ttf or .otf file in its place, or remove it"
    found = [
        (f"fonts/{path.name}", no_font) for path in template.font_files if path not in readable
    ]
    if template.family not in families(template):
        known = ", ".join(f"“{family}”" for family in families(template))
        lacking = (
            f"no font file here holds the family “{template.family}”; put its files into fonts/, "
            f"or write one of: {known}"
        )
        found.append(("template.toml, [fonts] text", lacking))
    return found or _typeset(template)


def _typeset(template: Template) -> list[tuple[str, str]]:
    import typst

    try:
        typst.compile(
            _PAGE,
            font_paths=fonts_of(template),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            sys_inputs=handed(
                family=template.family,
                logo=logo_values(template.letterhead.logo, template.letterhead.height),
            ),
        )
    except typst.TypstError as error:
        if "image" in error.message.lower() or "svg" in error.message.lower():
            return [
                (
                    "template.toml, [letterhead] logo",
                    f"the picture cannot be printed ({error.message}); save it anew as PNG",
                )
            ]
        reason = "it may not be embedded" if _LICENCE.search(error.message) else error.message
        return [
            (
                "template.toml, [fonts] text",
                f"“{template.family}” cannot be printed ({reason}); choose another font",
            )
        ]
    return []
