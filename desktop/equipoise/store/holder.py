"""Who has a dossier file open, and since when: a note beside it for whoever comes second.

The lock of the file itself decides; the note only tells whom to ask. It holds no word of the
dossier.
"""

from __future__ import annotations

import json
import os
import platform
import stat
from datetime import UTC, datetime
from pathlib import Path

from equipoise.person import current_person

_MOST_BYTES = 4096
_LONGEST = 200


def note_beside(path: Path) -> Path:
    """Where the note on a file lies."""
    place = Path(os.path.realpath(path))
    return place.with_name(f".{place.name}.open")


def leave_note(path: Path) -> None:
    """Say that the file is open here, now. A folder that takes no note is no hindrance."""
    words = {
        "person": str(current_person()),
        "computer": platform.node(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    note = note_beside(path)
    try:
        note.unlink(missing_ok=True)
        # A new file, never through a link that somebody has put there.
        with note.open("x", encoding="utf-8") as file:
            json.dump(words, file, ensure_ascii=False)
    except OSError:
        return


def take_note_away(path: Path) -> None:
    """The file is closed."""
    try:
        note_beside(path).unlink(missing_ok=True)
    except OSError:
        return


def holder_of(path: Path) -> str:
    """Who holds a locked file and since when, in words; "" if no note can be read."""
    note = note_beside(path)
    try:
        if not stat.S_ISREG(note.lstat().st_mode):
            return ""
        with note.open("rb") as file:
            words = json.loads(file.read(_MOST_BYTES))
        since = datetime.fromisoformat(words["since"]).astimezone()
        person, computer = (" ".join(str(words[k]).split()) for k in ("person", "computer"))
    except (OSError, ValueError, TypeError, KeyError):
        return ""
    return f"by {person[:_LONGEST]} on {computer[:_LONGEST]} since {since:%d %B %Y, %H:%M}"
