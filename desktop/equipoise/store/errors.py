"""What can go wrong with a file, in plain words: which file, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path

from equipoise.dossier.validation import InvalidDossier, Problem


class StoreError(Exception):
    """A file cannot be read or written. The text names the file, the fault and the remedy."""

    def __init__(self, path: Path, fault: str, advice: str) -> None:
        self.path = path
        super().__init__(f"{path}: {fault}. {advice}.")


class NotADossierFile(StoreError):
    """The file is something else."""


class DamagedFile(StoreError):
    """The file was a dossier, but parts of it are lost or altered."""


class NewerVersion(StoreError):
    """A newer version of the program wrote the file; it has not been touched."""


class FileInUse(StoreError):
    """The file is open already, here or in another program."""


class ReceivedFile(StoreError):
    """The file was not made on this computer and is not opened in place."""


class OtherDossier(StoreError):
    """The file is a dossier, but no copy of the one at hand."""


class PassphraseNeeded(StoreError):
    """The file is protected, and no passphrase was given."""


class WrongPassphrase(StoreError):
    """The passphrase does not open the file, as far as that can be told."""

    def __init__(self, path: Path, fault: str) -> None:
        super().__init__(path, fault, "Type the passphrase again; mind capitals and the keyboard")


class ReadOnlyMedium(StoreError):
    """The file, or the folder it stands in, cannot be written to."""


class UnreadableFile(StoreError):
    """The file is not there, or may not be read."""


class FileExists(StoreError):
    """A file of that name is there already and was not to be replaced."""


class FileTooLarge(StoreError):
    """The file is larger than any dossier."""


class SaveFailed(StoreError):
    """The change could not be written; the file still holds everything saved before."""


class InvalidContents(StoreError):
    """The file can be read, but what it says is not in order; `problems` names every fault."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        more = len(problems) - 1
        others = "" if not more else f" (and {more} more fault{'s' if more > 1 else ''})"
        super().__init__(path, f"{problems[0]}{others}", "Nothing has been changed")

    @classmethod
    def of(cls, path: Path, error: InvalidDossier) -> InvalidContents:
        """The same faults, with the file they were found in."""
        return cls(path, error.problems)
