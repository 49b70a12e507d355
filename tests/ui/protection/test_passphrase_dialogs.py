"""Asking for a passphrase and setting one, with real keys and real files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import UnreadableFile, WrongPassphrase
from equipoise.store.key import Key
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.protection.passphrase_dialog import WRONG, PassphraseDialog, opening_key
from equipoise.ui.protection.set_passphrase_dialog import NO_WAY_BACK, SetPassphraseDialog
from ui.protection.passphrases import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")


@pytest.fixture
def asking(protected: Path, qtbot: QtBot) -> PassphraseDialog:
    dialog = PassphraseDialog(protected)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


@pytest.fixture
def setting(qtbot: QtBot) -> SetPassphraseDialog:
    dialog = SetPassphraseDialog(["Norland between two powers", "Annelise Qvist"])
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def said(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_right_passphrase_gives_the_key_that_opens_the_file(
    asking: PassphraseDialog, protected: Path, qtbot: QtBot
) -> None:
    assert protected.name in said(asking)
    qtbot.keyClicks(asking.field.line, PASSPHRASE)
    with qtbot.waitSignal(asking.accepted, timeout=10_000):
        qtbot.keyClick(asking.field.line, Qt.Key.Key_Return)
    assert asking.key is not None
    assert asking.field.text() == "", "forgotten once it was used"
    with DossierFile.open(protected, key=asking.key, read_only=True) as file:
        assert file.dossier == shipped_dossier()


def test_a_wrong_one_is_told_honestly_and_another_can_be_tried_at_once(
    asking: PassphraseDialog, qtbot: QtBot
) -> None:
    qtbot.keyClicks(asking.field.line, "a wrong one")
    asking.accept()
    assert not asking.open_button.isEnabled()
    qtbot.waitUntil(lambda: asking.problem.message == WRONG, timeout=10_000)
    assert "cannot be told apart" in asking.problem.message
    assert asking.isVisible()
    assert asking.open_button.isEnabled()
    assert asking.field.line.hasFocus()
    assert asking.field.line.selectedText() != "", "the next one replaces it"
    qtbot.keyClicks(asking.field.line, PASSPHRASE)
    with qtbot.waitSignal(asking.accepted, timeout=10_000):
        qtbot.mouseClick(asking.open_button, Qt.MouseButton.LeftButton)


def test_an_empty_or_unusable_one_is_refused_without_trying(asking: PassphraseDialog) -> None:
    asking.accept()
    assert asking.problem.message == "The passphrase is empty."
    asking.field.line.setText("soft\u00adhyphen")
    asking.accept()
    assert "U+00AD" in asking.problem.message


def test_nothing_blocks_while_the_key_is_derived_and_giving_up_is_possible(
    protected: Path, qtbot: QtBot, key: Key
) -> None:
    def slow(_path: Path, _passphrase: str) -> Key:
        time.sleep(0.4)
        return key

    dialog = PassphraseDialog(protected, attempt=slow)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.field.line.setText(PASSPHRASE)
    ticks: list[int] = []
    timer = QTimer(dialog)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(10)
    dialog.accept()
    dialog.accept()
    qtbot.waitUntil(lambda: len(ticks) > 5)
    dialog.reject()
    qtbot.wait(500)
    assert dialog.key is None
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_file_that_has_gone_is_told_in_plain_words(
    asking: PassphraseDialog, protected: Path, qtbot: QtBot
) -> None:
    protected.unlink()
    asking.field.line.setText(PASSPHRASE)
    asking.accept()
    qtbot.waitUntil(lambda: str(protected) in asking.problem.message, timeout=10_000)
    assert asking.isVisible()
    with pytest.raises(UnreadableFile):
        opening_key(protected, PASSPHRASE)


def test_one_whole_page_is_enough_to_know_the_key(protected: Path, key: Key) -> None:
    content = bytearray(protected.read_bytes())
    content[100:200] = bytes(100)
    protected.write_bytes(content)
    assert opening_key(protected, PASSPHRASE).secret == key.secret
    content[16:] = bytes(len(content) - 16)
    protected.write_bytes(content)
    with pytest.raises(WrongPassphrase):
        opening_key(protected, PASSPHRASE)


def test_a_name_with_markup_is_shown_as_it_is(tmp_path: Path, qtbot: QtBot) -> None:
    dialog = PassphraseDialog(tmp_path / "<img src='x'>.equipoise")
    qtbot.addWidget(dialog)
    label = next(each for each in dialog.findChildren(QLabel) if "<img" in each.text())
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_what_is_typed_can_be_shown_and_is_hidden_again_afterwards(
    asking: PassphraseDialog, qtbot: QtBot
) -> None:
    line, button = asking.field.line, asking.field.show_button
    assert line.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    assert button.text() == "Hide"
    asking.reject()
    assert line.echoMode() == QLineEdit.EchoMode.Password


def test_caps_lock_is_told_from_the_letters(asking: PassphraseDialog, qtbot: QtBot) -> None:
    line, hint = asking.field.line, asking.field.caps_hint
    shift = Qt.KeyboardModifier.ShiftModifier
    none = Qt.KeyboardModifier.NoModifier
    for text, modifiers, shown in (
        ("a", none, False),
        ("A", none, True),
        ("7", none, True),
        ("A", shift, False),
        ("a", shift, True),
    ):
        press(line, text, modifiers)
        assert hint.isVisibleTo(asking) is shown, (text, modifiers)
    qtbot.keyClick(line, Qt.Key.Key_CapsLock)
    assert not hint.isVisibleTo(asking)
    assert line.text() == "aA7Aa"


def press(line: QLineEdit, text: str, modifiers: Qt.KeyboardModifier) -> None:
    code = Qt.Key(ord(text.upper()))
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, code, modifiers, text))


def test_a_new_passphrase_makes_a_key_that_it_opens(
    setting: SetPassphraseDialog, qtbot: QtBot
) -> None:
    qtbot.keyClicks(setting.first.line, PASSPHRASE)
    qtbot.keyClick(setting.first.line, Qt.Key.Key_Return)
    assert setting.second.line.hasFocus()
    assert setting.problem.message == "", "the return key in the first field goes on to the second"
    qtbot.keyClicks(setting.second.line, PASSPHRASE)
    with qtbot.waitSignal(setting.accepted, timeout=10_000):
        qtbot.keyClick(setting.second.line, Qt.Key.Key_Return)
    assert setting.key is not None
    assert setting.key.opens_with(PASSPHRASE)
    assert not setting.key.opens_with(PASSPHRASE + " ")
    assert setting.first.text() == setting.second.text() == ""


def test_two_that_differ_and_none_are_refused(setting: SetPassphraseDialog) -> None:
    setting.accept()
    assert setting.problem.message == "The passphrase is empty."
    setting.first.line.setText(PASSPHRASE)
    setting.second.line.setText(PASSPHRASE.upper())
    setting.accept()
    assert setting.problem.message == "The two passphrases differ."
    assert setting.isVisible()
    assert setting.key is None


def test_a_weak_one_is_called_weak_but_not_refused(
    setting: SetPassphraseDialog, qtbot: QtBot
) -> None:
    setting.first.line.setText("norland qvist")
    qtbot.waitUntil(lambda: setting.hint.strength is not None, timeout=10_000)
    assert setting.hint.label.text().startswith("Very weak: ")
    assert "words of this dossier" in setting.hint.label.text()
    assert setting.hint.meter.filled == 1
    setting.second.line.setText("norland qvist")
    with qtbot.waitSignal(setting.accepted, timeout=10_000):
        setting.accept()
    assert setting.key is not None


def test_the_hint_follows_the_last_keystroke(setting: SetPassphraseDialog, qtbot: QtBot) -> None:
    for typed in ("a", "ab", PASSPHRASE):
        setting.first.line.setText(typed)
    qtbot.waitUntil(lambda: setting.hint.strength is not None, timeout=10_000)
    assert setting.hint.strength is not None
    assert setting.hint.strength.score == 4
    setting.first.line.clear()
    assert setting.hint.strength is None
    assert setting.hint.meter.filled == 0


def test_cost_and_consequences_are_stated(setting: SetPassphraseDialog) -> None:
    text = said(setting)
    assert NO_WAY_BACK in text
    assert "256,000 rounds of PBKDF2-HMAC-SHA512, about 0.15 seconds on one core" in text
    assert "unprotected copies" in text


def test_a_change_is_called_a_change(qtbot: QtBot) -> None:
    dialog = SetPassphraseDialog(protected=True)
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "Change the passphrase"
    assert dialog.set_button.text() == "Change"
