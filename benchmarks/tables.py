"""Tables of 100,000 rows against the same rows behind a QSortFilterProxyModel.

Both sides are timed until the view has painted: what a user waits for. The proxy stands over a
QAbstractTableModel in Python that holds the texts and sorting keys ready made, so that it looks
nothing up in a dossier. It does not sort by itself (`setDynamicSortFilter(False)`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from big_dossier import big_dossier, many_sources
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QApplication, QTableView
from table import Figure, milliseconds, ratio

from equipoise.editing.session import Session
from equipoise.store.journal import Edit
from equipoise.ui.journal.edit_index import WHAT, WHEN, Criteria, EditIndex
from equipoise.ui.journal.journal_model import JournalModel
from equipoise.ui.journal.journal_view import JournalView
from equipoise.ui.rooms.sources_room import SourcesRoom
from equipoise.ui.style import apply_theme, load_fonts
from equipoise.ui.theme import LIGHT

ROWS = 100_000
ROUNDS = 2
KEY = Qt.ItemDataRole.UserRole
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class Ready(QAbstractTableModel):
    """Rows of ready texts, with a sorting key beside each."""

    def __init__(self, texts: Sequence[Sequence[str]], keys: Sequence[Sequence[Any]]) -> None:
        super().__init__()
        self._texts, self._keys = texts, keys

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts[0])

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        return self._keys[index.row()][index.column()] if role == KEY else None


class Proxied:
    """A view over a proxy over ready rows."""

    def __init__(self, texts: Sequence[Sequence[str]], keys: Sequence[Sequence[Any]]) -> None:
        self.source = Ready(texts, keys)
        self.proxy = QSortFilterProxyModel()
        self.proxy.setDynamicSortFilter(False)
        self.proxy.setSortRole(KEY)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.proxy.setSourceModel(self.source)
        self.view = QTableView()
        self.view.setModel(self.proxy)
        self.view.verticalHeader().setDefaultSectionSize(30)
        self.view.resize(700, 400)
        self.view.show()

    def sort(self, column: int, order: Qt.SortOrder) -> None:
        self.proxy.sort(column, order)

    def filter(self, text: str) -> None:
        self.proxy.setFilterFixedString(text)

    def filter_off(self, column: int) -> None:
        """Show all rows again; those that come back stand unsorted until they are sorted."""
        self.proxy.setFilterFixedString("")
        if column >= 0:
            self.proxy.sort(column)

    def shown(self) -> list[int]:
        """The rows shown, by their places in the source."""
        at, to = self.proxy.index, self.proxy.mapToSource
        return [to(at(row, 0)).row() for row in range(self.proxy.rowCount())]


@dataclass
class Own:
    """A table of ours, and what the benchmark does to it."""

    view: QTableView
    sort: Callable[[int, Qt.SortOrder], None]
    filter: Callable[[str], None]
    forget: Callable[[], None]
    shown: Callable[[], list[int]]


class Paints(QObject):
    """Counts the paint events of a view."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.count = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def painted(view: QTableView, action: Callable[[], object]) -> float:
    """Processor seconds to do it and to paint the view."""
    QApplication.processEvents()
    paints = Paints(view)
    begun = time.thread_time()
    action()
    while not paints.count:
        QApplication.processEvents()
    spent = time.thread_time() - begun
    view.viewport().removeEventFilter(paints)
    paints.deleteLater()
    return spent


