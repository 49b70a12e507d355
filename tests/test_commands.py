"""The commands without a window, each through `main()` as a script would call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from equipoise.__main__ import main
from equipoise.dossier.json_schema import json_schema
from equipoise.projection.model import ProjectionModel
from equipoise.store.exchange import import_json
from equipoise.store.shipped import shipped_dossier

DRAWS = ["--draws", "256"]


def projected(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["project", *arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1, "one plain line"
    assert "Traceback" not in told.err
    return told.err


def test_the_projection_as_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    found = projected(capsys, *DRAWS, "--seed", "7", "--months", "24", "--scenario", "moscow FIRST")
    dossier = shipped_dossier()
    model = ProjectionModel(dossier, "moscow-first", draws=256, seed=7, months=24)
    expected = model.project(dossier.weights_of("moscow-first"))
    assert found["dossier"] == "Israel between Russia and the West"
    assert (found["seed"], found["draws"]) == (7, 256)
    assert found["months"] == list(range(25))
    assert found["index"]["Russia"]["p50"] == expected.index["russia"].p50.tolist()  # type: ignore[index]
    assert list(found["index"]["West"]) == ["p5", "p25", "p50", "p75", "p95", "mean"]  # type: ignore[index]
    cell = found["cells"]["Economic Ties / West"]  # type: ignore[index]
    assert cell["mean"] == expected.cells["economic-ties/west"].mean.tolist()
    bands = found["bands"]["West"]  # type: ignore[index]
    assert list(bands) == ["hostile", "strained", "transactional", "cooperative", "strategic"]
    assert [round(sum(month), 12) for month in zip(*bands.values(), strict=True)] == [1.0] * 25
    assert found["goals"] == {g.name: None for g in dossier.goals if g.kind == "goal"}
    shares = found["attribution"]["Russia"]  # type: ignore[index]
    assert shares == {r.name: expected.attribution["russia"][r.id] for r in dossier.recommendations}


def test_weights_that_are_not_named_are_0(capsys: pytest.CaptureFixture[str]) -> None:
    found = projected(capsys, *DRAWS, "--weights", "Cultural Diplomacy=30, embassy task force=20.5")
    named = {"Cultural Diplomacy": 30.0, "Embassy Task Force": 20.5}
    assert {k: v for k, v in found["weights"].items() if v} == named  # type: ignore[attr-defined]
    assert len(found["weights"]) == 6  # type: ignore[arg-type]


def test_without_json_it_is_told_in_estimative_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["project", *DRAWS]) == 0
    told = capsys.readouterr().out
    assert "computed from judgments" in told
    assert "Western partnership kept holds: highly likely" in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--weights", "Nothing=5"], "names no recommendation"),
        (["--weights", "Cultural Diplomacy=much"], "“much” is not a number"),
        (["--weights", "Cultural Diplomacy=nan"], "lies outside 0–100 %"),
        (["--weights", "Cultural Diplomacy=-1"], "lies outside 0–100 %"),
        (["--weights", "Cultural Diplomacy=60,Embassy Task Force=50"], "more than 100 %"),
        (["--weights", "Cultural Diplomacy=6,Cultural Diplomacy=5"], "given twice"),
        (["--scenario", "Nowhere"], "there is no scenario “Nowhere”"),
        (["--draws", "0"], "Draws: 0 lies outside"),
        (["--months", "121"], "Horizon: 121 lies outside 1–120 months"),
        (["--seed", "-1"], "Seed: -1 lies outside"),
    ],
)
def test_bad_questions_get_one_plain_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refused(capsys, "project", *arguments, "--json")


def test_wrong_usage_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["project", "--draws", "many"], ["export"], ["brief", "a"], ["--nonsense"]):
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        assert stop.value.code == 2
    capsys.readouterr()


def test_new_export_import_round_trip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, text, again = tmp_path / "a.equipoise", tmp_path / "a.json", tmp_path / "b.equipoise"
    assert main(["new", str(file), "--template", "israel"]) == 0
    assert main(["export", str(file), "-o", str(text)]) == 0
    assert import_json(text) == shipped_dossier()
    assert main(["import", str(text), "-o", str(again)]) == 0
    first = projected(capsys, str(file), *DRAWS)
    assert first == projected(capsys, str(again), *DRAWS) == projected(capsys, *DRAWS)
    assert "is there already" in refused(capsys, "new", str(file))
    assert "no template “x”" in refused(capsys, "new", str(tmp_path / "c"), "--template", "x")


def test_the_schema_is_the_published_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()


def test_files_that_are_no_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("minutes of a meeting")
    for command in (["project"], ["export", "-o", str(tmp_path / "x.json")]):
        told = refused(capsys, command[0], str(text), *command[1:])
        assert str(text) in told
    told = refused(capsys, "import", str(text), "-o", str(tmp_path / "x.equipoise"))
    assert "not JSON" in told
    told = refused(capsys, "project", str(tmp_path / "absent.equipoise"))
    assert "absent.equipoise" in told
    assert not (tmp_path / "x.json").exists()
    assert not (tmp_path / "x.equipoise").exists()


def test_a_faulty_import_names_file_row_and_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "faulty.json"
    document = json.loads((Path(__file__).parents[1] / "data" / "israel.json").read_text("utf-8"))
    document["drivers"][0]["likelihood"]["high"] = 140
    text.write_text(json.dumps(document))
    told = refused(capsys, "import", str(text), "-o", str(tmp_path / "x.equipoise"))
    assert str(text) in told
    assert document["drivers"][0]["name"] in told
    assert "Likelihood: high 140 lies outside 0–100 %" in told


def test_a_dossier_without_anything_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "blank.equipoise"
    assert main(["new", str(file)]) == 0
    told = refused(capsys, "project", str(file), "--json")
    assert str(file) in told
    assert "No aspect yet" in told


def test_the_briefing_is_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "a.equipoise", tmp_path / "a.pdf"
    assert main(["new", str(file), "--template", "israel"]) == 0
    assert main(["brief", str(file), "-o", str(out), "--scenario", "West first"]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    told = refused(capsys, "brief", str(file), "-o", str(tmp_path / "no" / "a.pdf"))
    assert str(tmp_path / "no" / "a.pdf") in told
