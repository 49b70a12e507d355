"""Makes the README's pictures: the window in light, in the rooms and workspaces shown there.

Run by `make pictures`; not a test.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from equipoise.__main__ import main
from equipoise.editing import edits
from equipoise.person import Person, remember_person
from equipoise.ui.main_window import MainWindow
from equipoise.ui.places import BRIEFING

PICTURES = Path(__file__).parents[1] / "resources" / "pictures"
ASPECTS = 1
COMPARE = 5
JOURNAL = 7


Keep = Callable[[], None]
"""Keeps what the window shows, and ends the program."""


def window_kept(name: str, prepare: Callable[[MainWindow, Keep], None]) -> None:
    """Start the real program, let `prepare` set the window up and call `keep` when it is ready."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)

    def begin() -> None:
        (window,) = (
            w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()
        )
        if not window.furnished:
            QTimer.singleShot(10, begin)
            return
        window.resize(1280, 720)
        window.strip.hide()

        def keep() -> None:
            window.grab().save(str(PICTURES / f"{name}.png"))
            application.quit()

        prepare(window, keep)

    QTimer.singleShot(0, begin)
    if main([]) != 0:
        raise SystemExit("the window did not open")


def aspects(window: MainWindow, keep: Keep) -> None:
    """The room of aspects beside its exact projection."""
    window.show_room(ASPECTS)
    window.projector.settled.connect(lambda *_: QTimer.singleShot(0, keep))


def compare(window: MainWindow, keep: Keep) -> None:
    """The Compare workspace with four scenarios, exactly projected."""
    window.show_room(COMPARE)
    workspace = window.room(COMPARE)
    workspace.chooser.choose(["as-today", "balanced", "moscow-first", "west-first"])
    workspace.comparer.busy.connect(lambda busy: None if busy else QTimer.singleShot(300, keep))


def journal(window: MainWindow, keep: Keep) -> None:
    """The Journal after some edits, one of them with its reason."""
    session = window.session
    session.attempt(
        "Edit conclusion", lambda d: edits.set_setting(d, "conclusion", "Keep both doors open.")
    )
    session.attempt("Set seed", lambda d: edits.set_setting(d, "seed", 7))
    session.undo_stack.undo()
    source = session.dossier.sources[0].id
    session.attempt(
        "Grade source", lambda d: edits.set_field(d, "sources", source, "reliability", "B")
    )
    assert session.history is not None
    session.history.annotate(
        session.history.edits(1)[0].id, "The embassy confirmed it from a second source."
    )
    window.show_room(JOURNAL)
    QTimer.singleShot(1500, keep)


def briefing(window: MainWindow, keep: Keep) -> None:
    """The Briefing workspace with the origin of a figure."""
    workspace = window.room(BRIEFING)
    goal = "G1"

    def explain() -> None:
        workspace.explain(goal)
        workspace.pages.choose("code", goal)
        QTimer.singleShot(300, keep)

    window.show_room(BRIEFING)
    workspace.briefer.busy.connect(lambda busy: None if busy else QTimer.singleShot(0, explain))


def kinds() -> None:
    """The first pages of three kinds of briefing side by side, each in another language."""
    from datetime import date

    from equipoise.briefing.material import gather
    from equipoise.briefing.press.pdf import render_pages
    from equipoise.briefing.produce import written
    from equipoise.briefing.request import Request
    from equipoise.store.shipped import shipped_dossier

    dossier = shipped_dossier()
    beside = tuple(scenario.id for scenario in dossier.scenarios)
    material = gather(dossier, "balanced", beside)
    pages = []
    for kind, language in (("one-page", "en"), ("talking-points", "he"), ("cable", "ru")):
        request = Request(date.today(), kind=kind, language=language)
        pages.append(QImage.fromData(render_pages(written(material, request, beside), 62)[0]))
    gap = 12
    width = sum(page.width() for page in pages) + gap * (len(pages) + 1)
    sheet = QImage(width, pages[0].height() + 2 * gap, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#c3cbd4"))
    painter = QPainter(sheet)
    left = gap
    for page in pages:
        painter.drawImage(left, gap, page)
        left += page.width() + gap
    painter.end()
    sheet.save(str(PICTURES / "kinds.png"))


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = home
        remember_person(Person("A. Berg", "Middle East desk"))
        window_kept("window", aspects)
        window_kept("compare", compare)
        window_kept("journal", journal)
        window_kept("briefing", briefing)
        kinds()
    print(f"written: {PICTURES}")
