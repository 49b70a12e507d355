"""The logo of a letterhead: which pictures may be one, and how it looks where only pixels count."""

from __future__ import annotations

import struct
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from equipoise.briefing.handing import handed
from equipoise.briefing.template import Logo, LogoFormat

LARGEST_LOGO = 512 * 1024
_MOST_PIXELS = 4096
_PIXELS_PER_INCH = 300.0
_FORBIDDEN = frozenset({"script", "foreignObject", "image", "style", "iframe", "audio", "video"})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def logo_format(content: bytes) -> LogoFormat:
    """What kind of picture it is. Raises ValueError, in plain words, for what may not be a logo."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        if len(content) < 24:
            raise ValueError("the picture is cut off; save it anew")
        _bound(*struct.unpack(">II", content[16:24]))
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        _bound(*_jpeg_size(content))
        return "jpg"
    _check_drawing(content)
    return "svg"


def logo_pixels(logo: Logo, height: float) -> bytes:
    """The logo as PNG or JPEG, drawn for a height in millimetres where it is a drawing."""
    if logo.form != "svg":
        return logo.content
    import typst

    drawn: bytes | list[bytes] = typst.compile(
        b"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        b"#let logo = json(bytes(sys.inputs.handed)).logo\n"
        b"#image(bytes(logo.content), height: logo.height * 1mm)",
        ignore_system_fonts=True,
        format="png",
        ppi=_PIXELS_PER_INCH,
        sys_inputs=handed(logo=logo_values(logo, height)),
    )
    return drawn if isinstance(drawn, bytes) else drawn[0]


def logo_values(logo: Logo | None, height: float) -> dict[str, Any] | None:
    """The logo as typst can be handed it: the numbers of its bytes, its height, what it shows."""
    if logo is None:
        return None
    return {"content": list(logo.content), "height": height, "text": logo.text}


def _bound(width: int, height: int) -> None:
    if not (0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS):
        raise ValueError(
            f"the picture has {width} × {height} pixels; make it at most {_MOST_PIXELS} × "
            f"{_MOST_PIXELS}"
        )


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height from the first frame header (ITU-T T.81, annex B)."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise ValueError("the picture is cut off or damaged; save it anew")


def _check_drawing(content: bytes) -> None:
    """An SVG drawing that reaches for nothing outside itself and runs nothing."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ValueError("it is no PNG, JPEG or SVG picture; save it as one of these") from error
    if _local(root.tag) != "svg":
        raise ValueError("it is no PNG, JPEG or SVG picture; save it as one of these")
    for element in root.iter():
        name = _local(element.tag)
        if name in _FORBIDDEN:
            raise ValueError(
                f"the drawing holds “{name}”, which a logo may not; save it as a plain SVG of "
                "outlines, or as PNG"
            )
        for key, value in element.attrib.items():
            reaches = _local(key) == "href" and not value.startswith("#")
            fetches = "url(" in value.replace(" ", "") and "url(#" not in value.replace(" ", "")
            if reaches or fetches or _local(key).lower().startswith("on"):
                raise ValueError(
                    "the drawing reaches for something outside itself; save it as a plain SVG of "
                    "outlines, or as PNG"
                )


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
