"""What the program runs on: the versions that its numbers may depend on."""

from __future__ import annotations

import platform
from importlib.metadata import version

_LIBRARIES = ("numpy", "scipy")


def running_versions() -> tuple[tuple[str, str], ...]:
    """Python and the libraries that compute, each with its version."""
    return (
        ("Python", platform.python_version()),
        *((library, version(library)) for library in _LIBRARIES),
    )
