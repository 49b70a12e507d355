"""The dossier that the program ships."""

from __future__ import annotations

from equipoise.dossier.dossier import Dossier
from equipoise.files import shipped_data
from equipoise.store.exchange import import_json


def shipped_dossier() -> Dossier:
    """The shipped dossier, read anew. Raises StoreError if the installation is damaged."""
    return import_json(shipped_data("israel.json"))
