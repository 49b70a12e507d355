"""The commands without a window, for scripts and tests."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from equipoise.briefing.kinds import KINDS
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.press.formats import FORMATS
from equipoise.bug_report import withhold_no_longer
from equipoise.commands import (
    briefing,
    care,
    compare,
    courier,
    exchange,
    project,
    protection,
    reach,
    verify_briefing,
)
from equipoise.commands.passphrase import add_options
from equipoise.commands.terminal import text_only
from equipoise.files import templates

Command = Callable[[argparse.Namespace], int | None]


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code (0 done, 1 the user's error, 2 wrong usage)."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # JSON travels in UTF-8 (RFC 8259), whatever the system's own character set lacks.
        # Names of files may hold bytes that are none.
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
    with text_only():
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    command: Command = options.command
    from equipoise.briefing.errors import BriefingError
    from equipoise.store.errors import StoreError

    try:
        code = command(options) or 0
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()  # The reader has seen enough, as `head` does.
        return 1
    except OSError as error:
        _drop_output()
        print(f"equipoise: the output could not be written: {error.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("equipoise: interrupted", file=sys.stderr)
        return 1
    except MemoryError:
        print(
            "equipoise: there is not enough memory for this; ask for fewer draws or fewer months",
            file=sys.stderr,
        )
        return 1
    except (StoreError, BriefingError, ValueError) as error:
        text = "; ".join(str(error).splitlines())
        file = str(getattr(options, "file", None) or "")
        told = isinstance(error, StoreError) or not file or file in text
        where = "" if told else f"{file}: "
        print(f"equipoise: {where}{text}", file=sys.stderr)
        return 1
    finally:
        withhold_no_longer()
    return code


def _drop_output() -> None:
    """Let nothing more be written, so that the end of the program does not fail on it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class _Parsers:
    """The parsers of all commands."""

    def __init__(self) -> None:
        self.parser = argparse.ArgumentParser(prog="equipoise")
        self._commands = self.parser.add_subparsers(required=True)

    def add(self, name: str, command: Command, text: str) -> argparse.ArgumentParser:
        """A command that names no dossier file."""
        sub = self._commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=command)
        return sub

    def of_file(
        self, name: str, command: Command, text: str, *, new_passphrase: bool = False
    ) -> argparse.ArgumentParser:
        """A command about a dossier file, which may be protected."""
        sub = self.add(name, command, text)
        sub.add_argument("file", type=Path, metavar="FILE")
        add_options(sub, new=new_passphrase)
        return sub


def _parser() -> argparse.ArgumentParser:
    parsers = _Parsers()
    _add_files(parsers)
    _add_outcomes(parsers)
    _add_care(parsers)
    _add_courier(parsers)
    return parsers.parser


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}” is no count; give a number such as 20")
    return int(text[:9])


def _output(parser: argparse.ArgumentParser, what: str, *, required: bool = True) -> None:
    parser.add_argument("-o", dest="output", type=Path, required=required, metavar=what)


def _add_files(parsers: _Parsers) -> None:
    new = parsers.add("new", exchange.new, "Make a new dossier file from a template.")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--template", default="blank", metavar="NAME", help=", ".join(templates()))
    export = parsers.of_file("export", exchange.export, "Write a dossier in its JSON form.")
    _output(export, "OUT.json")
    take_in = parsers.add("import", exchange.take_in, "Make a dossier file from the JSON form.")
    take_in.add_argument("json", type=Path, metavar="IN.json")
    _output(take_in, "FILE")
    parsers.add("schema", exchange.schema, "Print the JSON Schema of the JSON form.")
    brief = parsers.of_file("brief", briefing.brief, "Write the briefing.")
    _output(brief, "OUT")
    brief.add_argument(
        "--format", choices=FORMATS, help="default: by the ending of OUT, or else pdf"
    )
    brief.add_argument(
        "--language", choices=LANGUAGES, default="en", help="of the fixed texts; default: en"
    )
    brief.add_argument(
        "--kind", choices=KINDS, default="full", help="which kind of briefing; default: full"
    )
    brief.add_argument("--scenario", metavar="NAME", help="default: the first")
    brief.add_argument(
        "--compare", metavar="A,B[,...]", help="scenarios to set beside it as options"
    )
    brief.add_argument(
        "--portion-marks", action="store_true", help="give each paragraph its own handling mark"
    )
    brief.add_argument(
        "--issue", action="store_true", help="enter it in the dossier's list of issued briefings"
    )
    _template(brief)
    template = parsers.add(
        "template",
        briefing.template,
        "Copy the template of the briefings, to be changed; or check one that was changed.",
    )
    what = template.add_mutually_exclusive_group(required=True)
    what.add_argument("-o", dest="output", type=Path, metavar="FOLDER", help="a new folder")
    what.add_argument("--check", type=Path, metavar="FOLDER", help="say what is wrong with it")


