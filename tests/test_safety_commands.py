"""The commands that protect, check, repair, exchange and tell the history of a dossier file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.__main__ import main
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Mark
from equipoise.store import own_files
from equipoise.store.backup.backups import Backups, default_folder
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import PassphraseNeeded
from equipoise.store.exchange import import_json
from equipoise.store.key import new_key
from equipoise.store.key_check import key_of
from equipoise.store.shipped import shipped_dossier

PASSPHRASE = "a word, and another"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    return path


def edit(path: Path, dossier: Dossier, action: str) -> None:
    with DossierFile.open(path) as opened:
        opened.save(opened.dossier, dossier, action)


def titled(dossier: Dossier, title: str) -> Dossier:
    return replace(dossier, settings=replace(dossier.settings, title=title))


def dossier_in(path: Path) -> Dossier:
    with DossierFile.open(path, read_only=True) as opened:
        return opened.dossier


def blank_page_of(path: Path, text: bytes) -> None:
    """Damage a file where a text stands in it, as a bad block of the disk would."""
    content = bytearray(path.read_bytes())
    page = content.index(text) // 4096
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "command",
    ["protect", "unprotect", "verify", "repair", "merge", "release", "history", "take-in", "send"],
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"equipoise {command}" in capsys.readouterr().out


def test_protecting_reading_changing_and_unprotecting(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EQUIPOISE_NEW_PASSPHRASE", PASSPHRASE)
    assert main(["protect", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("The dossier is protected.\n")
    assert PASSPHRASE not in said
    with pytest.raises(PassphraseNeeded):
        DossierFile.open(file)
    monkeypatch.setenv("EQUIPOISE_PASSPHRASE", "wrong")
    assert main(["export", str(file), "-o", str(file.with_suffix(".json"))]) == 1
    assert "the two cannot be told apart" in capsys.readouterr().err
    monkeypatch.setenv("EQUIPOISE_PASSPHRASE", PASSPHRASE)
    assert main(["export", str(file), "-o", str(file.with_suffix(".json"))]) == 0
    assert import_json(file.with_suffix(".json")) == shipped_dossier()
    monkeypatch.setenv("EQUIPOISE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("EQUIPOISE_NEW_PASSPHRASE", "another one")
    assert main(["protect", str(file)]) == 0
    DossierFile.open(file, key=key_of(file, "another one")).close()
    monkeypatch.setenv("EQUIPOISE_PASSPHRASE", "another one")
    assert main(["unprotect", str(file)]) == 0
    assert dossier_in(file) == shipped_dossier()
    assert main(["unprotect", str(file)]) == 1
    assert "not protected" in capsys.readouterr().err


def test_verify_tells_a_sound_file_from_a_damaged_one(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(file)]) == 0
    assert "BAD" not in capsys.readouterr().out
    blank_page_of(file, b"Counterterrorism Efforts")
    assert main(["verify", str(file)]) == 1
    assert "BAD" in capsys.readouterr().out


def test_repair_saves_what_can_be_read(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blank_page_of(file, b"Counterterrorism Efforts")
    damaged = file.read_bytes()
    new = tmp_path / "repaired.equipoise"
    assert main(["export", str(file), "-o", str(tmp_path / "no.json")]) == 1
    assert main(["repair", str(file), "-o", str(new)]) == 0
    assert "losses. Written:" in capsys.readouterr().out
    assert dossier_in(new).poles == shipped_dossier().poles
    assert file.read_bytes() == damaged


def test_a_received_file_is_refused_in_place_and_taken_in_as_a_copy(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(own_files._folder())
    content = file.read_bytes()
    assert main(["protect", str(file)]) == 1
    assert "was not made on this computer" in capsys.readouterr().err
    new = tmp_path / "mine.equipoise"
    assert main(["take-in", str(file), "-o", str(new)]) == 0
    assert dossier_in(new) == shipped_dossier()
    assert file.read_bytes() == content
    assert main(["history", str(file)]) == 0  # reading works on a copy, wherever it comes from


def test_merging_two_copies_and_their_history(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "b.equipoise"
    shutil.copy(file, other)
    start = shipped_dossier()
    ours = start.with_row("poles", replace(start.poles[0], description="ours"))
    theirs = start.with_row("poles", replace(start.poles[0], description="theirs"))
    edit(file, ours, "Describe")
    edit(other, titled(theirs, "Renamed"), "Describe and rename")
    assert main(["merge", str(file), str(other), "--dry-run"]) == 0
    assert dossier_in(file) == ours
    assert main(["merge", str(file), str(other)]) == 0
    assert "1 conflicts" in capsys.readouterr().out
    merged = dossier_in(file)
    assert merged.settings.title == "Renamed"
    assert merged.poles[0].description == "ours"
    (conflict,) = merged.conflicts
    assert json.loads(conflict.other) == "theirs"
    assert conflict.other_by == "T. Ester (Testing desk)"
    assert main(["history", str(file), "--json"]) == 0
    actions = [e["action"] for e in json.loads(capsys.readouterr().out)]
    assert actions == ["Merge b.equipoise", "Describe and rename", "Describe", "Begin"]
    assert main(["history", str(file), "--person", "nobody"]) == 0
    assert capsys.readouterr().out == ""


def test_the_dossier_of_an_earlier_moment(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, titled(shipped_dossier(), "Later"), "Retitle")
    assert main(["history", str(file), "--json"]) == 0
    begin = json.loads(capsys.readouterr().out)[-1]["id"]
    out = tmp_path / "then.json"
    assert main(["history", str(file), "--at", begin[:10], "-o", str(out)]) == 0
    assert import_json(out) == shipped_dossier()
    assert main(["history", str(file), "--at", "zzz", "-o", str(out)]) == 1
    assert "names no edits" in capsys.readouterr().err


def test_a_scenario_sent_and_taken_in(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.equipoise"
    shutil.copy(file, other)
    start = shipped_dossier()
    scenario = start.scenarios[-1]
    changed = start.with_row("scenarios", replace(scenario, note="A new thought"))
    edit(file, changed, "Note")
    sent = tmp_path / "sent.equipoise-parcel"
    assert main(["send", str(file), "--scenario", scenario.name, "-o", str(sent)]) == 0
    assert main(["merge", str(other), str(sent)]) == 0
    found = dossier_in(other)
    assert [c.field for c in found.conflicts] in ([], ["note"])
    texts = {found.get("scenarios", scenario.id).note, *(c.other for c in found.conflicts)}
    assert {"A new thought", '"A new thought"'} & texts


def test_a_release_copy_holds_no_more_than_it_may(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = shipped_dossier()
    dossier = start.with_row("marks", Mark("open", "Open", 0)).with_row(
        "marks", Mark("close", "Close", 5)
    )
    dossier = replace(dossier, settings=replace(dossier.settings, default_mark_id="open"))
    held = replace(dossier.recommendations[0], mark_id="close")
    edit(file, dossier.with_row("recommendations", held), "Mark")
    new = tmp_path / "release.equipoise"
    assert main(["release", str(file), "--at-or-below", "Open", "-o", str(new)]) == 0
    said = capsys.readouterr().out
    assert held.name in said
    assert "computed from judgments" in said
    with DossierFile.open(new) as opened:
        assert opened.dossier.find("recommendations", held.id) is None
        assert opened.dossier.settings.handling_mark == "Open"
        assert [(e.action, e.person, e.desk) for e in opened.edits()] == [("Begin", "", "")]
    assert held.name.encode() not in new.read_bytes()
    assert main(["release", str(file), "--at-or-below", "Secret", "-o", str(new)]) == 1


def marked_file(path: Path) -> Path:
    dossier = shipped_dossier().with_row("marks", Mark("open", "Open", 0))
    settings = replace(dossier.settings, default_mark_id="open")
    DossierFile.create(path, replace(dossier, settings=settings)).close()
    return path


def test_a_release_copy_replaces_no_dossier(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = marked_file(tmp_path / "marked.equipoise")
    before = path.read_bytes()
    assert main(["release", str(path), "--at-or-below", "Open", "-o", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--limit", "-1"], "is no count"),
        (["--at", "", "-o", "x.json"], "names no edits"),
        (["-o", "x.json"], "-o needs --at"),
    ],
)
def test_odd_options_of_history_are_refused(
    file: Path, options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["history", str(file), *options])
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code in (1, 2)
    assert told in capsys.readouterr().err


def test_exports_of_a_protected_dossier_say_that_they_are_not(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(file.with_suffix(".json"))
    assert main(["export", str(file), "-o", out]) == 0
    assert not capsys.readouterr().out
    monkeypatch.setenv("EQUIPOISE_NEW_PASSPHRASE", PASSPHRASE)
    assert main(["protect", str(file)]) == 0
    capsys.readouterr()
    for command in ("export", "send", "brief"):
        monkeypatch.setenv("EQUIPOISE_PASSPHRASE", PASSPHRASE)
        assert main([command, str(file), "-o", out]) == 0
        assert f"{out} is not protected" in capsys.readouterr().out


def test_protecting_that_was_cut_off_forgets_the_backups_the_next_time(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = default_folder()
    folder.mkdir(parents=True)
    with DossierFile.open(file) as opened:
        backup = Backups(folder).make(opened)
        opened.rewrite(new_key(PASSPHRASE))
    assert backup is not None
    monkeypatch.setenv("EQUIPOISE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("EQUIPOISE_NEW_PASSPHRASE", "another one, longer")
    assert main(["protect", str(file)]) == 0
    assert "1 unprotected backups were" in capsys.readouterr().out
    assert not backup.path.exists()


@pytest.mark.skipif(os.name != "posix", reason="names that are no text")
def test_names_that_are_no_text_can_be_told(file: Path, tmp_path: Path) -> None:
    into = os.fsencode(tmp_path) + b"/\xff.equipoise"
    done = subprocess.run(
        [sys.executable, "-m", "equipoise", "take-in", file, "-o", into],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert into in done.stdout


def test_an_interrupted_command_says_so_in_a_line(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("getpass.getpass", interrupted)
    assert main(["protect", str(file)]) == 1
    assert capsys.readouterr().err == "equipoise: interrupted\n"


def test_what_is_printed_steers_no_terminal(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(file, titled(shipped_dossier(), "\x1b]0;title\x07\x9b2J \u202eback"), "Re\x1b[31mtitle")
    assert main(["history", str(file)]) == 0
    said = capsys.readouterr().out
    assert "Re\\u001b[31mtitle" in said
    assert not set(said) & set("\x1b\x07\x9b\u202e")
    assert main(["history", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["entries"][0]["new"].endswith("\u202eback")
    assert main(["project", str(file), "--scenario", "none"]) == 1
    assert "\x1b" not in capsys.readouterr().err


def test_a_merge_of_a_protected_copy_into_an_open_one_says_so(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = file.with_name("b.equipoise")
    shutil.copy(file, other)
    own_files.hold(other)
    edit(other, titled(shipped_dossier(), "Theirs"), "Retitle")
    assert main(["merge", str(file), str(other), "--dry-run"]) == 0
    with DossierFile.open(other) as opened:
        opened.rewrite(new_key(PASSPHRASE))
    assert "not protected" not in capsys.readouterr().out
    monkeypatch.setenv("EQUIPOISE_PASSPHRASE", PASSPHRASE)
    assert main(["merge", str(file), str(other)]) == 0
    assert f"{file} is not protected" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["protect", "repair"])
def test_no_dump_and_no_log_from_the_moment_a_passphrase_is_asked_for(
    command: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("equipoise.core_dumps.forbid", lambda: said.append("no dump"))
    monkeypatch.setattr("equipoise.bug_report.withhold_texts", lambda: said.append("no log"))
    monkeypatch.setenv("EQUIPOISE_NEW_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("EQUIPOISE_PASSPHRASE", PASSPHRASE)
    new = str(file.with_name("new.equipoise"))
    options = [] if command == "protect" else ["-o", new, "--key-of", str(file)]
    main([command, str(file), *options])
    assert said == ["no dump", "no log"]
