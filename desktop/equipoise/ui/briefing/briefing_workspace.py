"""The Briefing workspace: choices at the left, the pages in the middle, texts at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from equipoise.briefing.composing.wording import contradictions
from equipoise.briefing.content.goals import yardstick_of
from equipoise.briefing.content.lineage import origin
from equipoise.briefing.document import sentences
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.request import Request
from equipoise.dossier.difference import Difference
from equipoise.dossier.rows import BriefingText
from equipoise.editing import briefing_edits, edits
from equipoise.editing.briefer import Briefed, Briefer, Maker, SectionChoice, Wish
from equipoise.editing.session import Session
from equipoise.ui.briefing.choices_pane import ChoicesPane
from equipoise.ui.briefing.export_dialog import ExportDialog
from equipoise.ui.briefing.issued_pane import IssuedPane
from equipoise.ui.briefing.names_pane import NamesPane
from equipoise.ui.briefing.origin_pane import OriginPane
from equipoise.ui.briefing.page_bar import PageBar
from equipoise.ui.briefing.pages_view import PagesView
from equipoise.ui.briefing.reservations_pane import ReservationsPane
from equipoise.ui.briefing.texts_pane import TextsPane
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.theme import Theme

_SHARES = (208, 660, 300)
_PAUSE_MS = 250
"""How long edits must rest before the pages follow."""

_MOST_WARNINGS = 3
_PREPARING = "Preparing the pages …"
_FOLLOWING = "Bringing the pages up to date …"


class BriefingWorkspace(QWidget):
    """The briefing as it will print, live; hidden, it only remembers that something changed.

    `go_to` asks the window to show a row (table, identifier); `command_wanted` carries the key of a
    command of the menu; `saved` is the workspaces' common signal and never emitted here; `failed`
    carries an exception that is a bug. `shown` tells that pages have come.
    """

    go_to = Signal(str, str)
    command_wanted = Signal(str)
    saved = Signal(str)
    failed = Signal(object)
    shown = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._stale = True
        self.answer: Briefed | None = None
        self._export: ExportDialog | None = None
        self.setAccessibleName("Briefing")
        self.briefer = Briefer(self)
        self.choices = ChoicesPane()
        self.pages = PagesView()
        self.bar = PageBar(self.pages)
        self.texts = TextsPane()
        self.origin = OriginPane()
        self.reservations = ReservationsPane(session)
        self.names = NamesPane(session)
        self.issued = IssuedPane(session)
        self.tabs = QTabWidget()
        self.warnings = plain_label("")
        self.message = plain_label(_PREPARING)
        self._stack = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._take_over()

    def _lay_out(self) -> None:
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setMargin(40)
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.pages)
        self.tabs.setDocumentMode(True)
        self.tabs.setStyleSheet("QTabBar::tab { padding: 4px 5px; }")  # five in a narrow pane
        self.tabs.setAccessibleName("About the pages")
        for widget, text, tip in (
            (self.texts, "Te&xts", "The sentences, and your own wording of them"),
            (self.origin, "Or&igin", "Where each figure comes from"),
            (self.reservations, "Dissent", "Reservations against judgments, by name"),
            (self.names, "Names", "How names are written in other languages"),
            (self.issued, "Issued", "The briefings issued so far, with their seals"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(widget, text), tip)
        across = QSplitter(Qt.Orientation.Horizontal)
        for place, part in enumerate((self.choices, self._stack, self.tabs)):
            across.addWidget(part)
            across.setStretchFactor(place, 1 if place == 1 else 0)
        across.setSizes(list(_SHARES))
        across.setChildrenCollapsible(False)
        for place in (1, 2):
            plain_tooltip(across.handle(place), "Drag to share the width.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.warnings)
        column.addWidget(across, 1)
        self.warnings.setWordWrap(True)
        self.warnings.setMargin(6)
        self.warnings.setObjectName("warning")
        self.warnings.hide()

    def _connect(self) -> None:
        self.session.changed.connect(self._hear)
        self.session.scenario_changed.connect(self._follow)
        self.session.gesture_ended.connect(self._follow)
        self._timer.timeout.connect(self._ask)
        self.briefer.briefed.connect(self._show)
        self.briefer.nothing.connect(self._say)
        self.briefer.busy.connect(self._tell_busy)
        self.briefer.failed.connect(self.failed)
        self.choices.changed.connect(self._choose)
        self.choices.scenario_chosen.connect(self.session.show_scenario)
        self.choices.arranged.connect(self._arrange)
        self.choices.as_it_comes.connect(self._as_it_comes)
        self.choices.marked.connect(self._mark)
        self.choices.grey_changed.connect(self.pages.set_grey)
        self.pages.sharpness_changed.connect(self._follow)
        self.pages.code_chosen.connect(self.explain)
        self.pages.place_chosen.connect(self.edit)
        self.origin.chosen.connect(lambda code: self.pages.choose("code", code))
        self.origin.go_to.connect(self.go_to)
        self.texts.chosen.connect(lambda place: self.pages.choose("place", place))
        self.texts.worded.connect(self._reword)
        self.texts.as_computed.connect(self._as_computed)
        self.texts.left.connect(self.pages.setFocus)
        self.bar.command_wanted.connect(self.command_wanted)
        for pane in (self.reservations, self.names, self.issued):
            pane.go_to.connect(self.go_to)

    # -- the protocol of workspaces ----------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in the colours of a theme."""
        self.pages.set_theme(theme)
        for pane in (self.reservations, self.names, self.issued):
            pane.set_theme(theme)

    def commit(self) -> None:
        """Take over what is typed but not yet taken over."""
        for pane in (self.reservations, self.names, self.issued):
            pane.commit()

    def stop(self) -> None:
        """End the background thread."""
        self._timer.stop()
        self.briefer.stop()
        if self._export is not None:
            self._export.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up when seen."""
        if self._stale:
            self._take_over()
            self._timer.start(0)
        super().showEvent(event)

    # -- what is wished ----------------------------------------------------------------------

    def wish(self) -> Wish:
        """The briefing as chosen here, of the dossier as it stands now."""
        session, choices = self.session, self.choices
        request = Request(
            date.today(),
            kind=choices.kind_key(),
            language=choices.language_key(),
            portion_marks=session.dossier.settings.portion_marks,
            template=choices.template.template,
        )
        return Wish(session.dossier, session.scenario_id, request, choices.compared())

    def maker(self) -> Maker:
        """Makes what is wished for from what has been computed already, if that still holds."""
        return Maker(self.answer)

    def export_several(self, window: QWidget) -> ExportDialog:
        """The dialogue that writes several briefings at once, open before a window."""
        if self._export is None:
            self._export = ExportDialog(window)
            self._export.failed.connect(self.failed)
        self._export.show_for(self.wish(), self.maker())
        return self._export

    def _arrange(self, choice: Sequence[SectionChoice]) -> None:
        """Keep which sections are printed, and in what order."""
        kind = self.choices.kind_key()
        self.session.attempt(
            "Arrange the sections of a briefing",
            lambda dossier: briefing_edits.arrange_sections(dossier, kind, choice),
        )

    def _as_it_comes(self) -> None:
        kind = self.choices.kind_key()
        self.session.attempt(
            "Sections of a briefing as they come",
            lambda dossier: briefing_edits.forget_sections(dossier, kind),
        )

    def _mark(self, marked: bool) -> None:
        self.session.attempt(
            "Portion marks", lambda dossier: edits.set_setting(dossier, "portion_marks", marked)
        )

    def _reword(self, place: str, text: str, computed: str) -> None:
        language = self._language_shown()
        self.session.attempt(
            "Reword a sentence of the briefing",
            lambda d: briefing_edits.set_briefing_text(d, language, place, text, computed),
        )

    def _as_computed(self, place: str) -> None:
        language = self._language_shown()
        self.session.attempt(
            "Back to the computed wording",
            lambda dossier: briefing_edits.forget_briefing_text(dossier, language, place),
        )

    def _language_shown(self) -> str:
        """The language of the sentences shown, which another choice may be about to change."""
        return self.choices.language_key() if self.answer is None else self.answer.document.language

    def _choose(self) -> None:
        self._follow(at_once=True)

    def _hear(self, _difference: Difference) -> None:
        self._follow()

    def _follow(self, *, at_once: bool = False) -> None:
        """Let the pages follow, once edits rest; hidden, remember to."""
        if self.session.in_gesture:
            return  # The pages follow when it ends.
        self._stale = True
        if self.isVisible():
            self._take_over()
            self._timer.start(0 if at_once else _PAUSE_MS)

    def _take_over(self) -> None:
        """Take what is chosen among from the dossier as it stands now."""
        session = self.session
        self.choices.show_dossier(session.dossier, session.scenario_id)
        self.choices.set_read_only(session.read_only)
        self.texts.set_read_only(session.read_only)
        self.texts.set_rewordings(self._rewordings())

    def _ask(self) -> None:
        if self.isVisible() and not self.session.in_gesture:
            self._stale = False
            self.briefer.ask(self.wish(), self.pages.pixels_per_inch())

    # -- what is shown -----------------------------------------------------------------------

    def _tell_busy(self, busy: bool) -> None:
        text = _PREPARING if self.answer is None else _FOLLOWING
        self.bar.say(text if busy else "")
        if busy and self.answer is None:
            self.message.setText(_PREPARING)

    def _say(self, text: str) -> None:
        """Say in place of the pages why there are none."""
        self.answer = None
        self._warn(())
        self.message.setText(text)
        self._stack.setCurrentWidget(self.message)

    def _show(self, answer: Briefed) -> None:
        """Show the pages; a newer wish is on its way if something has changed since."""
        self.answer = answer
        document = answer.document
        self._warn(answer.warnings)
        self.pages.show_pages(
            answer.pages, answer.pixels_per_inch, answer.spots, rtl=document.direction == "rtl"
        )
        self._stack.setCurrentWidget(self.pages)
        if answer.wish.request.kind == self.choices.kind_key():
            self.choices.sections.show_sections(answer.sections)
        yardstick = yardstick_of(answer.material.dossier)
        speech = Speech(document.language)
        self.texts.show_sentences(
            tuple(sentences(document)),
            self._rewordings(),
            lambda text, computed: contradictions(text, computed, yardstick, speech),
        )
        self.origin.show_document(
            document, answer.material.dossier, lambda code: origin(answer.material, code, speech)
        )
        self.shown.emit(answer)

    def _warn(self, warnings: Sequence[str]) -> None:
        """Say above the pages what whoever makes the briefing should know."""
        shown = warnings[:_MOST_WARNINGS]
        more = len(warnings) - len(shown)
        lines = [f"⚠ {text[:1].upper()}{text[1:]}" for text in shown]
        self.warnings.setText("\n".join([*lines, *([f"and {more} more"] if more else [])]))
        self.warnings.setAccessibleName(self.warnings.text())
        self.warnings.setVisible(bool(lines))

    def _rewordings(self) -> dict[str, BriefingText]:
        """The user's words in the language of the sentences shown."""
        language = self._language_shown()
        rows = self.session.dossier.briefing_texts
        return {row.place: row for row in rows if row.language == language}

    def explain(self, code: str) -> None:
        """Show where the figure of a code comes from."""
        self.tabs.setCurrentWidget(self.origin)
        self.origin.choose(code)

    def edit(self, place: str) -> None:
        """Open the editor for a sentence of the page."""
        self.tabs.setCurrentWidget(self.texts)
        if self.texts.choose(place):
            self.texts.edit()
