"""A copy of the shipped template for a user to change."""

from __future__ import annotations

import shutil
from pathlib import Path

from equipoise.briefing.errors import BriefingError
from equipoise.briefing.template_folder.reading import standard_folder


def copy_template(folder: Path) -> None:
    """Copy the shipped template into a folder that is not there yet, or is empty.

    Raises BriefingError where the folder holds something or cannot be written.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise BriefingError(f"{folder} is already there; name a new folder")
    try:
        shutil.copytree(
            standard_folder(), folder, copy_function=shutil.copyfile, dirs_exist_ok=True
        )
    except OSError as error:
        reason = error.strerror or "some of its files"
        raise BriefingError(f"{folder} cannot be written: {reason}") from error
