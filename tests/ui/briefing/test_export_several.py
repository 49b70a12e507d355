"""Several briefings at once: all files, one question, Cancel, and what came of it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from equipoise.briefing.errors import BriefingError
from equipoise.editing import briefing_set
from equipoise.ui import dialogs
from equipoise.ui.briefing import export_dialog

NAME = "Highland between the coast and the plain"


@pytest.fixture
def dialog(open_workspace, dossier, tmp_path: Path, monkeypatch):
    workspace = open_workspace(dossier)
    made = workspace.export_several(workspace)
    made.folder.setText(str(tmp_path / "out"))
    (tmp_path / "out").mkdir()
    asked: list[list[str]] = []

    def confirm(_parent, _title, _text, lines, _yes) -> bool:
        asked.append(list(lines))
        return True

    monkeypatch.setattr(dialogs, "confirm_list", confirm)
    made.asked = asked
    return made


def check(boxes, *keys: str) -> None:
    for key, box in boxes.items():
        box.setChecked(key in keys)


def finish(dialog, qtbot) -> None:
    qtbot.waitUntil(lambda: not dialog._search.active, timeout=60_000)


def files(tmp_path: Path) -> set[str]:
    out = tmp_path / "out"
    return {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}


def test_all_that_was_chosen_is_written(dialog, qtbot, tmp_path) -> None:
    check(dialog.kinds, "full")
    check(dialog.formats, "pdf", "docx", "html", "md")
    check(dialog.languages, "en", "he")
    check(dialog.charts, "png", "csv")
    dialog.start.click()
    finish(dialog, qtbot)
    found = files(tmp_path)
    for language in ("en", "he"):
        for form in ("pdf", "docx", "html", "md"):
            assert f"{NAME} – full – {language}.{form}" in found
        charts = [name for name in found if f"charts – {language}/" in name]
        assert {Path(name).suffix for name in charts} == {".png", ".csv"}
    assert dialog.state.text() == f"{len(found)} files written."
    assert dialog.report.toPlainText().count("Written – ") == len(found)
    assert dialog.progress.value() == dialog.progress.maximum()
    assert not dialog.asked


def test_files_that_are_there_are_asked_about_once(dialog, qtbot, tmp_path, monkeypatch) -> None:
    check(dialog.formats, "md", "html")
    dialog.start.click()
    finish(dialog, qtbot)
    before = files(tmp_path)
    dialog.start.click()
    finish(dialog, qtbot)
    assert [len(lines) for lines in dialog.asked] == [2]
    assert files(tmp_path) == before
    (path,) = (tmp_path / "out").glob("*.md")
    path.write_text("kept")
    monkeypatch.setattr(dialogs, "confirm_list", lambda *_: False)
    dialog.start.click()
    finish(dialog, qtbot)
    assert path.read_text() == "kept"
    assert dialog.state.text() == "Nothing was written."


def test_cancel_stops_after_the_file_at_hand(dialog, qtbot, tmp_path, monkeypatch) -> None:
    check(dialog.formats, "md", "html", "docx")
    begun, go_on = threading.Event(), threading.Event()
    render = briefing_set.render

    def slow(document, form) -> bytes:
        if form == "html":
            begun.set()
            assert go_on.wait(60)
        return render(document, form)

    monkeypatch.setattr(briefing_set, "render", slow)
    dialog.start.click()
    qtbot.waitUntil(begun.is_set, timeout=60_000)
    assert dialog.cancel.isEnabled()
    dialog.cancel.click()
    assert "Stopping" in dialog.state.text()
    go_on.set()
    finish(dialog, qtbot)
    assert files(tmp_path) == {f"{NAME} – full – en.docx"}
    assert dialog.state.text() == "1 file written, then cancelled."


def test_cancel_before_anything_is_written(dialog, qtbot, tmp_path, monkeypatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_) -> None:
        begun.set()
        assert go_on.wait(60)

    monkeypatch.setattr(export_dialog, "planned", slow)
    dialog.start.click()
    qtbot.waitUntil(begun.is_set, timeout=60_000)
    dialog.cancel.click()
    assert dialog.state.text() == "Cancelled. Nothing was written."
    assert dialog.start.isEnabled()
    go_on.set()
    dialog.stop()
    assert not files(tmp_path)


def test_one_file_that_fails_does_not_keep_others_back(
    dialog, qtbot, tmp_path, monkeypatch
) -> None:
    check(dialog.formats, "md", "html")
    render = briefing_set.render

    def fussy(document, form) -> bytes:
        if form == "html":
            raise BriefingError("<i>No</i> such letter")
        return render(document, form)

    monkeypatch.setattr(briefing_set, "render", fussy)
    dialog.start.click()
    finish(dialog, qtbot)
    assert files(tmp_path) == {f"{NAME} – full – en.md"}
    assert "1 could not be written" in dialog.state.text()
    assert "NOT written" in dialog.report.toPlainText()
    assert "<i>No</i> such letter" in dialog.report.toPlainText()


def test_the_dialogue_says_what_is_missing_and_keeps_protection(
    dialog, tmp_path, monkeypatch
) -> None:
    check(dialog.formats)
    assert not dialog.start.isEnabled()
    check(dialog.charts, "svg")
    assert dialog.start.isEnabled()
    dialog.folder.setText(str(tmp_path / "nowhere"))
    dialog.start.click()
    assert "no such folder" in dialog.state.text()
    dialog.folder.setText(str(tmp_path))
    asked = []
    monkeypatch.setattr(export_dialog, "may_leave", lambda _w, what: asked.append(what))
    dialog.start.click()
    assert asked == ["What is exported"]
    assert not dialog._search.active
    for label in dialog.findChildren(QLabel):
        assert label.text() == "" or "<" not in label.text()
