"""Writes the fixture of the present file version: `python tests/store/write_version.py [--update]`.

A fixture of a released version is never written again; `--update` is for the version in the making.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
VERSIONS = HERE / "versions"


def main(arguments: list[str]) -> int:
    """Write `versions/vN.sqlite`, and what it must read as in `versions/vN.json`."""
    sys.path.insert(0, str(HERE.parent))
    from equipoise.store.dossier_file import DossierFile
    from equipoise.store.exchange import export_json
    from equipoise.store.migrations import newest_version
    from store.store_samples import retitled, rich_dossier

    path = VERSIONS / f"v{newest_version()}.sqlite"
    if path.exists() and "--update" not in arguments:
        print(f"{path.name} is there already; --update writes it again", file=sys.stderr)
        return 1
    VERSIONS.mkdir(exist_ok=True)
    first = rich_dossier()
    last = retitled(first, "A title given later")
    with DossierFile.create(path, first, overwrite=True) as file:
        file.save(first, last, "Edit title")
    export_json(last, path.with_suffix(".json"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
