"""Out to the JSON form and in from it; bad files are told plainly, writing is whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import dumps
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import (
    FileExists,
    FileInUse,
    FileTooLarge,
    InvalidContents,
    NotADossierFile,
    SaveFailed,
    UnreadableFile,
)
from equipoise.store.exchange import LARGEST, export_json, import_json
from equipoise.store.whole_file import write_whole
from store.store_samples import rich_dossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "dossier.json"


@pytest.fixture(autouse=True)
def folder(path: Path) -> None:
    path.parent.mkdir()


def test_out_and_in_again(path: Path) -> None:
    export_json(Dossier(), path)
    path.chmod(0o640)
    export_json(rich_dossier(), path)
    assert import_json(path) == rich_dossier()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path]


def test_a_byte_order_mark_is_no_fault(path: Path) -> None:
    path.write_text(dumps(rich_dossier()), encoding="utf-8-sig")
    assert import_json(path) == rich_dossier()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"format":\n "\xff"}', "not text in UTF-8.*line 2"),
        (dumps(Dossier()).encode("utf-16"), "not text in UTF-8"),
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "format"),
        (b'{"format": "other"}', "format"),
        (b'{"format": "equipoise-dossier", "version": 99}', "version 99"),
        (b'{"format": "equipoise-dossier", "version": NaN}', "version nan"),
        (
            b'{"format": "equipoise-dossier", "version": 1, "x": ' + b"9" * 5000 + b"}",
            "5000 digits",
        ),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else "",
)
def test_no_dossier_in_the_json_form(path: Path, content: bytes, words: str) -> None:
    path.write_bytes(content)
    with pytest.raises(NotADossierFile, match=words) as found:
        import_json(path)
    assert str(found.value).startswith(f"{path}: ")


def _set(key: str, place: int, field: str, value: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        document[key][place][field] = value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_set("terms", 0, "level", {"low": 9, "likely": 5, "high": 7}), "“Warm”, Level: low"),
        (_set("terms", 0, "level", {"low": 9, "likely": 10**400, "high": 7}), "“Warm”, Level"),
        (_set("bands", 0, "lower", "many"), "“High”, From: must be a number"),
        (_set("bands", 0, "lower", 10**400), "“High”, From: must be a finite"),
        (_set("goals", 0, "month", 1e999), "Infinity|finite"),
        (_set("poles", 0, "name", ""), "Poles.*Pole: must not be empty"),
        (_set("poles", 0, "name", "half \ud83d"), "Poles.*cannot be stored"),
        (_set("cells", 0, "term_id", "gone"), "“Trade / North”, Posture: names no row"),
        (_set("steps", 0, "colour", "red"), "“Book a stand”, colour"),
    ],
)  # fmt: skip
def test_faults_are_named_by_file_row_and_field(
    path: Path, change: Callable[[Any], None], words: str
) -> None:
    document = json.loads(dumps(rich_dossier()))
    change(document)
    path.write_text(json.dumps(document))
    with pytest.raises((InvalidContents, NotADossierFile), match=words) as found:
        import_json(path)
    assert str(found.value).startswith(f"{path}: ")
    assert "\n" not in str(found.value)


def test_several_faults_are_counted(path: Path) -> None:
    document = json.loads(dumps(rich_dossier()))
    for place in range(3):
        document["bands"][place]["lower"] = -1
    path.write_text(json.dumps(document))
    with pytest.raises(InvalidContents, match="and 2 more faults") as found:
        import_json(path)
    assert len(found.value.problems) == 3


def test_too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(FileTooLarge, match="64 MB"):
        import_json(path)


def test_missing_and_strange_files(path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No such file"):
        import_json(path)
    with pytest.raises(NotADossierFile, match="no ordinary file"):
        import_json(path.parent)


def test_no_export_over_a_dossier_file(path: Path) -> None:
    DossierFile.create(path, rich_dossier()).close()
    with pytest.raises(FileExists, match="is a dossier file"):
        export_json(Dossier(), path)
    with DossierFile.open(path, read_only=True) as file:
        assert file.dossier == rich_dossier()


def test_nothing_is_written_whole_over_a_dossier_file(path: Path) -> None:
    with DossierFile.create(path, rich_dossier()), pytest.raises(FileInUse):
        write_whole(path, b"%PDF")
    with pytest.raises(FileExists, match="which this would replace"):
        write_whole(path, b"%PDF")
    with pytest.raises(SaveFailed, match="is a folder"):
        write_whole(path.parent, b"%PDF")
    with DossierFile.open(path, read_only=True) as file:
        assert file.dossier == rich_dossier()


def test_a_failed_write_leaves_the_earlier_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(path, b"before")

    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SaveFailed, match="Input/output error"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(path.parent.iterdir()) == [path]
