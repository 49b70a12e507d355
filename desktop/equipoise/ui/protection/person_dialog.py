"""Who edits: the name and desk that every edit is signed with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from equipoise.person import Person, current_person, entered, known_person, remember_person
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.protection.fitted_dialog import FittedDialog

_WHY = (
    "Every edit is signed, so that a dossier that several people work on tells who judged what, "
    "and when."
)
_WHO_SEES = (
    "Everybody who gets the dossier, or a copy of it, can read the name and desk in its journal. "
    "A release copy leaves the journal out. What you change here counts for edits from now on."
)


class PersonDialog(FittedDialog):
    """Opens without blocking; `given` carries the person, who is remembered for the next start.

    The fields hold the person known so far, or the login name.
    """

    given = Signal(Person)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Who edits")
        self.setMinimumWidth(460)
        present = current_person()
        self.name = QLineEdit(present.name, self)
        self.name.setMaxLength(200)
        self.name.setPlaceholderText("for example: A. Berg")
        plain_tooltip(self.name, "The name that your edits are signed with")
        self.desk = QLineEdit(present.desk, self)
        self.desk.setMaxLength(200)
        self.desk.setPlaceholderText("may stay empty; for example: Middle East desk")
        plain_tooltip(self.desk, "The desk, embassy or post that you work at")
        if known_person() is None:
            self.name.selectAll()
        form = QFormLayout()
        form.addRow("&Name", self.name)
        form.addRow("&Desk or post", self.desk)
        self.problem = ProblemLabel(self)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        sign = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        sign.setText("&Sign with this")
        plain_tooltip(sign, "Sign edits from now on with this name and desk (Enter)")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for text, style in ((_WHY, ""), (_WHO_SEES, "muted")):
            label = plain_label(text, self)
            label.setObjectName(style)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.insertLayout(1, form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def accept(self) -> None:
        """Remember the person; stay open where that is refused."""
        try:
            person = entered(self.name.text(), self.desk.text())
            remember_person(person)
        except ValueError as error:
            self.problem.show_problem(str(error))
            self.name.setFocus()
            return
        except OSError as error:
            why = error.strerror or "unknown fault"
            self.problem.show_problem(f"The name could not be kept for the next start: {why}.")
            return
        self.given.emit(person)
        super().accept()
