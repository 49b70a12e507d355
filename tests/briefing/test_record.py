from __future__ import annotations

import hashlib
import io
import json
import random
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from briefing_sample import PRODUCED, retitled, sample_dossier, sample_material
from briefing_words import HOSTILE
from html_words import Read

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.content.stated import dossier_digest
from equipoise.briefing.document import Document, Table, seal_line
from equipoise.briefing.material import Material
from equipoise.briefing.press.embedded import UnreadableBriefing, form_of, record_in
from equipoise.briefing.press.formats import FORMATS, render
from equipoise.briefing.produce import produce
from equipoise.briefing.record import LONGEST, NotARecord, record_of, record_text, seal_of
from equipoise.briefing.request import Request
from equipoise.briefing.sealing import record_for, sealed
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import BriefingIssued, Goal

BAD = (
    f"{HOSTILE} --> <pdf:Keywords>0000 0000 0000 0000 {{}}</pdf:Keywords> %PDF-1.7 <?xpacket end= "
    '"><meta name="equipoise-record" content="x"> <record xmlns="urn:equipoise:briefing-record">'
    "</record>\n<!-- equipoise-record x -->\x00\x07\x7f\ud800\u202e\u2028 -- --- 'q' \\u003c"
)


def hostile_dossier() -> Dossier:
    """Names that try to end whatever carries the record."""
    base = retitled(sample_dossier(), title=f"T {BAD}", subject=BAD, handling_mark="M -->")
    return replace(
        base,
        goals=tuple(replace(g, name=BAD[40 * i :]) for i, g in enumerate(base.goals)),
        recommendations=tuple(replace(r, name=BAD) for r in base.recommendations),
        scenarios=tuple(replace(s, name=f"--> {BAD}") for s in base.scenarios),
        poles=tuple(replace(p, name=f"]]> & {p.name} {BAD}") for p in base.poles),
    )


def _sealed(material: Material, request: Request | None = None) -> Document:
    wanted = request or Request(PRODUCED, version="9.8.7")
    return sealed(compose(material, wanted), material, wanted)


@cache
def _rendered(name: str, form: str) -> bytes:
    dossier = sample_dossier() if name == "sample" else hostile_dossier()
    return render(_sealed(sample_material(dossier)), form)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_every_format_carries_the_record_and_gives_it_back_whole(name: str, form: str) -> None:
    material = sample_material(sample_dossier() if name == "sample" else hostile_dossier())
    document = _sealed(material)
    content = _rendered(name, form)
    assert form_of(content) == form
    assert record_in(content) == (document.seal, document.record)
    assert render(document, form) == content
    record = record_of(document.record)
    assert record_text(record) == document.record
    assert record.stated.day == PRODUCED
    assert [w.percent for w in record.stated.figures.weights] == [60, 15]


def test_the_seal_is_the_beginning_of_the_digest_of_the_record() -> None:
    document = _sealed(sample_material())
    digits = hashlib.sha256(document.record.encode("ascii")).hexdigest()
    assert document.seal.replace(" ", "") == digits[:16]
    assert re.fullmatch(r"([0-9a-f]{4} ){3}[0-9a-f]{4}", document.seal)
    about = document.sections[-1]
    table = about.blocks[-1]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[-1].cells] == ["Seal", document.seal]
    assert seal_line(document) == ""


@pytest.mark.parametrize("form", ["docx", "html", "md", "pdf"])
def test_a_kind_without_an_end_matter_shows_the_seal_at_the_foot(form: str) -> None:
    document = _sealed(sample_material(), Request(PRODUCED, sections=("drivers",)))
    line = f"Seal {document.seal}"
    assert seal_line(document) == line
    content = render(document, form)
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            foot = package.read("word/footer1.xml").decode()
        assert line in re.sub("<[^>]*>", "", foot)
    elif form == "pdf":
        from pypdf import PdfReader

        text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
        assert line in " ".join(text.split())
    else:
        assert line in content.decode("utf-8")


def test_the_record_holds_no_sign_that_could_end_what_carries_it() -> None:
    record = _sealed(sample_material(hostile_dossier())).record
    assert record.isascii()
    assert record.isprintable()
    assert not re.search("[<>&']|--", record)
    names = [g.name for g in record_of(record).stated.figures.goals]
    assert names == [BAD[:60], BAD[40:100]]


def test_a_page_with_a_hostile_record_has_the_elements_of_any_other() -> None:
    found = Read(_rendered("hostile", "html").decode("utf-8"))
    names = [attributes.get("name") for attributes in found.of("meta")]
    assert names.count("equipoise-record") == 1
    text = _rendered("hostile", "md").decode("utf-8")
    assert text.count("<!--") == len(re.findall(r"\\<!--", text)) + 1


