"""Editing one judgment: four numbers and a picture of what they mean."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from equipoise.dossier.fields import Judged
from equipoise.dossier.judgment import LEAST_CONFIDENCE, Judgment
from equipoise.dossier.number_text import number_text
from equipoise.dossier.validation import value_problem
from equipoise.editing.session import Session
from equipoise.ui.judgment.number_field import NumberField
from equipoise.ui.judgment.pert_picture import PertPicture
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.judgment.refusals import refusal_of
from equipoise.ui.plain import plain_label, plain_tooltip

_PARTS = ("low", "likely", "high", "confidence")
_CAPTIONS = {
    "low": "L&ow",
    "likely": "Li&kely",
    "high": "&High",
    "confidence": "&Confidence",
}
_MEANING = {
    "low": "The lowest value you still consider plausible.",
    "likely": "The value you consider most likely.",
    "high": "The highest value you still consider plausible.",
    "confidence": "How sure you are, in percent, that the truth lies between low and high (50 to "
    "100). The less sure, the further the distribution reaches beyond them.",
}


class JudgmentEditor(QWidget):
    """Edits a judgment of one quantity.

    `edited` carries the new judgment and the number of the gesture it belongs to, or None. The
    receiver makes the edit; what the session refuses meanwhile is said below the numbers.
    Numbers typed out of order stay as they were typed, and are told.
    """

    edited = Signal(object, object)

    def __init__(
        self, session: Session, spec: Judged, label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._spec = spec
        self._label = label
        self._judgment: Judgment | None = None
        self._gesture: int | None = None
        self._step_gesture: int | None = None
        self._typed = False
        self._showing = False
        self.setAccessibleName(label)
        self.picture = PertPicture(spec, self)
        self.problem = ProblemLabel(self)
        self._reading = plain_label("", self)
        self._reading.setWordWrap(True)
        self._fields: dict[str, NumberField] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._numbers())
        layout.addWidget(self.problem)
        layout.addWidget(self.picture)
        layout.addWidget(self._reading)
        self.picture.held.connect(self._begin)
        self.picture.moved.connect(self._dragged)
        self.picture.released.connect(self._end)

    def _numbers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        for column, part in enumerate(_PARTS):
            sure = part == "confidence"
            field = NumberField(
                LEAST_CONFIDENCE if sure else self._spec.minimum,
                100 if sure else self._spec.maximum,
                5 if sure else self._spec.step,
                self,
            )
            field.setAccessibleName(f"{self._label}: {part}")
            plain_tooltip(field, f"{_MEANING[part]}\nUnit: {'%' if sure else self._spec.unit}")
            field.lineEdit().textChanged.connect(self._note_typing)
            field.stepped.connect(self._stepped)
            field.editingFinished.connect(self._finished)
            caption = QLabel(_CAPTIONS[part], self)
            caption.setBuddy(field)
            grid.addWidget(caption, 0, column)
            grid.addWidget(field, 1, column)
            if sure or column == 0:
                unit = plain_label("%" if sure else self._spec.unit, self)
                unit.setEnabled(False)
                span = 1 if sure else 3
                grid.addWidget(unit, 2, column, 1, span, Qt.AlignmentFlag.AlignLeft)
            grid.setColumnStretch(column, 1)
            self._fields[part] = field
        return grid

    @property
    def judgment(self) -> Judgment | None:
        """The judgment shown last."""
        return self._judgment

    def field(self, part: str) -> NumberField:
        """The field of "low", "likely", "high" or "confidence"."""
        return self._fields[part]

    def show_judgment(self, judgment: Judgment | None) -> None:
        """Show a judgment; None shows empty fields. What is being typed stays."""
        if judgment != self._judgment:
            self._typed = False
            self.problem.show_problem("")
        self._judgment = judgment
        if not self._typed:
            self._showing = True
            for part, field in self._fields.items():
                field.show_number(None if judgment is None else getattr(judgment, part))
            self._showing = False
        self.picture.show_judgment(judgment)
        self._reading.setText(self._reading_of(judgment))

    def _reading_of(self, judgment: Judgment | None) -> str:
        if judgment is None:
            return "Not judged yet: type low, likely, high and confidence."
        pert = judgment.full_range(self._spec.minimum, self._spec.maximum)
        sure = number_text(judgment.confidence)
        unit = self._spec.unit
        return (
            f"With {sure} % confidence this counts as {pert.low:.3g} to {pert.high:.3g} "
            f"{unit}, most likely {pert.likely:.4g}, on average {pert.mean:.3g}."
        )

    def commit(self) -> bool:
        """Take over what was typed; False, with the reason said, where it cannot be taken over."""
        return self._take_over(None)

    def _take_over(self, gesture: int | None) -> bool:
        if not self._typed:
            return True
        fault = self._typed_problem()
        if fault:
            self.problem.show_problem(fault)
            return False
        judgment = Judgment(*(field.number() for field in self._fields.values()))
        if judgment == self._judgment:
            self._typed = False
            self.show_judgment(judgment)
            self.problem.show_problem("")
            return True
        refusal = refusal_of(self._session, lambda: self.edited.emit(judgment, gesture))
        self.problem.show_problem(refusal)
        if not refusal:
            self._typed = False
            self.show_judgment(judgment)
        return not refusal

    def _typed_problem(self) -> str:
        numbers: list[float] = []
        for part, field in self._fields.items():
            try:
                numbers.append(field.number())
            except ValueError as problem:
                return f"{part}: {problem}"
        try:
            judgment = Judgment(*numbers)
        except ValueError as problem:
            return f"{problem}. The judgment is taken over once the numbers are in order."
        return value_problem(self._spec, judgment)

    def _note_typing(self) -> None:
        if not self._showing:
            self._typed = True

    def _stepped(self) -> None:
        """Steps by key or button count at once; those made in a row are one undo step."""
        if self._step_gesture is None:
            self._step_gesture = self._session.begin_gesture()
            self._session.end_gesture(self._label)
        self._take_over(self._step_gesture)

    def _finished(self) -> None:
        self.commit()
        self._step_gesture = None

    def _begin(self) -> None:
        self._gesture = self._session.begin_gesture()

    def _dragged(self, judgment: Judgment) -> None:
        before = self._judgment
        refusal = refusal_of(self._session, lambda: self.edited.emit(judgment, self._gesture))
        self._typed = False
        self.show_judgment(before if refusal else judgment)
        self.problem.show_problem(refusal)

    def _end(self) -> None:
        if self._gesture is not None:
            self._gesture = None
            self._session.end_gesture(self._label)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed is taken over, or the refusal is told, before the editor goes away."""
        if self._typed and not self.commit():
            self._session.refused.emit(f"{self._label} was left as it was: {self.problem.message}")
            self._typed = False
            self.show_judgment(self._judgment)
        super().hideEvent(event)
