"""Equipoise: decide how to conduct a bilateral relationship, offline."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("equipoise")
except PackageNotFoundError:  # running from a tree that was never installed
    __version__ = "0+unknown"
