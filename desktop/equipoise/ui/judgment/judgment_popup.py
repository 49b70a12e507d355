"""The judgment editor in a small window over a cell of a table or a field of a form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.fields import Judged
from equipoise.dossier.judgment import Judgment
from equipoise.editing.session import Session
from equipoise.ui.judgment.judgment_editor import JudgmentEditor
from equipoise.ui.plain import plain_label, plain_tooltip

WIDTH = 400
_SURE = 60.0

Read = Callable[[], Judgment | None]
Write = Callable[[Judgment | None, int | None], object]


def first_judgment(spec: Judged) -> Judgment:
    """What a new judgment starts from: wide, around zero or the middle of the bounds."""
    middle = 0.0 if spec.minimum < 0 < spec.maximum else (spec.minimum + spec.maximum) / 2
    reach = (spec.maximum - spec.minimum) / 20
    return Judgment(middle - reach, middle, middle + reach, _SURE)


class JudgmentPopup(QFrame):
    """Shows what `read` returns and hands every edit to `write`, with its gesture or None.

    Where the judgment may be absent it has a button that adds or removes it. Escape or a click
    elsewhere closes it.
    """

    def __init__(
        self,
        session: Session,
        spec: Judged,
        title: str,
        read: Read,
        *,
        write: Write,
        parent: QWidget,
        removable: bool = False,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(title)
        self._session = session
        self._spec = spec
        self._read = read
        self._write = write
        heading = plain_label(title, self)
        heading.setWordWrap(True)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.editor = JudgmentEditor(session, spec, title, self)
        self.editor.edited.connect(write)
        self.add_button = QPushButton("&Add a judgment", self)
        plain_tooltip(self.add_button, "Begin with a wide judgment that you then narrow down.")
        self.add_button.clicked.connect(self._add)
        self.remove_button = QPushButton("&Remove", self)
        plain_tooltip(self.remove_button, "Take this judgment away. Undo brings it back.")
        self.remove_button.clicked.connect(self._remove)
        self._removable = removable
        close = QPushButton("C&lose", self)
        plain_tooltip(
            close, "Close this window (Esc). What you changed is kept; undo takes it back."
        )
        close.clicked.connect(self._close_when_in_order)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(heading)
        layout.addWidget(self.editor)
        layout.addLayout(buttons)
        session.changed.connect(self._refresh)
        self._refresh(None)

    def open_at(self, anchor: QRect) -> None:
        """Show below (or above) a rectangle in global coordinates, wholly on the screen."""
        self._fit()
        screen = self.screen().availableGeometry()
        place = QPoint(anchor.left(), anchor.bottom() + 1)
        if place.y() + self.height() > screen.bottom():
            place.setY(max(screen.top(), anchor.top() - self.height()))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        first = self.add_button if self.add_button.isVisible() else self.editor.field("low")
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            self.setFixedSize(WIDTH, layout.totalHeightForWidth(WIDTH))

    def event(self, event: QEvent) -> bool:
        """Grow when the editor has something to say."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return super().event(event)

    def _refresh(self, _difference: Difference | None) -> None:
        judgment = self._read()
        self.editor.show_judgment(judgment)
        self.add_button.setVisible(judgment is None)
        self.remove_button.setVisible(self._removable and judgment is not None)

    def _add(self) -> None:
        self._write(first_judgment(self._spec), None)
        self.editor.field("low").setFocus()

    def _remove(self) -> None:
        self._write(None, None)
        self.close()

    def _close_when_in_order(self) -> None:
        if self.editor.commit():
            self.close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hear no more of the session once closed."""
        super().hideEvent(event)
        self._session.changed.disconnect(self._refresh)