def _template(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--template", type=Path, metavar="FOLDER", help="how it looks; default: the standard one"
    )


def _add_outcomes(parsers: _Parsers) -> None:
    of_one = parsers.add("project", project.project, "Print the projected outcome.")
    of_one.add_argument("file", type=Path, nargs="?", metavar="FILE", help="default: the shipped")
    add_options(of_one)
    of_one.add_argument("--scenario", metavar="NAME", help="its weights and forced drivers")
    of_one.add_argument("--weights", metavar="NAME=PERCENT,...", help="others get 0")
    of_one.add_argument("--draws", type=int, metavar="N")
    of_one.add_argument("--seed", type=int, metavar="S")
    of_one.add_argument("--months", type=int, metavar="T")
    of_one.add_argument("--json", action="store_true", help="print one JSON object")
    several = parsers.of_file(
        "compare", compare.compare, "Print scenarios side by side, on the same draws."
    )
    several.add_argument(
        "--scenarios", required=True, metavar="A,B[,...]", help="two to six; the first is the base"
    )
    several.add_argument("--json", action="store_true", help="print one JSON object")

    search = parsers.of_file(
        "reach", reach.reach, "Print the smallest change of weights that reaches a goal."
    )
    search.add_argument("--goal", required=True, metavar="NAME", help="a goal or a red line")
    search.add_argument(
        "--probability",
        required=True,
        metavar="P",
        help="wanted (0.7, 70 or 70%%): that the goal holds, the red line does not break",
    )
    search.add_argument("--scenario", metavar="NAME", help="where to begin; default: the first")
    search.add_argument("--lock", metavar="NAME,...", default="", help="weights to leave alone")
    search.add_argument(
        "--no-judgments", action="store_true", help="don't look for judgments that would reach it"
    )
    search.add_argument("--json", action="store_true", help="print one JSON object")


def _add_care(parsers: _Parsers) -> None:
    parsers.of_file(
        "protect",
        protection.protect,
        "Encrypt a dossier with a passphrase, or change the passphrase.",
        new_passphrase=True,
    )
    parsers.of_file("unprotect", protection.unprotect, "Store a dossier unencrypted.")
    parsers.of_file("verify", care.verify, "Check a dossier file without changing it.")
    again = parsers.of_file(
        "verify-briefing",
        verify_briefing.verify_briefing,
        "Make a briefing again from its dossier, and print whether it is the same.",
    )
    again.add_argument("briefing", type=Path, metavar="BRIEFING")
    _template(again)
    again.add_argument("--json", action="store_true", help="print one JSON object")
    repair = parsers.of_file(
        "repair", care.repair, "Put what can be read of a damaged file into a new one."
    )
    _output(repair, "NEW")
    repair.add_argument(
        "--key-of",
        type=Path,
        metavar="BACKUP",
        help="a backup under the same passphrase, where FILE has lost its own first bytes",
    )
    copied = parsers.of_file(
        "take-in", care.take_in, "Make a checked copy of a dossier file from elsewhere."
    )
    _output(copied, "NEW")
    history = parsers.of_file("history", care.history, "Print the journal, newest first.")
    history.add_argument("--row", metavar="NAME", help="edits of rows whose name holds this")
    history.add_argument("--person", metavar="NAME", help="edits signed by this person or desk")
    history.add_argument("--day", metavar="YYYY-MM-DD", help="edits of this day")
    history.add_argument("--limit", type=_count, default=20, metavar="N", help="default: 20")
    history.add_argument("--json", action="store_true", help="print a JSON list")
    history.add_argument("--at", metavar="EDIT", help="write the dossier as it was after this edit")
    _output(history, "OUT.json", required=False)


def _add_courier(parsers: _Parsers) -> None:
    merge = parsers.of_file(
        "merge", courier.merge, "Merge another copy of a dossier, or what was sent, into it."
    )
    merge.add_argument("other", type=Path, metavar="OTHER")
    merge.add_argument("--dry-run", action="store_true", help="print what would come of it only")
    send = parsers.of_file("send", courier.send, "Write a scenario as a small file.")
    send.add_argument("--scenario", metavar="NAME", help="default: the first")
    _output(send, "PARCEL")
    release = parsers.of_file(
        "release", courier.release, "Write a copy that holds what is at or below a mark only."
    )
    release.add_argument("--at-or-below", required=True, metavar="MARK")
    _output(release, "NEW")
