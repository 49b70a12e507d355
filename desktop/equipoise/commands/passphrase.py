"""The passphrase of a protected dossier on the command line: never an argument, which all can see.

It comes from a file descriptor, an environment variable, or a prompt, in this order. From the
moment it is asked for, nothing that the process holds reaches a core dump or a traceback.
"""

from __future__ import annotations

import argparse
import getpass
import os
import warnings
from dataclasses import dataclass

from equipoise import bug_report, core_dumps
from equipoise.store.passphrase import normalised

_LONGEST = 16_384


@dataclass(frozen=True, slots=True)
class _Source:
    """Where one of the two passphrases comes from."""

    option: str
    variable: str
    prompt: str

    @property
    def attribute(self) -> str:
        return self.option.removeprefix("--").replace("-", "_")


_PRESENT = _Source("--passphrase-fd", "EQUIPOISE_PASSPHRASE", "Passphrase")
_NEW = _Source("--new-passphrase-fd", "EQUIPOISE_NEW_PASSPHRASE", "New passphrase")


def add_options(parser: argparse.ArgumentParser, *, new: bool = False) -> None:
    """Let a command take a passphrase; with `new` also the one that is to replace it."""
    for source in (_PRESENT, _NEW) if new else (_PRESENT,):
        parser.add_argument(
            source.option,
            type=_descriptor,
            metavar="N",
            help=f"read the {source.prompt.lower()} from this open file descriptor, up to the end "
            f"of the line; otherwise from the environment variable {source.variable}, or a prompt",
        )


def passphrase_from(options: argparse.Namespace, *, confirm: bool = False) -> str:
    """The passphrase of a file, in its normal form; `confirm` asks twice where it is typed.

    The environment variable is gone once this was called, so that no child process inherits it.
    Raises ValueError in plain words that don't hold the passphrase.
    """
    return _passphrase(_PRESENT, options, confirm=confirm)


def new_passphrase_from(options: argparse.Namespace) -> str:
    """The passphrase that is to protect a file from now on; asked for twice where it is typed.

    Otherwise as `passphrase_from`. Both may come from the same file descriptor, a line each.
    """
    return _passphrase(_NEW, options, confirm=True)


def _descriptor(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}” is no file descriptor; give a number such as 0")
    return int(text)


def _passphrase(source: _Source, options: argparse.Namespace, *, confirm: bool) -> str:
    core_dumps.forbid()
    bug_report.withhold_texts()
    in_environment = os.environ.pop(source.variable, None)
    number: int | None = getattr(options, source.attribute, None)
    if number is not None:
        text, where = _line(number, source.option), f"{source.option} {number}"
    elif in_environment is not None:
        text, where = in_environment, source.variable
    else:
        text, where = _asked(source, options, confirm=confirm), "prompt"
    try:
        return normalised(text)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None


def _line(number: int, option: str) -> str:
    """The next line of an open file, read byte by byte: what follows is left for others."""
    line = bytearray()
    try:
        while len(line) <= _LONGEST and (byte := os.read(number, 1)) not in {b"", b"\n"}:
            line += byte
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or "there is no such file descriptor"
        raise ValueError(f"{option} {number} cannot be read: {why}") from None
    if len(line) > _LONGEST:
        raise ValueError(f"{option} {number}: the line is too long for a passphrase")
    try:
        return line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"{option} {number}: the passphrase is not in UTF-8") from None


def _asked(source: _Source, options: argparse.Namespace, *, confirm: bool) -> str:
    file = getattr(options, "file", None)
    of_file = "" if file is None else f" of {file}"
    first = _prompted(f"{source.prompt}{of_file}: ", source)
    if confirm and first != _prompted("The same again: ", source):
        raise ValueError("the two passphrases differ; nothing has been changed")
    return first


def _prompted(prompt: str, source: _Source) -> str:
    with warnings.catch_warnings():
        # Without a terminal getpass would warn, and read what anybody can see being typed.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except (getpass.GetPassWarning, EOFError, OSError):
            raise ValueError(
                f"a passphrase is needed and there is no terminal to ask for it; use "
                f"{source.option} or the environment variable {source.variable}"
            ) from None
