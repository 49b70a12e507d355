"""Verifying a briefing: made again from its dossier, and compared with the file at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from equipoise import __version__
from equipoise.briefing.content.stated import dossier_digest, figures_of
from equipoise.briefing.document import Document
from equipoise.briefing.errors import BriefingError
from equipoise.briefing.material import Material, as_in, gather
from equipoise.briefing.press.embedded import UnreadableBriefing, form_of, record_in
from equipoise.briefing.press.formats import render
from equipoise.briefing.produce import drafted
from equipoise.briefing.record import Figures, NotARecord, Record, record_of, seal_of
from equipoise.briefing.request import Request
from equipoise.briefing.sealing import (
    document_digest,
    libraries,
    record_for,
    with_record,
)
from equipoise.briefing.template import Template
from equipoise.briefing.template_folder.reading import standard_template
from equipoise.dossier.dossier import Dossier
from equipoise.projection.model import ProjectionModel


@dataclass(frozen=True, slots=True)
class PastState:
    """A dossier as it once was; `when` says since which edit, in words."""

    when: str
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Moved:
    """A key figure that is another now; `then` and `now` are its values in words."""

    name: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a briefing has found.

    `identical`: made again, the briefing has the same bytes. `as_of` says of which earlier state
    of the dossier this holds where it does not hold of the present one. `findings` are plain
    sentences, `moved` the key figures that differ, then and now. `seal` is empty where the file
    carries no record.
    """

    identical: bool
    findings: tuple[str, ...]
    moved: tuple[Moved, ...] = ()
    as_of: str = ""
    seal: str = ""


def verify_briefing(
    content: bytes,
    dossier: Dossier,
    past: Iterable[PastState] = (),
    template: Template | None = None,
) -> Verdict:
    """Make the briefing in a file again, and say whether it is the same or what differs.

    `template` is the one that the briefing was made with, the standard one if it is not given.

    `past` are earlier states of the dossier, the latest first; they are asked for only if the
    dossier is another than the record says.
    """
    try:
        seal, text = record_in(content)
    except UnreadableBriefing as error:
        return Verdict(False, (_sentence(str(error)),))
    if seal_of(text) != seal:
        return Verdict(False, ("The record is damaged: its seal is not that of its text.",))
    try:
        record = record_of(text)
    except NotARecord as error:
        return Verdict(False, (_sentence(str(error)),), seal=seal)
    sealed = _Sealed(content, text, record, template or standard_template())
    if dossier_digest(dossier) == record.stated.dossier:
        findings = tuple(sealed.differences(dossier))
        identical = sealed.same_bytes and not findings
        notes = findings or ("Identical: made again, the briefing has the same bytes.",)
        return Verdict(identical, (*notes, *_other_version(record)), seal=seal)
    return _of_another_state(sealed, seal, dossier, past)


class _Sealed:
    """The file of a briefing with its record, to be held against dossiers."""

    def __init__(self, content: bytes, text: str, record: Record, template: Template) -> None:
        self.content = content
        self.template = template
        self.text = text
        self.record = record
        self.same_bytes = False

    def differences(self, dossier: Dossier) -> Iterator[str]:
        """What differs when the briefing is made again from a dossier of the record's digest."""
        made = _made_again(self.record, dossier, self.template)
        if isinstance(made, str):
            yield made
            return
        document, material, request = made
        expected = record_for(document, material, request, self.record.compared)
        if document_digest(document) != self.record.document:
            if self._other_libraries():
                yield (
                    "Made again, the briefing says something else; it was made with other versions "
                    f"of what computes it ({self._other_libraries()})."
                )
            else:
                yield (
                    "Made again from the same dossier, the briefing says something else: its "
                    "record is not the one that this program makes."
                )
            return
        if replace(expected, libraries=self.record.libraries) != record_of(self.text):
            shared = _named_differences(expected, self.record)
            if shared:
                yield f"The record itself was altered: {shared}."
                return
        try:
            again = render(with_record(document, self.text), form_of(self.content))
        except BriefingError as error:
            yield _sentence(str(error))
            return
        self.same_bytes = again == self.content
        if self.same_bytes:
            return
        if self._other_libraries():
            yield (
                "What the briefing says is the same, but the bytes of the file differ. It was made "
                f"with other versions of what typesets it ({self._other_libraries()}), so whether "
                "the file was altered besides cannot be told."
            )
        else:
            yield (
                "The file was altered after it was made: its record is whole and the dossier is "
                "the same, but made again the briefing has other bytes."
            )

    def _other_libraries(self) -> str:
        here, then = libraries(), self.record.libraries
        return ", ".join(
            f"{name} {then.get(name) or '?'} → {here[name] or '?'}"
            for name in here
            if here[name] != then.get(name)
        )


