"""What a user can do to scenarios, each a function Dossier → Dossier.

Three ways back, which are different things: *undo* takes back the last edit of anything; *revert to
bookmark* brings back the state that was bookmarked; *reset to base* makes a scenario decide what
the base scenario decides. A locked scenario refuses all but unlocking (ValueError in plain words).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Scenario
from equipoise.dossier.scenarios import OverrideKey, ScenarioState, state_of, with_state
from equipoise.editing.edits import duplicate_row, new_identifier, refuse_locked, unused_name

K = TypeVar("K")
V = TypeVar("V")


def new_scenario(
    dossier: Dossier, name: str, like: str = "", scenario_id: str | None = None
) -> Dossier:
    """A scenario that decides what `like` decides (nothing, if ""), bookmarked as it begins."""
    row = Scenario(scenario_id or new_identifier(), unused_name(dossier, "scenarios", name))
    state = state_of(dossier, like) if like else ScenarioState()
    return bookmark(with_state(dossier.with_row("scenarios", row), row.id, state), row.id)


def duplicate_scenario(dossier: Dossier, scenario_id: str, copy_id: str | None = None) -> Dossier:
    """A copy of a scenario with its note and bookmark, right behind it; never locked."""
    copy = copy_id or new_identifier()
    return set_locked(duplicate_row(dossier, "scenarios", scenario_id, copy), copy, False)


def delete_scenario(dossier: Dossier, scenario_id: str) -> Dossier:
    """Take a scenario away with all that it decides."""
    refuse_locked(dossier, scenario_id)
    return delete(dossier, "scenarios", [scenario_id])


def rename_scenario(dossier: Dossier, scenario_id: str, name: str) -> Dossier:
    """Give a scenario another name."""
    refuse_locked(dossier, scenario_id)
    row: Scenario = dossier.get("scenarios", scenario_id)
    return dossier.with_row("scenarios", replace(row, name=name))


def set_note(dossier: Dossier, scenario_id: str, note: str) -> Dossier:
    """Say what a scenario is meant to show."""
    refuse_locked(dossier, scenario_id)
    row: Scenario = dossier.get("scenarios", scenario_id)
    return dossier.with_row("scenarios", replace(row, note=note))


def add_to_note(dossier: Dossier, scenario_id: str, sentence: str) -> Dossier:
    """Add a sentence to a scenario's note, on a line of its own."""
    row: Scenario = dossier.get("scenarios", scenario_id)
    note = f"{row.note.rstrip()}\n{sentence}" if row.note.strip() else sentence
    return set_note(dossier, scenario_id, note)


def bookmark(dossier: Dossier, scenario_id: str) -> Dossier:
    """Keep the scenario's state, for `revert_to_bookmark` to bring back."""
    refuse_locked(dossier, scenario_id)
    row: Scenario = dossier.get("scenarios", scenario_id)
    text = state_of(dossier, scenario_id).text()
    return dossier.with_row("scenarios", replace(row, bookmark=text))


def is_bookmarked(dossier: Dossier, scenario_id: str) -> bool:
    """Whether the scenario's state is the one that its bookmark keeps; no bookmark keeps none."""
    row: Scenario = dossier.get("scenarios", scenario_id)
    return row.bookmark == state_of(dossier, scenario_id).text()


def revert_to_bookmark(dossier: Dossier, scenario_id: str) -> Dossier:
    """Bring back the bookmarked state. Raises ValueError if there is no bookmark."""
    refuse_locked(dossier, scenario_id)
    row: Scenario = dossier.get("scenarios", scenario_id)
    if not row.bookmark:
        raise ValueError(f"The scenario “{row.name}” has no bookmark yet.")
    return with_state(dossier, scenario_id, ScenarioState.of_text(row.bookmark))


def reset_to_base(dossier: Dossier, scenario_id: str) -> Dossier:
    """Let a scenario decide what the base scenario decides."""
    refuse_locked(dossier, scenario_id)
    return with_state(dossier, scenario_id, state_of(dossier, dossier.base_scenario_id()))


def set_locked(dossier: Dossier, scenario_id: str, locked: bool) -> Dossier:
    """Lock a scenario against changes, or unlock it."""
    row: Scenario = dossier.get("scenarios", scenario_id)
    return dossier.with_row("scenarios", replace(row, locked=locked))


def set_base(dossier: Dossier, scenario_id: str) -> Dossier:
    """Make a scenario the one that others are compared with."""
    settings = replace(dossier.settings, base_scenario_id=scenario_id)
    return replace(dossier, settings=settings)


def revert_element(
    dossier: Dossier, scenario_id: str, kind: str, key: str, to_scenario_id: str
) -> Dossier:
    """Let one element (a weight, forcing, override or goal) be as in another scenario.

    `kind` and `key` are those of `dossier.scenarios.ElementDifference`.
    """
    refuse_locked(dossier, scenario_id)
    state, model = state_of(dossier, scenario_id), state_of(dossier, to_scenario_id)
    if kind == "weight":
        state = replace(state, weights=_as_in(state.weights, model.weights, key))
    elif kind == "forcing":
        state = replace(state, forcings=_as_in(state.forcings, model.forcings, key))
    elif kind == "override":
        table, row_id, field = key.split("\x1f")
        place = (table, row_id, field)
        state = replace(state, overrides=_as_in(state.overrides, model.overrides, place))
    elif kind == "goal":
        aside = state.set_aside - {key} | (model.set_aside & {key})
        state = replace(state, set_aside=aside)
    else:
        raise ValueError(f"a scenario has no element of the kind {kind!r}")
    return with_state(dossier, scenario_id, state)


def _as_in(own: Mapping[K, V], model: Mapping[K, V], key: K) -> dict[K, V]:
    changed = {k: v for k, v in own.items() if k != key}
    if key in model:
        changed[key] = model[key]
    return changed


def set_override(
    dossier: Dossier, scenario_id: str, place: OverrideKey, judgment: Judgment | None
) -> Dossier:
    """Put a judgment in the place of the dossier's own in a scenario; None takes it away."""
    refuse_locked(dossier, scenario_id)
    state = state_of(dossier, scenario_id)
    overrides = {k: v for k, v in state.overrides.items() if k != place}
    if judgment is not None:
        overrides[place] = judgment
    return with_state(dossier, scenario_id, replace(state, overrides=overrides))


def set_goal_in_force(dossier: Dossier, scenario_id: str, goal_id: str, in_force: bool) -> Dossier:
    """Put a goal or red line in force in a scenario, or set it aside."""
    refuse_locked(dossier, scenario_id)
    state = state_of(dossier, scenario_id)
    aside = state.set_aside - {goal_id} if in_force else state.set_aside | {goal_id}
    return with_state(dossier, scenario_id, replace(state, set_aside=aside))


def set_forcing(
    dossier: Dossier, scenario_id: str, driver_id: str, state: str | None, month: int = 0
) -> Dossier:
    """Force a driver in a scenario (`happens`, `does_not_happen`); None lets it be as judged."""
    refuse_locked(dossier, scenario_id)
    before = state_of(dossier, scenario_id)
    forcings = {k: v for k, v in before.forcings.items() if k != driver_id}
    if state is not None:
        forcings[driver_id] = (state, month)
    return with_state(dossier, scenario_id, replace(before, forcings=forcings))
