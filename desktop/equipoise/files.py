"""Where shipped files are found: inside the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_bundled"
_ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent.parent


def resource(*parts: str) -> Path:
    """A file or folder below `resources/`."""
    return _ROOT.joinpath("resources", *parts)


def shipped_data(*parts: str) -> Path:
    """A file or folder below `data/`."""
    return _ROOT.joinpath("data", *parts)


WORKED = "israel"
"""The template that is a worked dossier, made for a day of its own."""


def templates() -> dict[str, Path]:
    """The templates for new dossiers by name; `israel` is the worked dossier."""
    found = {path.stem: path for path in sorted(shipped_data("templates").glob("*.json"))}
    return {WORKED: shipped_data("israel.json"), **found}
