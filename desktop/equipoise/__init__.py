"""Equipoise: decide how to conduct a bilateral relationship, offline."""

import os
from typing import TYPE_CHECKING

from equipoise.processor import prefer_quick_sorting

prefer_quick_sorting(os.environ)  # before anything imports numpy

if TYPE_CHECKING:
    __version__: str
else:

    def __getattr__(name: str) -> str:
        """The version, looked up when asked for: what finds it takes long to import."""
        if name != "__version__":
            raise AttributeError(name)
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("equipoise")
        except PackageNotFoundError:  # running from a tree that was never installed
            return "0+unknown"
