"""Who edits: the name and desk that sign every edit, and the program's own folder."""

from __future__ import annotations

import getpass
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Person:
    """A name, and the desk or post it works at; everybody who gets the dossier can read both."""

    name: str
    desk: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.desk})" if self.desk else self.name


def data_folder() -> Path:
    """The folder of the program's own files; it may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path("equipoise", appauthor=False, roaming=True)


def known_person() -> Person | None:
    """The person entered at first start; None if none was, or what is stored cannot be read."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
        return entered(stored["name"], stored["desk"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def entered(name: str, desk: str) -> Person:
    """A person as typed, without spaces around. Raises ValueError in plain words."""
    person = Person(" ".join(name.split()), " ".join(desk.split()))
    if not person.name:
        raise ValueError("Give a name to sign with.")
    if max(len(person.name), len(person.desk)) > _LONGEST:
        raise ValueError(f"A name or desk has at most {_LONGEST} characters.")
    return person


def remember_person(person: Person) -> None:
    """Keep who edits, for the next start. Raises OSError if the folder cannot be written to."""
    place = _file()
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f"{place.name}.{secrets.token_hex(4)}.tmp")
    try:
        beside.write_text(json.dumps(asdict(person), ensure_ascii=False), encoding="utf-8")
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def current_person() -> Person:
    """Who edits now: the person entered, else the login name."""
    known = known_person()
    if known is not None:
        return known
    try:
        return Person(getpass.getuser()[:_LONGEST])
    except (OSError, KeyError):
        return Person(f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown")


def _file() -> Path:
    return data_folder() / "person.json"