def compared(
    name: str, own: Own, peer: Proxied, columns: Sequence[int], word: str
) -> Iterator[Figure]:
    """Sorting by each column, up and down, and a filter; behind a comparison of the rows shown."""
    for order in (UP, DOWN):
        first, theirs = [], []
        for column in columns:
            own.sort(-1, UP)
            peer.sort(-1, UP)  # rows that are alike would keep the order of the sort before
            own.forget()
            first.append(painted(own.view, lambda: own.sort(column, order)))  # noqa: B023
            theirs.append(painted(peer.view, lambda: peer.sort(column, order)))  # noqa: B023
            assert own.shown() == peer.shown(), f"{name}: column {column} is sorted otherwise"
        words = "a first click on a heading" if order == UP else "sorted downwards"
        yield _figure(f"{name}: {words}", first, theirs)
    for where, column in (("its own order", -1), ("a sorted order", columns[0])):
        own.sort(column, UP)
        peer.sort(-1, UP)
        peer.sort(column, UP)
        on: tuple[list[float], list[float]] = ([], [])
        off: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            on[0].append(painted(own.view, lambda: own.filter(word)))
            on[1].append(painted(peer.view, lambda: peer.filter(word)))
            left = own.shown()
            assert left == peer.shown(), f"{name}: other rows hold “{word}”"
            assert 0 < len(left) < ROWS
            off[0].append(painted(own.view, lambda: own.filter("")))
            off[1].append(painted(peer.view, lambda: peer.filter_off(column)))  # noqa: B023
            left = own.shown()
            assert left == peer.shown(), f"{name}: the filter leaves something behind"
            assert len(left) == ROWS
        yield _figure(f"{name}: a filter typed in {where}", *on)
        yield _figure(f"{name}: the filter cleared in {where}", *off)


def _figure(what: str, ours: list[float], theirs: list[float]) -> Figure:
    return Figure(
        f"{what}, of {ROWS:,} rows",
        "QSortFilterProxyModel over a model in Python",
        f"1 : {ratio(theirs, ours):.0f}",
        f"{milliseconds(ours)} against {milliseconds(theirs)}",
    )


def sources() -> Iterator[Figure]:
    """The table of sources, as its room shows it, and one edit in it."""
    small = big_dossier(poles=2, aspects=4, recommendations=6, drivers=8, sources=0)
    dossier = many_sources(small, ROWS)
    session = Session(dossier, None)
    room = SourcesRoom(session)
    room.resize(700, 500)
    room.show()
    table, model = room.table, room.table.model
    places = {source.id: place for place, source in enumerate(dossier.sources)}
    own = Own(
        table.view,
        table.view.sortByColumn,
        table.filter_box.setText,
        lambda: table.refresh(None),
        lambda: [places[row_id] for row_id in model.row_ids],
    )
    columns = model.columns
    texts = list(zip(*(access.texts(dossier, dossier.sources) for access in columns), strict=True))
    keys = list(
        zip(*(access.sort_keys(dossier, dossier.sources) for access in columns), strict=True)
    )
    whole = [c for c in range(len(columns)) if all(row[c] is not None for row in keys)]
    peer = Proxied(texts, keys)
    yield from compared("sources", own, peer, whole[:2], "energy")
    room.close()
    peer.view.close()


def journal() -> Iterator[Figure]:
    """The list of edits, without the headings of days that stand in its order of time."""
    edits = _edits()
    model = JournalModel()
    index = EditIndex(edits)
    view = JournalView(model)
    view.resize(700, 400)
    view.show()
    view.sortByColumn(WHAT, UP)
    model.set_edits(index)
    own = Own(
        view,
        view.sortByColumn,
        lambda text: model.set_criteria(Criteria(text=text)),
        lambda: model.set_edits(EditIndex(edits)),
        lambda: [
            index.places[edit.id]
            for edit in map(model.edit_at, range(model.rowCount()))
            if edit is not None
        ],
    )
    texts = [
        [f"{e.when:%Y-%m-%d %H:%M}", e.signature, e.action, "", index.kind_words(place), e.note]
        for place, e in enumerate(edits)
    ]
    keys = [
        [e.when.isoformat(), *(t.casefold() for t in text[1:])]
        for e, text in zip(edits, texts, strict=True)
    ]
    peer = Proxied(texts, keys)
    yield from compared("journal", own, peer, (WHEN, WHAT), "77")
    view.close()
    peer.view.close()


def _edits() -> list[Edit]:
    random = Random(1)
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    people = ("Ada", "Boris", "Chen")
    return [
        Edit(
            id=f"edit-{number:06}",
            when=begun - timedelta(minutes=7 * number),
            person=random.choice(people),
            desk="Desk",
            action=f"Change Half-life of driver {random.randrange(10_000)}",
        )
        for number in range(ROWS)
    ]


def figures() -> Iterator[Figure]:
    """Both tables."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    apply_theme(application, LIGHT)
    yield from sources()
    yield from journal()
