"""The list of backups to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidgetItem, QWidget

from equipoise.store.backup.folder import Backup
from equipoise.store.backup.retention import IN_WORDS
from equipoise.ui.backups.wording import KINDS, age_text, moment_text, size_text
from equipoise.ui.compare.plain_table import PlainTable, cell

_HEADS = (
    ("Made", "When the backup was made, by the clock of this computer"),
    ("Age", "How long ago that was"),
    ("Kept as", IN_WORDS),
    ("Protected", "Whether a passphrase is needed to read it"),
    ("Size", "What the backup takes on the disk"),
)
_SIZE = 4
_ROW = 25
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BackupList(PlainTable):
    """Backups, newest first; `chosen` carries the one that the user goes to."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Backups", parent)
        self._backups: tuple[Backup, ...] = ()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setMinimumHeight(4 * _ROW)
        self.currentCellChanged.connect(self._hear)

    @property
    def current(self) -> Backup | None:
        """The backup chosen; None if there are none."""
        row = self.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these, with the newest chosen."""
        self._backups = ()
        now = datetime.now(UTC)
        self.fill([_head(*head) for head in _HEADS], [_cells(b, now) for b in backups])
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._backups = tuple(backups)
        if backups:
            self.setCurrentCell(0, 0)
            self._hear(0, 0, -1, -1)

    def _hear(self, row: int, _column: int, row_before: int, _column_before: int) -> None:
        if row != row_before and self.current is not None:
            self.chosen.emit(self.current)


def _head(text: str, tip: str) -> QTableWidgetItem:
    item = cell(text, tip)
    item.setTextAlignment(_side(_HEADS.index((text, tip))))
    return item


def _cells(backup: Backup, now: datetime) -> list[QTableWidgetItem]:
    texts = (
        moment_text(backup.when),
        age_text(backup.when, now),
        KINDS[backup.kind],
        "yes" if backup.protected else "no",
        size_text(backup.size),
    )
    cells = [cell(text, str(backup.path)) for text in texts]
    for column, item in enumerate(cells):
        item.setTextAlignment(_side(column))
    return cells


def _side(column: int) -> Qt.AlignmentFlag:
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return _RIGHT if column == _SIZE else left
