"""The command `verify-briefing`: what it finds when a briefing is made again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from equipoise.__main__ import main
from equipoise.briefing import sealing
from equipoise.briefing.press.embedded import record_in
from equipoise.briefing.press.formats import FORMATS, render
from equipoise.briefing.produce import produce
from equipoise.briefing.record import canonical, record_of, record_text, seal_of
from equipoise.briefing.request import Request
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import BriefingIssued
from equipoise.store.dossier_file import DossierFile
from equipoise.store.shipped import shipped_dossier

DAY = date(2026, 3, 4)


def _dossier() -> Dossier:
    dossier = shipped_dossier()
    return replace(dossier, settings=replace(dossier.settings, draws=64, horizon=36))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The briefing of a dossier in every format."""
    folder = tmp_path_factory.mktemp("made")
    for form in FORMATS:
        (folder / f"b.{form}").write_bytes(_briefing(_dossier(), form))
    return folder


def _briefing(dossier: Dossier, form: str, **options: Any) -> bytes:
    request = Request(DAY, **{"language": "ru", **options})
    others = tuple(scenario.id for scenario in dossier.scenarios[:2])
    return render(produce(dossier, dossier.scenarios[0].id, request, others), form)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "f")
    DossierFile.create(tmp_path / "f" / "a.equipoise", _dossier()).close()
    return tmp_path / "f"


Told = Callable[..., tuple[int, str]]


@pytest.fixture
def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """The exit code of the command, and what it prints."""

    def run(name: str, *options: str, dossier: str = "a.equipoise") -> tuple[int, str]:
        code = main(["verify-briefing", str(folder / dossier), str(folder / name), *options])
        out, err = capsys.readouterr()
        return code, out + err

    return run


def _edit(path: Path, change: Callable[[Dossier], Dossier], action: str = "Edit") -> None:
    with DossierFile.open(path) as file:
        file.save(file.dossier, change(file.dossier), action)


def _heavier(dossier: Dossier) -> Dossier:
    weights = tuple(replace(w, percent=w.percent / 2) for w in dossier.weights)
    return dossier.with_table("weights", weights)


@pytest.mark.parametrize("form", FORMATS)
def test_a_briefing_that_is_the_same_is_identical(form: str, told: Told) -> None:
    code, text = told(f"b.{form}")
    assert (code, text) == (0, "Identical: made again, the briefing has the same bytes.\n")
    code, text = told(f"b.{form}", "--json")
    found = json.loads(text)
    assert code == 0
    assert found["identical"]
    assert found["figures"] == []
    assert len(found["seal"]) == 19


@pytest.mark.parametrize("form", ["pdf", "html", "md"])
def test_a_file_altered_after_it_was_made_is_told(form: str, folder: Path, told: Told) -> None:
    path = folder / f"b.{form}"
    content = path.read_bytes()
    altered = {
        "pdf": content + b"\n",
        "html": content.replace("весьма".encode(), "никак не".encode(), 1),
        "md": content.replace("весьма".encode(), "никак не".encode(), 1),
    }[form]
    assert altered != content
    path.write_bytes(altered)
    code, text = told(path.name)
    assert code == 1
    assert text.startswith("The file was altered after it was made")


def test_a_dossier_that_has_changed_is_told_with_its_figures_and_the_edit(
    folder: Path, told: Told
) -> None:
    _edit(folder / "a.equipoise", _heavier, "Halve the weights")
    _edit(
        folder / "a.equipoise",
        lambda d: replace(d, settings=replace(d.settings, title="Other")),
        "Retitle",
    )
    code, text = told("b.pdf")
    lines = text.splitlines()
    assert code == 1
    assert lines[0] == "The dossier has changed since the briefing was made."
    assert "Weight of “Cultural Diplomacy”: 15 % → 7.5 %" in lines
    assert any(line.startswith("All goals hold: ") and " → " in line for line in lines)
    assert lines[-1].startswith("Identical as of then: the dossier was so until the edit ")
    assert "“Halve the weights”" in lines[-1]
    found = json.loads(told("b.md", "--json")[1])
    assert not found["identical"]
    assert "Halve the weights" in found["identical_as_of"]
    assert {"name": "Weight of “Cultural Diplomacy”", "then": "15 %", "now": "7.5 %"} in found[
        "figures"
    ]


def test_a_change_of_words_alone_moves_no_figure(folder: Path, told: Told) -> None:
    _edit(folder / "a.equipoise", lambda d: replace(d, settings=replace(d.settings, title="T")))
    code, text = told("b.md")
    assert code == 1
    assert "No key figure is another now." in text
    assert "Identical as of then" in text


def test_a_state_that_the_journal_does_not_know_is_told(folder: Path, told: Told) -> None:
    DossierFile.create(folder / "c.equipoise", _heavier(_dossier())).close()
    code, text = told("b.md", dossier="c.equipoise")
    assert code == 1
    assert text.splitlines()[-1] == (
        "Its journal leads back to no state that the briefing was made of."
    )


def test_an_altered_file_is_told_also_against_a_state_of_the_past(folder: Path, told: Told) -> None:
    _edit(folder / "a.equipoise", _heavier, "Halve the weights")
    path = folder / "b.pdf"
    path.write_bytes(path.read_bytes() + b"\n")
    code, text = told("b.pdf")
    assert code == 1
    assert "Held against that state:" in text
    assert "The file was altered after it was made" in text


