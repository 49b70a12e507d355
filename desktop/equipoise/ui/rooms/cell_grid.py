"""Aspects by poles: one judgment a cell, seen at a glance and edited in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Judged
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.number_text import judgment_text
from equipoise.editing.session import Session
from equipoise.ui.judgment.judgment_field import scale_for
from equipoise.ui.judgment.judgment_popup import JudgmentPopup
from equipoise.ui.plain import one_line, tooltip_text
from equipoise.ui.rooms.cell_painting import (
    paint_focus,
    paint_ground,
    paint_judgment,
    text_colour,
    without_focus,
)

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LINE = 30


@dataclass(frozen=True, slots=True)
class CellContent:
    """What a grid shows in each cell, by the cell's identifier, and how it is edited.

    `heading` is a word above the judgment. `write` takes the cell, the judgment (None: none) and
    the gesture; without it the grid can only be looked at.
    """

    spec: Judged
    read: Callable[[Dossier, str], Judgment | None]
    heading: Callable[[Dossier, str], str] | None = None
    write: Callable[[str, Judgment | None, int | None], object] | None = None
    title: Callable[[Dossier, str], str] | None = None


def _shape(dossier: Dossier) -> tuple[list[str], list[str]]:
    return [aspect.id for aspect in dossier.aspects], [pole.id for pole in dossier.poles]


class CellGridModel(QAbstractTableModel):
    """Aspects as rows, poles as columns."""

    def __init__(self, session: Session, content: CellContent, parent: QObject) -> None:
        super().__init__(parent)
        self.content = content
        self._session = session
        self.dossier = Dossier()
        self.scale = (0.0, 1.0)

    def refresh(self) -> None:
        """Show the session's dossier as it stands."""
        before, now = self.dossier, self._session.dossier
        same_shape = _shape(before) == _shape(now)
        if not same_shape:
            self.beginResetModel()
        self.dossier = now
        read = self.content.read
        found = [read(now, f"{a.id}/{p.id}") for a in now.aspects for p in now.poles]
        self.scale = scale_for(self.content.spec, [j for j in found if j is not None])
        if not same_shape:
            self.endResetModel()
        elif found:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def cell_id(self, index: Index) -> str:
        """The cell at an index."""
        aspect = self.dossier.aspects[index.row()]
        return f"{aspect.id}/{self.dossier.poles[index.column()].id}"

    def judgment(self, index: Index) -> Judgment | None:
        """The judgment at an index."""
        return self.content.read(self.dossier, self.cell_id(index))

    def heading(self, index: Index) -> str:
        """The word above the judgment; "" if there is none."""
        heading = self.content.heading
        return "" if heading is None else heading(self.dossier, self.cell_id(index))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of aspects."""
        return 0 if parent.isValid() else len(self.dossier.aspects)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Number of poles."""
        return 0 if parent.isValid() else len(self.dossier.poles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object | None:
        """Names of aspects and poles."""
        across = orientation == Qt.Orientation.Horizontal
        rows = self.dossier.poles if across else self.dossier.aspects
        if not 0 <= section < len(rows):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(rows[section].name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(rows[section].name)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object | None:
        """The judgment in words, with its heading."""
        judgment = self.judgment(index)
        said = "none" if judgment is None else judgment_text(judgment)
        heading = self.heading(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{heading} {said}".strip() if judgment is not None else heading
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            name = self.dossier.name_of("cells", self.cell_id(index))
            lines = [name, heading, f"{self.content.spec.label}: {said}"]
            text = "\n".join(line for line in lines if line)
            return tooltip_text(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, model: CellGridModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        focus = without_focus(full)
        paint_ground(painter, full)
        rect = QRect(full.rect)
        heading = self._model.heading(index)
        if self._model.content.heading is not None:
            top = rect.adjusted(6, 4, -6, 0)
            top.setHeight(full.fontMetrics.height() + 2)
            painter.save()
            font = painter.font()
            font.setBold(bool(heading))
            painter.setFont(font)
            painter.setPen(text_colour(full, muted=not heading))
            said = one_line(heading) or "no posture term"
            shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, top.width())
            painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, shown)
            painter.restore()
            rect.setTop(top.bottom())
        paint_judgment(
            painter,
            full,
            rect,
            spec=self._model.content.spec,
            judgment=self._model.judgment(index),
            scale=self._model.scale,
        )
        if focus:
            paint_focus(painter, full)


class CellGrid(QTableView):
    """A grid of judgments. Enter, F2 or a double click edits a cell, Del takes it away.

    A grid that can only be looked at emits `chosen` with the cell instead.
    """

    chosen = Signal(str)

    def __init__(
        self, session: Session, content: CellContent, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.cells = CellGridModel(session, content, self)
        self.setModel(self.cells)
        self.setItemDelegate(_CellDelegate(self.cells, self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(150)
        across.setHighlightSections(False)
        down.setHighlightSections(False)
        down.setMaximumWidth(180)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        height = _LINE + (20 if content.heading is not None else 0)
        down.setMinimumSectionSize(height)
        down.setDefaultSectionSize(height)
        self.doubleClicked.connect(self.open_cell)

    def refresh(self) -> None:
        """Show the session's dossier as it stands."""
        self.cells.refresh()
        if not self.currentIndex().isValid() and self.cells.rowCount() and self.cells.columnCount():
            self.setCurrentIndex(self.cells.index(0, 0))

    def index_of(self, cell_id: str) -> QModelIndex:
        """The index of a cell; invalid if it is not in the grid."""
        aspect_id, pole_id = cell_id.split("/")
        dossier = self.cells.dossier
        aspects = [aspect.id for aspect in dossier.aspects]
        poles = [pole.id for pole in dossier.poles]
        if aspect_id not in aspects or pole_id not in poles:
            return QModelIndex()
        return self.cells.index(aspects.index(aspect_id), poles.index(pole_id))

    def open_cell(self, index: QModelIndex) -> None:
        """Edit the cell, or tell that it was chosen."""
        if not index.isValid():
            return
        content, model = self.cells.content, self.cells
        cell_id = model.cell_id(index)
        write = content.write
        if write is None:
            self.chosen.emit(cell_id)
            return
        name = model.dossier.name_of("cells", cell_id)
        title = name if content.title is None else content.title(model.dossier, cell_id)
        popup = JudgmentPopup(
            self._session,
            content.spec,
            one_line(title),
            lambda: content.read(self._session.dossier, cell_id),
            write=lambda judgment, gesture: write(cell_id, judgment, gesture),
            parent=self,
            removable=content.spec.optional,
        )
        rect = self.visualRect(index)
        popup.open_at(QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size()))

    def event(self, event: QEvent) -> bool:
        """Claim Del and Enter before the window's shortcuts get them."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_own_key(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 edit, Del takes away."""
        index = self.currentIndex()
        write = self.cells.content.write
        if not _is_own_key(event) or not index.isValid():
            super().keyPressEvent(event)
        elif event.key() != Qt.Key.Key_Delete:
            self.open_cell(index)
        elif write is not None and self.cells.judgment(index) is not None:
            write(self.cells.cell_id(index), None, None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A grid without cells says why."""
        super().paintEvent(event)
        if self.cells.rowCount() == 0 or self.cells.columnCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            said = "There are no cells yet: a dossier needs at least one aspect and one pole."
            painter.drawText(self.viewport().rect().adjusted(16, 8, -16, -8), flags, said)


def _is_own_key(event: QEvent) -> bool:
    keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Delete)
    return (
        isinstance(event, QKeyEvent)
        and event.key() in keys
        and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        == Qt.KeyboardModifier.NoModifier
    )
