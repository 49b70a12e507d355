"""The commands without a window, each through `main()` as a script would call it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.__main__ import main
from equipoise.commands.project import parse_weights
from equipoise.commands.reach import parse_probability
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
    told = refused(capsys, "brief", str(file), "-o", str(file))
    assert "is a dossier file, which this would replace" in told
    assert file.read_bytes().startswith(b"SQLite format 3")
    told = refused(capsys, "brief", str(file), "-o", str(tmp_path / "no" / "a.pdf"))
    assert str(tmp_path / "no" / "a.pdf") in told


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    """The shipped dossier on few draws, in a file."""
    text, file = tmp_path / "small.json", tmp_path / "small.equipoise"
    document = json.loads((Path(__file__).parents[1] / "data" / "israel.json").read_text("utf-8"))
    document["settings"]["draws"] = 256
    text.write_text(json.dumps(document))
    assert main(["import", str(text), "-o", str(file)]) == 0
    return file


def test_scenarios_compared_as_one_json_object(
    small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = "West first, as today,Moscow first"
    assert main(["compare", str(small_file), "--scenarios", names, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {
        *("dossier", "seed", "draws", "months", "scenarios", "differences", "beats", "diff"),
    }
    assert (found["draws"], found["months"]) == (256, list(range(37)))
    assert list(found["scenarios"]) == ["West first", "As today", "Moscow first"]
    dossier = shipped_dossier()
    models = {s: ProjectionModel(dossier, s, draws=256) for s in ("west-first", "moscow-first")}
    west, moscow = (m.project(dossier.weights_of(s)) for s, m in models.items())
    one = found["scenarios"]["Moscow first"]
    assert one["index"]["Russia"]["p50"] == moscow.index["russia"].p50.tolist()
    assert one["all_goals"] == moscow.all_goals
    assert list(one["red_lines"].values()) == list(moscow.red_lines.values())
    apart = west.index_draws["russia"] - moscow.index_draws["russia"]
    told = found["differences"]["West first − Moscow first"]["Russia"]
    assert told["mean"] == pytest.approx(apart.mean(axis=1).tolist())
    beats = found["beats"]["West first over Moscow first"]["Russia"]
    assert beats[36] == (apart[36] > 0).mean()
    assert beats[0] == 0.5, "all scenarios begin alike"
    assert {"kind": "weight", "label": "Embassy Task Force", "from": "45 %", "to": "5 %"} in (
        found["diff"]["West first → As today"]
    )
    assert len(found["differences"]) == len(found["beats"]) == 3
    assert len(found["diff"]) == 2


def test_scenarios_compared_in_plain_lines(
    small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(small_file), "--scenarios", "As today,Balanced"]) == 0
    told = capsys.readouterr().out
    assert "computed from judgments" in told
    assert "As today − Balanced, Russia: median -" in told


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("As today", "name 2 to 6 scenarios to compare, with commas between; 1 named"),
        ("As today,Nowhere", "there is no scenario “Nowhere”; there are: "),
        ("As today,as TODAY", "the scenario “As today” is named twice"),
        ("", "0 named"),
    ],
)
def test_bad_comparisons(
    names: str, words: str, small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refused(capsys, "compare", str(small_file), "--scenarios", names, "--json")


REACH = ("--goal", "working relationship with MOSCOW", "--scenario", "As today")


def test_the_reverse_search_as_one_json_object(
    small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = ["--lock", "Counterterrorism Efforts,Economic Collaborations"]
    asked = ["reach", str(small_file), *REACH, "--probability", "55", *lock, "--json"]
    assert main(asked) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["goal"], found["scenario"]) == ("Working relationship with Moscow", "As today")
    assert (found["probability"], found["found"]) == (0.55, True)
    start, weights = found["from"], found["weights"]
    assert weights["Counterterrorism Efforts"] == start["Counterterrorism Efforts"] == 0
    assert weights["Economic Collaborations"] == start["Economic Collaborations"] == 5
    assert found["change"] == pytest.approx(sum(abs(weights[k] - start[k]) for k in start))
    given = ",".join(f"{name}={percent}" for name, percent in weights.items())
    again = projected(capsys, str(small_file), "--weights", given)
    assert again["goals"][found["goal"]] == found["reached"] >= 0.55  # type: ignore[index]
    assert set(found["judgments"][0]) == {
        *("row", "field", "unit", "likely", "needed", "probability"),
    }
    assert min(j["probability"] for j in found["judgments"]) >= 0.55


def test_the_reverse_search_in_plain_lines(
    small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reach", str(small_file), *REACH, "--probability", "99.5%", "--no-judgments"]) == 0
    assert "No allocation of the effort does it; the closest reaches" in capsys.readouterr().out
    assert main(["reach", str(small_file), *REACH, "--probability", "10"]) == 0
    assert "Nothing has to change" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--goal", "Peace"], "there is no goal or red line “Peace”; there are: "),
        (["--scenario", "Nowhere"], "there is no scenario “Nowhere”"),
        (["--lock", "Nothing"], "there is no recommendation “Nothing”"),
        (["--probability", "101"], "101 lies outside 0–100 %"),
        (["--probability", "-1"], "-1 lies outside 0–100 %"),
        (["--probability", "nan"], "nan lies outside 0–100 %"),
        (["--probability", "often"], "“often” is no"),
    ],
)
def test_bad_reverse_searches(
    arguments: list[str], words: str, small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["reach", str(small_file), *REACH, "--probability", "50", *arguments, "--json"]
    assert words in refused(capsys, *asked)


def test_a_probability_may_be_written_in_two_ways() -> None:
    assert parse_probability("0.7") == parse_probability("70") == parse_probability("70%") == 0.7
    assert parse_probability("0.7%") == pytest.approx(0.007)
    assert parse_probability("1") == parse_probability("100") == 1.0


def test_names_that_hold_commas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, file = tmp_path / "a.json", tmp_path / "a.equipoise"
    document = json.loads((Path(__file__).parents[1] / "data" / "israel.json").read_text("utf-8"))
    document["settings"]["draws"] = 64
    document["scenarios"][0]["name"] = "Balanced, but slow"
    text.write_text(json.dumps(document))
    assert main(["import", str(text), "-o", str(file)]) == 0
    names = "Balanced, but slow,West first"
    assert main(["compare", str(file), "--scenarios", names, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["scenarios"]) == ["Balanced, but slow", "West first"]


def test_weights_of_names_that_hold_commas_and_equals_signs() -> None:
    dossier = shipped_dossier()
    one, two = dossier.recommendations[:2]
    for row, name in ((one, " Talks, quietly = often"), (two, "Talks")):
        dossier = dossier.with_row("recommendations", replace(row, name=name))
    text = "talks, QUIETLY = often=30, Talks = 20,"
    assert parse_weights(dossier, text) == {one.id: 30.0, two.id: 20.0}
    with pytest.raises(ValueError, match=r"“Talks, quietly = often”: “much” is not a number"):
        parse_weights(dossier, "Talks, quietly = often=much")


def test_json_is_utf_8_whatever_the_system_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252"))
    assert main(["schema"]) == 0
    assert json.loads(written.getvalue().decode("utf-8")) == json_schema()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "equipoise", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr.decode().startswith("equipoise: the output could not be written")
    assert ended.stderr.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-m", "equipoise", "schema"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (1, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory the way Linux does")
def test_a_question_too_large_for_memory_is_told_in_one_line() -> None:
    limited = (
        "import resource, sys; from equipoise.__main__ import main; "
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); "
        "sys.exit(main(['project', '--draws', '131072', '--months', '120']))"
    )
    ended = subprocess.run([sys.executable, "-c", limited], capture_output=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.decode().startswith("equipoise: there is not enough memory for this")
    assert ended.stderr.count(b"\n") == 1
