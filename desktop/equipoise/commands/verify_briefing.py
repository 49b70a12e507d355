"""Verify a briefing against the dossier it was made of."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from equipoise.commands.unlocking import contents_of_file

if TYPE_CHECKING:
    from equipoise.briefing.verify import PastState
    from equipoise.store.contents import Contents


def verify_briefing(options: argparse.Namespace) -> int:
    """Make a briefing again from its dossier and print whether it is the same; 1 if it is not."""
    from equipoise.briefing.template_folder.reading import read_template
    from equipoise.briefing.verify import verify_briefing as verified

    content = _content(options.briefing)
    contents = contents_of_file(options)
    template = None if options.template is None else read_template(options.template)
    verdict = verified(content, contents.dossier, _past(contents), template)
    if options.json:
        print(
            json.dumps(
                {
                    "identical": verdict.identical,
                    "identical_as_of": verdict.as_of or None,
                    "seal": verdict.seal or None,
                    "findings": list(verdict.findings),
                    "figures": [
                        {"name": m.name, "then": m.then, "now": m.now} for m in verdict.moved
                    ],
                },
                indent=2,
                ensure_ascii=False,
            )
        )
    else:
        print("\n".join(verdict.findings))
    return 0 if verdict.identical else 1


def _content(path: Path) -> bytes:
    """What a file holds, unless it is larger than any briefing. Raises ValueError."""
    from equipoise.briefing.press.embedded import MOST_BYTES

    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from error
    if len(content) > MOST_BYTES:
        raise ValueError(f"{path} is larger than any briefing")
    return content


def _past(contents: Contents) -> Iterator[PastState]:
    """The dossier before each edit of its journal, the latest first, as far as it leads back."""
    from equipoise.briefing.verify import PastState
    from equipoise.store.history import HistoryGap, past

    with suppress(HistoryGap):
        for step in past(contents.dossier, reversed(contents.edits)):
            day = step.edit.when.astimezone().strftime("%Y-%m-%d %H:%M")
            when = f"until the edit {step.edit.id[:10]} of {day} (“{step.edit.action}”)"
            yield PastState(when, step.before)