def _of_another_state(
    sealed: _Sealed, seal: str, dossier: Dossier, past: Iterable[PastState]
) -> Verdict:
    record = sealed.record
    state = next((s for s in past if dossier_digest(s.dossier) == record.stated.dossier), None)
    version = tuple(_other_version(record))
    if state is None and not _related(record, dossier):
        text = (
            "The record does not belong to this dossier: they have no scenario, pole, goal or "
            "recommendation in common."
        )
        return Verdict(False, (text, *version), seal=seal)
    moved = _moved_figures(record, dossier)
    findings = ["The dossier has changed since the briefing was made."]
    if isinstance(moved, str):
        findings.append(moved)
        moved = ()
    elif moved:
        findings += [f"{m.name}: {m.then} → {m.now}" for m in moved]
    else:
        findings.append("No key figure is another now.")
    if state is None:
        findings.append("Its journal leads back to no state that the briefing was made of.")
        return Verdict(False, (*findings, *version), moved, seal=seal)
    then = tuple(sealed.differences(state.dossier))
    if sealed.same_bytes and not then:
        findings.append(f"Identical as of then: the dossier was so {state.when}.")
        return Verdict(False, (*findings, *version), moved, state.when, seal)
    findings.append(f"The dossier was as the record says {state.when}. Held against that state:")
    return Verdict(False, (*findings, *then, *version), moved, seal=seal)


def _made_again(
    record: Record, dossier: Dossier, template: Template
) -> tuple[Document, Material, Request] | str:
    """The briefing as the record asks for it, not sealed; or why it cannot be made."""
    request = Request(
        produced=record.stated.day,
        kind=record.kind,
        language=record.language,
        sections=record.sections,
        portion_marks=record.portion_marks,
        version=record.program,
        template=template,
    )
    if template.digest != record.template:
        return (
            "It was made with another template; say with --template which folder that was, as it "
            "was then."
        )
    try:
        material = gather(dossier, record.stated.scenario_id, record.compared)
        material = replace(material, since=record.since)
        return drafted(material, request, record.compared), material, request
    except (ValueError, KeyError, BriefingError) as error:
        return f"The briefing cannot be made again: {error}."


def _other_version(record: Record) -> Iterator[str]:
    if record.program != __version__:
        yield (
            f"It was made with version {record.program} of the program; this is version "
            f"{__version__}."
        )


def _named_differences(expected: Record, found: Record) -> str:
    parts = {
        "seed": (expected.seed, found.seed),
        "draws": (expected.draws, found.draws),
        "months": (expected.months, found.months),
        "weights": (_weights(expected.stated.figures), _weights(found.stated.figures)),
        "figures": (
            _in_words(expected.stated.figures),
            _in_words(found.stated.figures),
        ),
    }
    return ", ".join(name for name, (one, two) in parts.items() if one != two)


def _related(record: Record, dossier: Dossier) -> bool:
    figures = record.stated.figures
    return (
        dossier.find("scenarios", record.stated.scenario_id) is not None
        or any(dossier.find("poles", index.id) is not None for index in figures.indices)
        or any(dossier.find("goals", goal.id) is not None for goal in figures.goals)
        or any(dossier.find("recommendations", w.id) is not None for w in figures.weights)
    )


def _moved_figures(record: Record, dossier: Dossier) -> tuple[Moved, ...] | str:
    """The key figures that are others now; or why there are none now."""
    scenario_id = record.stated.scenario_id
    if scenario_id and dossier.find("scenarios", scenario_id) is None:
        return f"The scenario “{record.stated.scenario}” is no longer in the dossier."
    try:
        model = ProjectionModel(dossier, scenario_id or None)
    except ValueError as error:
        return f"There is nothing to compare now: {error}"
    projection = model.project(dossier.weights_of(scenario_id) if scenario_id else {})
    material = Material(as_in(dossier, scenario_id), scenario_id, projection, whole=dossier)
    then, now = _in_words(record.stated.figures), _in_words(figures_of(material))
    return tuple(
        Moved(name, then.get(key, (name, "–"))[1], now.get(key, (name, "–"))[1])
        for key, (name, _) in {**then, **now}.items()
        if then.get(key, ("", ""))[1] != now.get(key, ("", ""))[1]
    )


def _in_words(figures: Figures) -> dict[tuple[str, str], tuple[str, str]]:
    """Each key figure by kind and identifier: its name, and its value as compared."""
    found = {("all", ""): ("All goals hold", _percent(figures.all_goals))}
    for goal in figures.goals:
        what = "Risk of the red line" if goal.kind == "red_line" else "Goal"
        found["goal", goal.id] = (f"{what} “{goal.name or goal.id}”", _percent(goal.chance))
    for index in figures.indices:
        value = f"{index.median:.1f} ({index.low:.1f}–{index.high:.1f})"
        found["index", index.id] = (f"Index “{index.name or index.id}”", value)
    return {**found, **_weights(figures)}


def _weights(figures: Figures) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        ("weight", w.id): (f"Weight of “{w.name or w.id}”", f"{w.percent:g} %")
        for w in figures.weights
    }


def _percent(chance: float | None) -> str:
    return "–" if chance is None else f"{chance * 100:.1f} %"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
