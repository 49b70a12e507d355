"""The operations that must take every failed call well: what each does, and what must then hold.

An operation is carried out by a helper process; it tells of every step "acknowledged" or, in the
store's own words, why not. `fault_after` then looks at the files from outside.
"""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Literal

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import dumps, loads
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import StoreError
from equipoise.store.exchange import export_json
from equipoise.store.key import Key
from equipoise.store.own_files import hold
from equipoise.store.whole_file import write_whole
from reliability.numbered import fault_of, key_of_file, state

Operation = Literal[
    "edit", "protected edit", "migration", "protection", "new file", "JSON", "PDF", "in place"
]
OPERATIONS: tuple[Operation, ...] = (
    "edit",
    "protected edit",
    "migration",
    "protection",
    "new file",
    "JSON",
    "PDF",
)
"""All but "in place", the control: an export that writes over the file of before."""

KEY = Key(bytes([7] * 32), bytes([7] * 16))
HELD = 3
"""Edits in the file before the operation begins."""

_VERSIONS = Path(__file__).resolve().parents[1] / "store" / "versions"
_DOSSIER, _TEXT, _PRINT = "dossier.equipoise", "dossier.json", "briefing.pdf"
_PDF = b"%PDF-1.7\n" + bytes(range(256)) * 900 + b"\n%%EOF\n"


@dataclass(slots=True)
class Told:
    """What the program said of each step: "" for done, otherwise the words of its refusal.

    `bug` is the traceback of an error that it did not put into words.
    """

    steps: dict[str, str] = field(default_factory=dict)
    bug: str = ""

    def done(self, step: str) -> bool:
        """Whether the step was acknowledged."""
        return self.steps.get(step) == ""

    def attempt(self, step: str, work: Callable[[], object]) -> bool:
        """Carry out a step; False if it was refused."""
        try:
            work()
        except StoreError as error:
            self.steps[step] = str(error)
            return False
        self.steps[step] = ""
        return True


def prepare(operation: Operation, folder: Path) -> None:
    """Put what the operation begins with into an empty folder."""
    path = folder / _DOSSIER
    match operation:
        case "migration":
            shutil.copy(_VERSIONS / "v1.sqlite", path)
            path.chmod(0o644)
        case "JSON" | "in place":
            export_json(state(0), folder / _TEXT)
        case "PDF":
            pass
        case _:
            key = KEY if operation == "protected edit" else None
            with DossierFile.create(path, state(0), key=key) as file:
                for number in range(HELD):
                    file.save(state(number), state(number + 1), "Edit")


def carry_out(operation: Operation, folder: Path, *, again: bool) -> Told:
    """Do it as the program does; and, with `again`, once more, as a person would."""
    told = Told()
    try:
        _STEPS[operation](folder, told, again)
    except Exception:
        told.bug = traceback.format_exc()
    return told


def adopt(operation: Operation, folder: Path) -> None:
    """Let the program take the dossier file in a folder for its own, as where it was made."""
    if (folder / _DOSSIER).exists():
        hold(folder / _DOSSIER)


def fault_after(operation: Operation, folder: Path, told: Told, *, lasting: bool) -> str:
    """What is not in order afterwards; "" if nothing. A fault that does not last must pass."""
    if told.bug:
        return f"not told plainly: {told.bug.strip().splitlines()[-1]}"
    for words in told.steps.values():
        if words and (str(folder) not in words or "Traceback" in words):
            return f"not told plainly: {words}"
    if not lasting and operation != "in place" and not told.done(list(told.steps)[-1]):
        return f"the fault has passed, and still: {list(told.steps.values())[-1]}"
    adopt(operation, folder)
    return _CHECKS[operation](folder, told)


# -- what is done ----------------------------------------------------------------------------------


def _edit(folder: Path, told: Told, again: bool, key: Key | None = None) -> None:
    path = folder / _DOSSIER
    for attempt in ("edit", "edit again")[: 1 + again]:
        try:
            file = DossierFile.open(path, key=key)
        except StoreError as error:
            told.steps[attempt] = str(error)
            continue
        with file:
            if not _save(file, told, attempt):
                _save(file, told, f"{attempt}, once more")


def _save(file: DossierFile, told: Told, step: str) -> bool:
    before = file.dossier
    after = state(before.settings.seed + 1)
    return told.attempt(step, lambda: file.save(before, after, "Edit"))


def _migrate(folder: Path, told: Told, again: bool) -> None:
    for attempt in ("open", "open again")[: 1 + again]:
        told.attempt(attempt, lambda: DossierFile.open(folder / _DOSSIER).close())