def test_entering_a_briefing_as_issued_is_no_change(folder: Path, told: Told) -> None:
    seal, record = record_in((folder / "b.md").read_bytes())
    row = BriefingIssued("b1", DAY, "full", "ru", "Balanced", seal, record)
    _edit(folder / "a.equipoise", lambda d: d.with_row("briefings_issued", row), "Issue")
    assert told("b.md")[0] == 0


def test_a_briefing_that_says_what_has_changed_is_made_again_with_it(
    folder: Path, told: Told
) -> None:
    seal, record = record_in((folder / "b.md").read_bytes())
    row = BriefingIssued("b1", DAY, "full", "ru", "Balanced", seal, record)
    path = folder / "a.equipoise"
    _edit(path, lambda d: _heavier(d).with_row("briefings_issued", row), "Issue")
    with DossierFile.open(path, read_only=True) as file:
        second = _briefing(file.dossier, "md")
    assert record_of(record_in(second)[1]).since is not None
    (folder / "c.md").write_bytes(second)
    late = BriefingIssued("b2", DAY, "full", "ru", "Balanced", *record_in(second))
    _edit(path, lambda d: d.with_row("briefings_issued", late), "Issue")
    assert told("c.md")[0] == 0


def test_a_briefing_of_another_dossier_is_told(folder: Path, told: Told) -> None:
    assert main(["new", str(folder / "blank.equipoise")]) == 0
    code, text = told("b.pdf", dossier="blank.equipoise")
    assert code == 1
    assert text.startswith("The record does not belong to this dossier")


def test_another_version_of_the_program_is_told_and_not_held_against_the_file(
    folder: Path, told: Told
) -> None:
    (folder / "c.md").write_bytes(_briefing(_dossier(), "md", version="0.0.1"))
    code, text = told("c.md")
    assert code == 0
    assert text.splitlines()[1].startswith("It was made with version 0.0.1 of the program")


def test_other_libraries_are_told_in_the_place_of_an_accusation(
    folder: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = {**sealing.libraries(), "typst": "0.1"}
    with monkeypatch.context() as patch:
        patch.setattr(sealing, "libraries", lambda: then)
        content = _briefing(_dossier(), "md")
    (folder / "c.md").write_bytes(content)
    assert told("c.md")[0] == 0
    (folder / "c.md").write_bytes(content + b"x")
    code, text = told("c.md")
    assert code == 1
    assert "typst 0.1 → " in text
    assert "cannot be told" in text


def _with_record(content: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The briefing with a record changed by hand, and a seal that fits it."""
    seal, text = record_in(content)
    values = json.loads(text)
    change(values)
    forged = canonical(values)
    return content.replace(text.encode(), forged.encode()).replace(
        seal.encode(), seal_of(forged).encode()
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: r["stated"]["figures"].update(all_goals=0.99), "itself was altered: figures"),
        (lambda r: r.update(seed=5), "The record itself was altered: seed"),
        (lambda r: r.update(document="0" * 64), "its record is not the one that this program"),
        (lambda r: r.update(kind="sermon"), "The briefing cannot be made again"),
        (lambda r: r.update(language="fr"), "The briefing cannot be made again"),
        (lambda r: r["compared"].append("nowhere"), "The briefing cannot be made again"),
        (lambda r: r["stated"].update(scenario_id="nowhere"), "The briefing cannot be made again"),
        (lambda r: r.update(format=9), "a form that this program does not know"),
        (lambda r: r.pop("seed"), "lacks something"),
    ],
)  # fmt: skip
def test_a_forged_record_is_told(
    change: Callable[[dict[str, Any]], None], said: str, folder: Path, told: Told
) -> None:
    path = folder / "b.md"
    path.write_bytes(_with_record(path.read_bytes(), change))
    code, text = told("b.md")
    assert code == 1
    assert said in text
    assert "Traceback" not in text


def test_a_damaged_record_is_told(folder: Path, told: Told) -> None:
    path = folder / "b.md"
    path.write_bytes(path.read_bytes().replace(b'"draws":64', b'"draws":65'))
    assert told("b.md") == (1, "The record is damaged: its seal is not that of its text.\n")


def test_what_is_no_briefing_is_told_in_one_line(folder: Path, told: Told) -> None:
    (folder / "n").write_bytes(b"%PDF-1.7\n")
    assert told("n") == (1, "No record of a briefing was found in the file.\n")
    (folder / "z.docx").write_bytes(b"PK\x03\x04garbage")
    assert told("z.docx") == (
        1, "The file is damaged: its archive cannot be read.\n"
    )  # fmt: skip
    code, text = told("missing.pdf")
    assert code == 1
    assert "cannot be read: No such file or directory" in text
    assert len(text.splitlines()) == 1


def test_the_record_names_all_options(folder: Path) -> None:
    record = record_of(record_in((folder / "b.docx").read_bytes())[1])
    assert (record.kind, record.language, record.draws, record.stated.day) == (
        "full", "ru", 64, DAY
    )  # fmt: skip
    assert len(record.compared) == 2
    assert record_text(record) == record_in((folder / "b.docx").read_bytes())[1]
