"""Start: the window, or one of the commands without a window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

# The projection's products are small: threads of the BLAS would only get in the window's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `equipoise` with command-line arguments; returns the exit code.

    0 done; 1 an error that the user can mend, told in one plain line on stderr; 2 wrong usage.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in _COMMANDS:
        from equipoise.commands import run

        return run(given)
    from equipoise.app import run_window

    if len(given) < 2 and not any(word.startswith("-") for word in given):
        return run_window(Path(given[0]) if given else None)  # all but always; needs no parser
    options = _parser().parse_args(given)
    if options.version:
        from equipoise import __version__

        print(f"equipoise {__version__}")
        return 0
    return run_window(options.file)


_COMMANDS = (
    *("new", "export", "import", "schema", "brief", "template", "project", "compare", "reach"),
    *("protect", "unprotect", "verify", "repair", "take-in", "history"),
    *("merge", "send", "release", "verify-briefing"),
)


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="equipoise",
        description="Decide how to conduct a bilateral relationship. "
        "Opens the window on a dossier; without FILE on the shipped one.",
        epilog=f"Without a window: equipoise {{{','.join(_COMMANDS)}}} --help",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a dossier (.equipoise)")
    parser.add_argument("--version", action="store_true", help="show the version and exit")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
