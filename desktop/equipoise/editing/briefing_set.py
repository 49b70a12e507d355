"""Several briefings of one dossier, and their charts, written as files one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from equipoise.briefing.content.chart_data import charts_of
from equipoise.briefing.document import Chart, Document
from equipoise.briefing.errors import BriefingError
from equipoise.briefing.press.chart_files import chart_files, chart_names
from equipoise.briefing.press.formats import render
from equipoise.briefing.press.guard import forget
from equipoise.briefing.warnings import warnings_of
from equipoise.editing.background import Progress, Stop
from equipoise.editing.briefer import Maker, Wish
from equipoise.store.errors import StoreError
from equipoise.store.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class Ordered:
    """What is to be written: these briefings in these formats, their charts, below a folder.

    `name` is what all names of files begin with. `charts` are kinds of chart files ("png", …).
    """

    wishes: tuple[Wish, ...]
    formats: tuple[str, ...]
    charts: tuple[str, ...]
    folder: Path
    name: str


@dataclass(frozen=True)
class Part:
    """Files that are made in one go, and how."""

    paths: tuple[Path, ...]
    make: Callable[[], list[bytes]]


@dataclass(frozen=True)
class Plan:
    """All files to be written, in parts, and what should be known about them."""

    parts: tuple[Part, ...]
    remarks: tuple[str, ...] = ()

    def present(self) -> list[Path]:
        """Files that stand there already."""
        return [path for part in self.parts for path in part.paths if path.exists()]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written, what could not be and why, and whether it was given up."""

    written: tuple[Path, ...]
    troubles: tuple[str, ...] = ()
    given_up: bool = False


def planned(ordered: Ordered, maker: Maker, tell: Progress, stopped: Stop) -> Plan:
    """Compose all that is ordered, so that the names of its files are known.

    Raises NothingToProject, BriefingError.
    """
    parts: list[Part] = []
    remarks: list[str] = []
    charts: dict[str, list[Chart]] = {}
    sample: dict[str, Document] = {}
    for done, wish in enumerate(ordered.wishes):
        if stopped():
            break
        document, _ = maker.document(wish)
        forget()
        kind, language = wish.request.kind, wish.request.language
        stem = f"{ordered.name} – {kind} – {language}"
        told = warnings_of(document, wish.dossier, wish.scenario_id)
        remarks += [f"{stem}: {warning}" for warning in told]
        for form in ordered.formats:
            path = ordered.folder / f"{stem}.{form}"
            parts.append(Part((path,), _rendering(document, form)))
        sample.setdefault(language, document)
        known = charts.setdefault(language, [])
        known += [chart for chart in charts_of(document) if chart not in known]
        tell((done + 1) / len(ordered.wishes))
    for language, found in charts.items():
        parts += _chart_parts(ordered, replace(sample[language], opening=tuple(found), sections=()))
    return Plan(tuple(parts), tuple(remarks))


def written(plan: Plan, tell: Progress, stopped: Stop) -> Outcome:
    """Make and write the files of a plan, each whole; what fails does not keep others back."""
    done: list[Path] = []
    troubles: list[str] = []
    total = sum(len(part.paths) for part in plan.parts)
    passed = 0
    for part in plan.parts:
        if stopped():
            return Outcome(tuple(done), tuple(troubles), given_up=True)
        try:
            contents = part.make()
        except BriefingError as error:
            troubles.append(f"{part.paths[0].name}: {error}")
            passed += len(part.paths)
            continue
        forget()
        for path, content in zip(part.paths, contents, strict=True):
            if stopped():
                return Outcome(tuple(done), tuple(troubles), given_up=True)
            try:
                path.parent.mkdir(exist_ok=True)
                write_whole(path, content)
            except (StoreError, OSError) as error:
                troubles.append(f"{path.name}: {error}")
            else:
                done.append(path)
            passed += 1
            tell(passed / total)
    return Outcome(tuple(done), tuple(troubles))


def _rendering(document: Document, form: str) -> Callable[[], list[bytes]]:
    return lambda: [render(document, form)]


def _chart_parts(ordered: Ordered, document: Document) -> Sequence[Part]:
    """A part for each kind of chart files, in a folder of their own."""
    names = chart_names(document)
    folder = ordered.folder / f"{ordered.name} – charts – {document.language}"

    def making(kind: str) -> Callable[[], list[bytes]]:
        return lambda: [made.content for made in chart_files(document, (kind,))]

    return [
        Part(tuple(folder / f"{name}.{kind}" for name in names), making(kind))
        for kind in ordered.charts
        if names
    ]
