"""Which template briefings look like: the standard one, or a folder of a ministry's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from equipoise.briefing.errors import BriefingError
from equipoise.briefing.template import Template
from equipoise.briefing.template_folder.reading import read_template, standard_template
from equipoise.ui import dialogs
from equipoise.ui.elided_label import ElidedLabel
from equipoise.ui.plain import plain_tooltip

_KEY = "briefing template"
_STANDARD = "Standard"


class TemplateChoice(QWidget):
    """Remembers the folder chosen on this computer; `changed` follows another template.

    `template` is the one in force. A folder that cannot be used is refused in plain words, and the
    one before stays.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings("equipoise", "equipoise")
        self.template: Template = standard_template()
        self.name = ElidedLabel()
        self.choose_button = QPushButton("Choose…")
        self.standard_button = QPushButton("Standard")
        plain_tooltip(
            self.choose_button,
            "Take letterhead, fonts, colours and order of sections from a template folder; "
            "“equipoise template -o FOLDER” writes one to begin with",
        )
        plain_tooltip(self.standard_button, "Use the template that comes with the program")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        for button in (self.choose_button, self.standard_button):
            button.setMinimumWidth(1)
            row.addWidget(button)
        self.choose_button.clicked.connect(self._ask)
        self.standard_button.clicked.connect(self.use_standard)
        remembered = self._settings.value(_KEY)
        if isinstance(remembered, str) and remembered:
            self._remembered(Path(remembered))
        self._show()

    def use(self, folder: Path) -> None:
        """Use the template in a folder. Raises BriefingError in plain words."""
        self.template = read_template(folder)
        self._settings.setValue(_KEY, str(folder))
        self._show(folder)
        self.changed.emit()

    def use_standard(self) -> None:
        """Use the template that comes with the program."""
        self.template = standard_template()
        self._settings.remove(_KEY)
        self._show()
        self.changed.emit()

    def _remembered(self, folder: Path) -> None:
        """Use the folder of last time; where it is gone or broken, the standard one."""
        try:
            self.template = read_template(folder)
        except BriefingError:
            self.template = standard_template()

    def _ask(self) -> None:
        folder = dialogs.ask_folder(self.window(), "Template folder", Path.home())
        if folder is None:
            return
        try:
            self.use(folder)
        except BriefingError as error:
            dialogs.tell(self.window(), "The template cannot be used", str(error))

    def _show(self, folder: Path | None = None) -> None:
        standard = self.template == standard_template()
        if folder is None and not standard:
            folder = Path(str(self._settings.value(_KEY)))
        text = _STANDARD if folder is None or standard else folder.name
        self.name.setText(text)
        self.name.setAccessibleName(f"Template: {text}")
        plain_tooltip(self.name, text if folder is None else str(folder))
        self.standard_button.setEnabled(not standard)