def test_a_long_record_leaves_names_out_to_fit_into_a_pdf() -> None:
    material = sample_material()
    goals = tuple(
        replace(material.dossier.goals[0], id=f"g{i}", name="יעד " * 40) for i in range(120)
    )
    document = _sealed(replace(material, dossier=material.dossier.with_table("goals", goals)))
    assert len(document.record) <= LONGEST
    assert record_in(render(document, "pdf"))[1] == document.record


def test_the_digest_of_a_dossier_is_of_all_that_it_says_and_nothing_else() -> None:
    dossier = sample_dossier()
    digest = dossier_digest(dossier)
    issued = BriefingIssued("b1", date(2026, 3, 3), "full", "en", "Mixed", "", "{}")
    assert dossier_digest(dossier.with_row("briefings_issued", issued)) == digest
    assert dossier_digest(retitled(dossier, author="A")) != digest
    assert dossier_digest(dossier.with_table("poles", reversed(dossier.poles))) != digest
    goal: Goal = replace(dossier.goals[0], threshold=50.1)
    assert dossier_digest(dossier.with_row("goals", goal)) != digest


def test_what_a_briefing_says_enters_its_record() -> None:
    material, request = sample_material(), Request(PRODUCED)
    document = compose(material, request)
    record = record_for(document, material, request)
    other = record_for(replace(document, occasion="Otherwise"), material, request)
    assert record.document != other.document
    assert replace(other, document=record.document) == record


def test_produced_briefings_are_sealed_and_say_what_they_were_compared_with() -> None:
    dossier = sample_dossier()
    request = Request(PRODUCED)
    first = produce(dossier, "mixed", request)
    row = BriefingIssued("b1", PRODUCED, "full", "en", "Mixed", first.seal, first.record)
    issued = dossier.with_row("briefings_issued", row)
    assert produce(issued, "mixed", request) == first
    weights = tuple(replace(w, percent=5.0) for w in issued.weights)
    second = produce(issued.with_table("weights", weights), "mixed", request)
    assert next(s.ident for s in second.sections) == "since"
    since = record_of(second.record).since
    assert since == record_of(first.record).stated


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"format": True},
        {"seed": "7"},
        {"seed": True},
        {"stated": None},
        {"stated": {"day": "2026-13-01"}},
        {"sections": "all"},
        {"compared": [1]},
        {"libraries": []},
    ],
)
def test_a_record_of_another_shape_is_refused(change: dict[str, object]) -> None:
    values = json.loads(_sealed(sample_material()).record)
    with pytest.raises(NotARecord):
        record_of(json.dumps({**values, **change}))


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "null", "[" * 100_000, '{"format":NaN}', '{"format":1e999}', "9" * 5000],
)
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(NotARecord):
        record_of(text)


@pytest.mark.parametrize("form", FORMATS)
def test_damaged_files_are_refused_or_read_but_never_crash(form: str) -> None:
    content = _rendered("sample", form)
    seal, text = record_in(content)
    chance = random.Random(7)
    for _ in range(60):
        broken = bytearray(content)
        for _ in range(chance.choice((1, 8, 200))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        del broken[chance.choice((len(broken), chance.randrange(len(broken)))) :]
        try:
            found = record_in(bytes(broken))
        except UnreadableBriefing:
            continue
        assert found == (seal, text) or seal_of(found[1]) != found[0]


def test_files_that_are_no_briefings_carry_no_record() -> None:
    for content in (b"", b"%PDF-1.7", b"<!doctype html>", b"# A text", b"\x00\xff" * 99):
        with pytest.raises(UnreadableBriefing, match="no record"):
            record_in(content)
    with pytest.raises(UnreadableBriefing, match="damaged"):
        record_in(b"PK\x03\x04" + b"\x00" * 40)


def test_two_records_in_a_file_are_refused() -> None:
    content = _rendered("sample", "md")
    other = content.replace(b'"draws":512', b'"draws":513').splitlines()[-1]
    with pytest.raises(UnreadableBriefing, match="more than one"):
        record_in(content + other)


def test_a_part_made_to_fill_memory_is_not_unpacked() -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("customXml/item1.xml", b" " * 50_000_000)
    with pytest.raises(UnreadableBriefing, match="larger"):
        record_in(package.getvalue())
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as parts:
        for number in range(2_001):
            parts.writestr(f"p{number}", b"")
    with pytest.raises(UnreadableBriefing, match="more parts"):
        record_in(many.getvalue())