def _protect(folder: Path, told: Told, again: bool) -> None:
    path = folder / _DOSSIER
    for attempt in ("protect", "protect again")[: 1 + again]:
        try:
            file = DossierFile.open(path, key=KEY)
        except StoreError as error:
            told.steps[f"open to {attempt}"] = str(error)
            continue
        with file:
            if not told.attempt(attempt, partial(file.rewrite, KEY)):
                _save(file, told, f"edit instead of {attempt}")


def _create(folder: Path, told: Told, again: bool) -> None:
    def create() -> None:
        DossierFile.create(folder / _DOSSIER, state(0), overwrite=True).close()

    for attempt in ("create", "create again")[: 1 + again]:
        told.attempt(attempt, create)


def _export_json(folder: Path, told: Told, again: bool) -> None:
    for attempt in ("export", "export again")[: 1 + again]:
        told.attempt(attempt, lambda: export_json(state(1), folder / _TEXT))


def _export_pdf(folder: Path, told: Told, again: bool) -> None:
    for attempt in ("export", "export again")[: 1 + again]:
        told.attempt(attempt, lambda: write_whole(folder / _PRINT, _PDF))


def _export_in_place(folder: Path, told: Told, _again: bool) -> None:
    try:
        (folder / _TEXT).write_bytes(dumps(state(1)).encode())
    except OSError as error:
        told.steps["export"] = f"{folder}: {error.strerror}"
    else:
        told.steps["export"] = ""


_STEPS: dict[Operation, Callable[[Path, Told, bool], None]] = {
    "edit": _edit,
    "protected edit": lambda folder, told, again: _edit(folder, told, again, KEY),
    "migration": _migrate,
    "protection": _protect,
    "new file": _create,
    "JSON": _export_json,
    "PDF": _export_pdf,
    "in place": _export_in_place,
}


# -- what must hold --------------------------------------------------------------------------------


def _fault_of_edits(folder: Path, told: Told) -> str:
    done = sum(words == "" for words in told.steps.values())
    path = folder / _DOSSIER
    return fault_of(path, HELD + done, HELD + len(told.steps), (None, KEY))


def _fault_of_migration(folder: Path, told: Told) -> str:
    try:
        with DossierFile.open(folder / _DOSSIER) as file:
            if file.dossier != _expected_of_version_1():
                return "the dossier has changed on its way to the new version"
    except StoreError as error:
        return f"does not open: {error}"
    return ""


@cache
def _expected_of_version_1() -> Dossier:
    return loads((_VERSIONS / "v1.json").read_text(encoding="utf-8"))


def _fault_of_protection(folder: Path, told: Told) -> str:
    path = folder / _DOSSIER
    protected = told.done("protect") or told.done("protect again")
    if protected and key_of_file(path, (KEY,)) is None:
        return "protection was acknowledged, and the file has none"
    edits = [words for step, words in told.steps.items() if step.startswith("edit")]
    done = sum(words == "" for words in edits)
    return fault_of(path, HELD + done, HELD + len(edits), (None, KEY))


def _fault_of_creation(folder: Path, told: Told) -> str:
    path = folder / _DOSSIER
    created = any(words == "" for words in told.steps.values())
    try:
        with DossierFile.open(path) as file:
            number = file.dossier.settings.seed
            if file.dossier not in (state(0), state(HELD)) or (created and number):
                return f"holds state {number}"
    except StoreError as error:
        return f"does not open: {error}"
    return ""


def _fault_of_json(folder: Path, told: Told) -> str:
    before, after = (dumps(state(n)).encode() for n in (0, 1))
    return _fault_of_bytes(folder / _TEXT, before, after, told)


def _fault_of_pdf(folder: Path, told: Told) -> str:
    return _fault_of_bytes(folder / _PRINT, None, _PDF, told)


def _fault_of_bytes(path: Path, before: bytes | None, after: bytes, told: Told) -> str:
    found = path.read_bytes() if path.exists() else None
    if found not in (before, after):
        return f"{path.name} is neither as it was before nor as it should be after"
    if found != after and any(words == "" for words in told.steps.values()):
        return f"{path.name} was acknowledged and is not there"
    return ""


_CHECKS: dict[Operation, Callable[[Path, Told], str]] = {
    "edit": _fault_of_edits,
    "protected edit": _fault_of_edits,
    "migration": _fault_of_migration,
    "protection": _fault_of_protection,
    "new file": _fault_of_creation,
    "JSON": _fault_of_json,
    "PDF": _fault_of_pdf,
    "in place": _fault_of_json,
}
