"""The pages appear, follow the dossier and the choices, and lead to where figures come from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTabBar,
)

from equipoise.briefing.document import texts
from equipoise.briefing.errors import BriefingError
from equipoise.editing import briefer, edits
from equipoise.editing.briefer import Maker
from equipoise.editing.briefing_edits import set_sections
from equipoise.editing.then import Then
from equipoise.ui.actions import MENUS
from equipoise.ui.briefing import pages_view
from equipoise.ui.theme import DARK

HOSTILE = "<b>A</b> & <img src='file:///etc/hostname'>"


def said(workspace) -> str:
    return "\n".join(texts(workspace.answer.document))


def checked(listed, ident, *, on) -> None:
    for row in range(listed.count()):
        item = listed.item(row)
        if item.data(Qt.ItemDataRole.UserRole) == ident:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def printed(workspace) -> list[str]:
    return [section.ident for section in workspace.answer.document.sections]


# -- following -----------------------------------------------------------------------------------


def test_the_pages_appear_and_follow_an_edit(open_workspace, wait, dossier) -> None:
    workspace = open_workspace(dossier)
    assert workspace.pages.isVisible()
    assert workspace.pages.page_count() == len(workspace.answer.pages) > 1
    assert workspace.bar.page.text() == f"Page 1 of {workspace.pages.page_count()}"
    workspace.session.attempt("Title", lambda d: edits.set_setting(d, "title", HOSTILE))
    wait(workspace)
    assert workspace.answer.document.title == HOSTILE
    assert workspace.bar.state.text() == ""


def test_nothing_is_computed_while_hidden(make_workspace, qtbot, dossier, monkeypatch) -> None:
    workspace = make_workspace(dossier)
    asked = []
    monkeypatch.setattr(workspace.briefer, "ask", lambda *question: asked.append(question))
    workspace.session.attempt("Title", lambda d: edits.set_setting(d, "title", "Other"))
    workspace.choices.choose(language="ru")
    assert not workspace._timer.isActive()
    assert not asked
    with qtbot.waitExposed(workspace):
        workspace.show()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[-1][0].dossier is workspace.session.dossier
    assert asked[-1][0].request.language == "ru"


def test_while_a_drag_lasts_nothing_is_asked(
    open_workspace, wait, qtbot, dossier, monkeypatch
) -> None:
    workspace = open_workspace(dossier)
    asked = []
    ask = workspace.briefer.ask
    monkeypatch.setattr(workspace.briefer, "ask", lambda *question: asked.append(ask(*question)))
    session = workspace.session
    scenario = session.scenario_id
    weight = session.dossier.weights_of(scenario)
    first = next(iter(weight))
    gesture = session.begin_gesture()
    for percent in (10.0, 20.0, 30.0):
        session.attempt(
            "Weigh", lambda d, p=percent: edits.set_weights(d, scenario, {first: p}), gesture
        )
    workspace._timer.start(0)
    qtbot.waitUntil(lambda: not workspace._timer.isActive())
    assert not asked
    session.end_gesture("Weigh")
    wait(workspace)
    assert workspace.answer.wish.dossier.weights_of(scenario)[first] == 30.0


def test_the_latest_wish_wins(open_workspace, wait, dossier) -> None:
    workspace = open_workspace(dossier)
    for number in range(6):
        title = f"Title {number}"
        workspace.session.attempt("Title", lambda d, t=title: edits.set_setting(d, "title", t))
        workspace._ask()
    wait(workspace)
    assert workspace.answer.document.title == "Title 5"


def test_only_what_figures_depend_on_is_computed_again(open_workspace, wait, dossier) -> None:
    workspace = open_workspace(dossier)
    projection = workspace.answer.material.projection
    workspace.choices.choose(language="ru")
    wait(workspace)
    assert workspace.answer.material.projection is projection
    workspace.session.attempt("Mark", lambda d: edits.add_row(d, "marks"))
    wait(workspace)
    assert workspace.answer.material.projection is projection
    workspace.session.attempt("Seed", lambda d: edits.set_setting(d, "seed", 99))
    wait(workspace)
    assert workspace.answer.material.projection is not projection


def test_scenarios_set_beside_are_projected_once(open_workspace, wait, dossier) -> None:
    other = replace(dossier.scenarios[0], id="other", name="The other")
    workspace = open_workspace(dossier.with_row("scenarios", other))
    projection = workspace.answer.material.projection
    checked(workspace.choices.beside, "other", on=True)
    wait(workspace)
    material = workspace.answer.material
    assert material.projection is projection
    assert set(material.compared) == {dossier.scenarios[0].id, "other"}
    assert "options" in printed(workspace)
    beside = material.compared["other"]
    workspace.choices.choose(language="he")
    wait(workspace)
    assert workspace.answer.material.compared["other"] is beside
    workspace.session.show_scenario("other")
    wait(workspace)
    assert workspace.choices.compared() == ()
    assert workspace.choices.scenario.currentText() == "The other"


def test_what_cannot_be_shown_is_said_in_plain_words(
    open_workspace, wait, qtbot, dossier, monkeypatch
) -> None:
    workspace = open_workspace(dossier)

    def refuse(*_) -> None:
        raise BriefingError(HOSTILE)

    with monkeypatch.context() as patch:
        patch.setattr(briefer, "render_pages", refuse)
        workspace.session.attempt("Title", lambda d: edits.set_setting(d, "title", "Other"))
        qtbot.waitUntil(lambda: workspace.message.text() == HOSTILE, timeout=60_000)
    assert workspace.message.isVisible()
    assert workspace.message.textFormat() == Qt.TextFormat.PlainText
    workspace.session.undo_stack.undo()
    wait(workspace)
    assert workspace.pages.isVisible()
    workspace.session.attempt("Empty", lambda d: type(d)())
    qtbot.waitUntil(lambda: "No pole yet" in workspace.message.text(), timeout=60_000)


# -- choices -------------------------------------------------------------------------------------


def test_language_and_kind_change_the_pages(open_workspace, wait, dossier) -> None:
    workspace = open_workspace(dossier)
    workspace.choices.choose(language="he")
    wait(workspace)
    assert workspace.answer.document.direction == "rtl"
    for row in range(workspace.choices.kind.count()):
        workspace.choices.kind.setCurrentIndex(row)
        wait(workspace)
        assert workspace.answer.document.kind == workspace.choices.kind.itemData(row)


def test_sections_are_left_out_and_moved(open_workspace, wait, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    listed = workspace.choices.sections
    before = printed(workspace)
    assert [ident for ident, _ in listed.choices()] == before
    checked(listed, before[1], on=False)
    wait(workspace)
    assert printed(workspace) == [before[0], *before[2:]]
    assert [ident for ident, _ in listed.choices()] == before
    listed.setCurrentRow(0)
    qtbot.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    wait(workspace)
    assert printed(workspace) == [before[2], before[0], *before[3:]]
    workspace.choices.own.click()
    wait(workspace)
    assert printed(workspace) == before


def test_a_section_never_decided_about_follows_the_one_before_it(
    open_workspace, wait, dossier
) -> None:
    workspace = open_workspace(dossier)
    idents = printed(workspace)
    choice = [(idents[2], True), (idents[0], False)]
    workspace.session.attempt("Arrange", lambda d: set_sections(d, "full", choice))
    wait(workspace)
    expected = [idents[2], *idents[3:], idents[0], idents[1]]
    assert [ident for ident, _ in workspace.choices.sections.choices()] == expected
    assert printed(workspace) == [ident for ident in expected if ident != idents[0]]


def test_sections_stay_as_they_are_in_a_dossier_of_the_past(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier, Then())
    listed = workspace.choices.sections
    before = listed.choices()
    listed.setCurrentRow(0)
    listed.move_current(1)
    assert listed.choices() == before
    assert not listed.item(0).flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not workspace.texts.take.isEnabled()


# -- looking -------------------------------------------------------------------------------------


def test_zoom_keeps_the_place_and_asks_for_sharper_pages(open_workspace, wait, dossier) -> None:
    workspace = open_workspace(dossier)
    pages = workspace.pages
    pages.verticalScrollBar().setValue(pages.verticalScrollBar().maximum() // 2)
    place = pages._looked_at()[0]
    pages.set_zoom(2.0)
    wait(workspace)
    assert workspace.answer.pixels_per_inch == 2 * pages.logicalDpiX()
    assert pages._looked_at()[0] == place
    assert workspace.bar.zoom.currentText() == "200 %"
    wheel = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pages.viewport(), wheel)
    assert pages.zoom == pytest.approx(2 / 1.2)
    pages.set_zoom(pages_view.FIT)
    wait(workspace)
    assert pages.horizontalScrollBar().maximum() == 0


def test_pages_keep_their_place_when_they_are_made_anew(open_workspace, wait, dossier) -> None:
    workspace = open_workspace(dossier)
    bar = workspace.pages.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    before = bar.value()
    workspace.session.attempt("Seed", lambda d: edits.set_setting(d, "seed", 12))
    wait(workspace)
    assert abs(bar.value() - before) <= 1


def test_greyscale_is_only_looked_at(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    pixmap = workspace.pages._pictures.pixmap(0, grey=False).toImage()
    colours = {
        pixmap.pixelColor(x, y).saturation() > 0 for x in range(0, 300, 3) for y in range(200)
    }
    assert True in colours
    workspace.choices.grey.click()
    grey = workspace.pages._pictures.pixmap(0, grey=workspace.pages._grey).toImage()
    assert not any(grey.pixelColor(x, y).saturation() for x in range(0, 300, 3) for y in range(200))


def test_paper_stays_white_in_the_dark(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    workspace.set_theme(DARK)
    shot = workspace.pages.viewport().grab().toImage()
    assert shot.pixelColor(shot.width() // 2, 30).name() == "#ffffff"
    assert shot.pixelColor(3, 100).name() == DARK.alternate


def spot_position(workspace, kind, name) -> QPoint:
    spot = next(s for s in workspace.answer.spots if (s.kind, s.name) == (kind, name))
    pages = workspace.pages
    pages.choose(kind, name)
    corner = pages._area(spot.page - 1).topLeft()
    at = corner + QPointF(spot.x + 2, spot.y + (2 if kind == "code" else -2)) * pages._scale_laid
    return at.toPoint()


def test_a_click_on_a_code_shows_where_its_figure_comes_from(
    open_workspace, qtbot, dossier
) -> None:
    workspace = open_workspace(dossier)
    at = spot_position(workspace, "code", "G1")
    qtbot.mouseClick(workspace.pages.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert workspace.tabs.currentWidget() is workspace.origin
    assert workspace.origin.code() == "G1"
    assert dossier.goals[0].name in workspace.origin.text.toPlainText()
    codes = workspace.origin.codes
    codes.setCurrentRow(0)
    assert workspace.pages._chosen == ("code", workspace.origin.code())


def test_what_a_figure_rests_on_leads_to_its_room(open_workspace, qtbot, dossier) -> None:
    @dataclass
    class Known:
        what: str = HOSTILE
        figures: tuple[str, ...] = ("62 %",)
        rows: tuple[tuple[str, str], ...] = (
            ("goals", dossier.goals[0].id),
            ("settings", "settings"),
        )
        sources: tuple[str, ...] = ("A report",)
        how: str = "Counted."

    workspace = open_workspace(dossier)
    pane = workspace.origin
    workspace.tabs.setCurrentWidget(pane)
    pane.show_document(workspace.answer.document, dossier, lambda _code: Known())
    pane.choose("G1")
    assert pane.text.toPlainText() == f"{HOSTILE}\n\n62 %\n\nCounted.\n\nA report"
    assert not pane.go.isEnabled()
    pane.rows.setCurrentRow(0)
    assert pane.rows.currentItem().text() == f"{dossier.goals[0].name}  (goal or red line)"
    with qtbot.waitSignal(workspace.go_to) as went:
        qtbot.mouseClick(pane.go, Qt.MouseButton.LeftButton)
    assert went.args == ["goals", dossier.goals[0].id]
    assert dossier.settings.title in pane.rows.item(1).text()


def test_two_clicks_on_a_sentence_lead_to_its_editor(open_workspace, qtbot, dossier) -> None:
    workspace = open_workspace(dossier)
    at = spot_position(workspace, "place", "success")
    qtbot.mouseDClick(workspace.pages.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert workspace.tabs.currentWidget() is workspace.texts
    assert workspace.texts.place() == "success"
    assert workspace.texts.editor.toPlainText() == workspace.answer.document.bottom_line[0].text


def test_every_label_shows_plain_text(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    for label in workspace.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()


def test_every_alt_key_has_one_meaning(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    of_menus = {QKeySequence.mnemonic(title).toString() for title in MENUS}
    shown = [
        part.text()
        for kind in (QLabel, QAbstractButton)
        for part in workspace.findChildren(kind)
        if workspace.choices.isAncestorOf(part) or workspace.bar.isAncestorOf(part)
    ]
    for pane in (workspace.texts, workspace.origin):
        words = [part.text() for part in pane.findChildren(QLabel) + pane.findChildren(QPushButton)]
        words += [box.text() for box in pane.findChildren(QCheckBox)]
        words += [workspace.tabs.tabText(place) for place in range(workspace.tabs.count())]
        keys = [QKeySequence.mnemonic(text).toString() for text in shown + words]
        keys = [key for key in keys if key]
        assert len(keys) == len(set(keys)), sorted(keys)
        assert not of_menus & set(keys)


def test_what_is_pressed_has_a_name_and_help(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    for place in range(workspace.tabs.count()):  # A pane is filled when it is first shown.
        workspace.tabs.setCurrentIndex(place)
    for kind in (QAbstractButton, QComboBox, QListWidget):
        for part in workspace.findChildren(kind):
            if isinstance(part.parent(), QLineEdit):
                continue  # Qt's own button that empties a line
            if part.parent() is not None and not part.objectName().startswith("qt_"):
                named = part.accessibleName() or getattr(part, "text", str)()
                assert named, part
                if not isinstance(part.parent(), QTabBar):
                    assert part.toolTip(), named


def test_a_maker_starts_from_what_is_known(open_workspace, dossier) -> None:
    workspace = open_workspace(dossier)
    wish = workspace.wish()
    document, _ = workspace.maker().document(wish)
    assert document == workspace.answer.document
    assert workspace.maker().material(wish).projection is workspace.answer.material.projection
    assert Maker().document(wish)[0] == document
