"""A judgment in a form: its numbers and picture on a button that opens the editor."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from equipoise.dossier.fields import Judged
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.number_text import judgment_text
from equipoise.editing.session import Session
from equipoise.ui.judgment.density import paint_density
from equipoise.ui.judgment.judgment_popup import JudgmentPopup
from equipoise.ui.judgment.pert_picture import runs_to_hundred


def scale_for(spec: Judged, judgments: list[Judgment]) -> tuple[float, float]:
    """The values at the sides of small pictures, so that those of one quantity compare.

    0 to 100 for levels and percentages; else what the judgments reach, with zero in it.
    """
    if runs_to_hundred(spec) or not judgments:
        return spec.minimum, spec.maximum
    reach = [judgment.full_range(spec.minimum, spec.maximum) for judgment in judgments]
    low, high = min(0.0, *(r.low for r in reach)), max(0.0, *(r.high for r in reach))
    margin = max((high - low) * 0.05, spec.step)
    return low - margin, high + margin


class JudgmentField(QToolButton):
    """Shows a judgment; opens the editor when pressed. `edited` carries judgment and gesture."""

    edited = Signal(object, object)

    def __init__(
        self, session: Session, spec: Judged, label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._spec = spec
        self._label = label
        self._judgment: Judgment | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_editor)
        self.show_judgment(None)

    def show_judgment(self, judgment: Judgment | None) -> None:
        """Show a judgment; None says that there is none."""
        self._judgment = judgment
        unit = f" {self._spec.unit}" if self._spec.unit else ""
        said = "none" if judgment is None else judgment_text(judgment) + f",{unit}"
        self.setAccessibleName(f"{self._label}: {said}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the numbers and the picture beside them."""
        height = self.fontMetrics().height() + 12
        return QSize(280, height)

    def minimumSizeHint(self) -> QSize:
        """Room for the numbers."""
        return QSize(190, self.sizeHint().height())

    def open_editor(self) -> None:
        """Open the editor below the field."""
        popup = JudgmentPopup(
            self._session,
            self._spec,
            self._label,
            lambda: self._judgment,
            write=self.edited.emit,
            parent=self,
        )
        corner = self.mapToGlobal(QPoint(0, 0))
        popup.open_at(QRect(corner, self.size()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A flat field: numbers left, unit after them, the picture in the right third."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        option.initFrom(self)
        style = self.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelButtonCommand, option, painter, self)
        palette = self.palette()
        rect = QRectF(self.rect()).adjusted(8, 3, -8, -3)
        if self._judgment is None:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, "none – press to judge")
        else:
            text = judgment_text(self._judgment)
            painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
            room = rect.adjusted(painter.fontMetrics().horizontalAdvance(text) + 12, 1, 0, -1)
            if room.width() > 30:
                bounds = (self._spec.minimum, self._spec.maximum)
                scale = scale_for(self._spec, [self._judgment])
                colour = palette.color(QPalette.ColorRole.Highlight)
                room.setLeft(max(room.left(), room.right() - 110))
                paint_density(
                    painter, room, self._judgment, bounds=bounds, scale=scale, colour=colour
                )
        if self.hasFocus():
            focus = palette.color(QPalette.ColorRole.Highlight)
            painter.setPen(focus)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
