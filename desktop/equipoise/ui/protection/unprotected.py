"""Saying that what is about to be written leaves the protection of the dossier."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget

PROTECTED = "protected_dossier"
"""A property of the main window: whether the dossier that it shows is protected."""

_AGREED = "leaves_protection"


def may_leave(parent: QWidget, what: str) -> bool:
    """Whether something of the dossier that a window shows may be written unencrypted.

    `what` begins a sentence: “The briefing”. Of a protected dossier a box asks, unless it was
    answered before with “don't ask again”, which the main window remembers as long as it shows the
    dossier.
    """
    main = parent.window()
    while (above := main.parentWidget()) is not None:
        main = above.window()
    if not main.property(PROTECTED) or main.property(_AGREED):
        return True
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        "This leaves protection",
        f"{what} will not be encrypted.",
        parent=parent,
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(
        "The dossier is protected with a passphrase; the file about to be written is not. Whoever "
        "gets hold of it can read it, perhaps even after it has been deleted. Write it to a place "
        "that is safe enough for its handling mark."
    )
    again = QCheckBox("&Don't ask again until the dossier is closed")
    box.setCheckBox(again)
    agree = box.addButton("&Write it unencrypted", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    agreed = box.clickedButton() is agree
    if agreed and again.isChecked():
        main.setProperty(_AGREED, True)
    return agreed
