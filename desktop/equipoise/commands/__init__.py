"""The commands without a window, for scripts and tests."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from equipoise.commands import compare, exchange, project, reach
from equipoise.files import templates

Command = Callable[[argparse.Namespace], None]


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code (0 done, 1 the user's error, 2 wrong usage)."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    from equipoise.briefing.errors import BriefingError
    from equipoise.store.errors import StoreError

    if isinstance(sys.stdout, io.TextIOWrapper):
        # JSON travels in UTF-8 (RFC 8259), whatever the system's own character set lacks.
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        command(options)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()  # The reader has seen enough, as `head` does.
        return 1
    except OSError as error:
        _drop_output()
        print(f"equipoise: the output could not be written: {error.strerror}", file=sys.stderr)
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
    return 0


def _drop_output() -> None:
    """Let nothing more be written, so that the end of the program does not fail on it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="equipoise")
    commands = parser.add_subparsers(required=True)

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=command)
        return sub

    new = add("new", exchange.new, "Make a new dossier file from a template.")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--template", default="blank", metavar="NAME", help=", ".join(templates()))

    export = add("export", exchange.export, "Write a dossier in its JSON form.")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("-o", dest="output", type=Path, required=True, metavar="OUT.json")

    take_in = add("import", exchange.take_in, "Make a dossier file from the JSON form.")
    take_in.add_argument("json", type=Path, metavar="IN.json")
    take_in.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")

    add("schema", exchange.schema, "Print the JSON Schema of the JSON form.")

    brief = add("brief", exchange.brief, "Write the briefing as PDF.")
    brief.add_argument("file", type=Path, metavar="FILE")
    brief.add_argument("-o", dest="output", type=Path, required=True, metavar="OUT.pdf")
    brief.add_argument("--scenario", metavar="NAME", help="default: the first")

    of_one = add("project", project.project, "Print the projected outcome.")
    of_one.add_argument("file", type=Path, nargs="?", metavar="FILE", help="default: the shipped")
    of_one.add_argument("--scenario", metavar="NAME", help="its weights and forced drivers")
    of_one.add_argument("--weights", metavar="NAME=PERCENT,...", help="others get 0")
    of_one.add_argument("--draws", type=int, metavar="N")
    of_one.add_argument("--seed", type=int, metavar="S")
    of_one.add_argument("--months", type=int, metavar="T")
    of_one.add_argument("--json", action="store_true", help="print one JSON object")
    several = add("compare", compare.compare, "Print scenarios side by side, on the same draws.")
    several.add_argument("file", type=Path, metavar="FILE")
    several.add_argument(
        "--scenarios", required=True, metavar="A,B[,...]", help="two to six; the first is the base"
    )
    several.add_argument("--json", action="store_true", help="print one JSON object")

    search = add("reach", reach.reach, "Print the smallest change of weights that reaches a goal.")
    search.add_argument("file", type=Path, metavar="FILE")
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
    return parser
