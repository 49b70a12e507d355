"""What has changed since an earlier briefing, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from equipoise.briefing.codes import ALL_EFFORT, ALL_GOALS, code_of, index_code
from equipoise.briefing.content.goals import index_name, yardstick_of
from equipoise.briefing.content.stated import dossier_digest, figures_of
from equipoise.briefing.document import Sentence
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.record import Figures, NotARecord, Stated, record_of

_NOTICEABLE = 0.01 - 1e-9
_NOTICEABLE_POINTS = 1 - 1e-9
_NOTICEABLE_PERCENT = 0.05


def last_issued(records: Sequence[str], material: Material) -> Stated | None:
    """What the latest of these briefings stated that says anything else than the material does.

    `records` are those of the briefings issued, the latest last; only those of the same scenario
    count, and what is no record is passed over.
    """
    digest, figures = dossier_digest(material.original), figures_of(material)
    for text in reversed(records):
        try:
            stated = record_of(text).stated
        except NotARecord:
            continue
        if stated.scenario_id != material.scenario_id:
            continue
        if stated.dossier != digest or not _equal(stated.figures, figures):
            return stated
    return None


def _equal(one: Figures, two: Figures) -> bool:
    """Whether two say the same, whatever their rows are called."""

    def numbers(figures: Figures) -> object:
        return (
            figures.all_goals,
            sorted((g.id, g.kind, g.chance is None, g.chance or 0.0) for g in figures.goals),
            sorted((i.id, i.low, i.median, i.high) for i in figures.indices),
            sorted((w.id, w.percent) for w in figures.weights),
        )

    return numbers(one) == numbers(two)


def changes_since(material: Material, earlier: Stated, speech: Speech) -> tuple[Sentence, ...]:
    """What the key figures have done since an earlier briefing; says so where they stayed.

    Probabilities and medians count from one point on, weights from a tenth of a percent.
    """
    now = figures_of(material)
    moved = list(
        chain(
            _goals(material, earlier.figures, now, speech),
            _indices(material, earlier.figures, now, speech),
            _weights(material, earlier.figures, now, speech),
        )
    )
    day = speech.day(earlier.day)
    before, after = earlier.figures.all_goals, now.all_goals
    if before is not None and after is not None and abs(after - before) >= _NOTICEABLE:
        text = speech.say("since-all-goals", day=day, **_words(material, before, after, speech))
    elif moved:
        text = speech.say("since-some", day=day)
    else:
        text = speech.say("since-nothing", day=day)
    return (Sentence(text, "since", (ALL_GOALS,)), *moved)


def _words(material: Material, before: float, after: float, speech: Speech) -> dict[str, str]:
    yardstick = yardstick_of(material.dossier)
    return {
        "before": speech.probability(before),
        "after": speech.probability(after),
        "word_before": speech.likelihood(yardstick, before),
        "word_after": speech.likelihood(yardstick, after),
    }


def _goals(
    material: Material, earlier: Figures, now: Figures, speech: Speech
) -> Iterator[Sentence]:
    was = {goal.id: goal for goal in earlier.goals}
    for goal in now.goals:
        place = f"since:goal:{goal.id}"
        codes = (code_of(material.dossier, "goals", goal.id),)
        name, before = speech.name(goal.name), was.get(goal.id)
        red = goal.kind == "red_line"
        if before is None or before.kind != goal.kind:
            text = speech.say("since-red-line-new" if red else "since-goal-new", name=name)
        elif (
            before.chance is None
            or goal.chance is None
            or abs(goal.chance - before.chance) < _NOTICEABLE
        ):
            continue
        else:
            text = speech.say(
                "since-red-line" if red else "since-goal",
                name=name,
                **_words(material, before.chance, goal.chance, speech),
            )
        yield Sentence(text, place, codes)
    here = {goal.id for goal in now.goals}
    for goal in earlier.goals:
        if goal.id not in here and goal.name:
            name = speech.name(goal.name)
            red = goal.kind == "red_line"
            text = speech.say("since-red-line-gone" if red else "since-goal-gone", name=name)
            yield Sentence(text, f"since:goal:{goal.id}")


def _indices(
    material: Material, earlier: Figures, now: Figures, speech: Speech
) -> Iterator[Sentence]:
    was = {index.id: index.median for index in earlier.indices}
    for index in now.indices:
        before = was.get(index.id)
        if before is not None and abs(index.median - before) >= _NOTICEABLE_POINTS:
            text = speech.say(
                "since-index",
                pole=index_name(material.dossier, index.id, speech),
                before=speech.level(before),
                after=speech.level(index.median),
            )
            codes = (index_code(material.dossier, index.id),)
            yield Sentence(text, f"since:index:{index.id}", codes)


def _weights(
    material: Material, earlier: Figures, now: Figures, speech: Speech
) -> Iterator[Sentence]:
    was = {share.id: share for share in earlier.weights}
    is_now = {share.id: share for share in now.weights}
    moves = []
    for key, share in {**was, **is_now}.items():
        before = was[key].percent if key in was else 0.0
        after = is_now[key].percent if key in is_now else 0.0
        if abs(after - before) >= _NOTICEABLE_PERCENT:
            moves.append(
                speech.say(
                    "since-weight",
                    name=speech.name(share.name or key),
                    before=speech.rounded_percent(before),
                    after=speech.rounded_percent(after),
                )
            )
    if moves:
        text = speech.say("since-weights", moves=speech.listing(moves))
        yield Sentence(text, "since:weights", (ALL_EFFORT,))
