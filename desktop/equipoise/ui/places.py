"""The places that the rail leads to: rooms beside the projection, and whole-window workspaces."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from equipoise.editing.session import Session


class Place(NamedTuple):
    """A room or workspace: icon, name, one sentence of help, and how to make it when first shown.

    A `workspace` uses the whole window; a room stands beside the projection.
    """

    icon: str
    name: str
    help: str
    make: Callable[[Session], Any]
    workspace: bool = False


def _overview(session: Session) -> Any:
    from equipoise.ui.rooms.overview_room import OverviewRoom

    return OverviewRoom(session)


def _aspects(session: Session) -> Any:
    from equipoise.ui.rooms.aspects_room import AspectsRoom

    return AspectsRoom(session)


def _drivers(session: Session) -> Any:
    from equipoise.ui.rooms.drivers_room import DriversRoom

    return DriversRoom(session)


def _recommendations(session: Session) -> Any:
    from equipoise.ui.rooms.recommendations_room import RecommendationsRoom

    return RecommendationsRoom(session)


def _sources(session: Session) -> Any:
    from equipoise.ui.rooms.sources_room import SourcesRoom

    return SourcesRoom(session)


def _compare(session: Session) -> Any:
    from equipoise.ui.compare.compare_workspace import CompareWorkspace

    return CompareWorkspace(session)


def _briefing(session: Session) -> Any:
    from equipoise.ui.briefing.briefing_workspace import BriefingWorkspace

    return BriefingWorkspace(session)


def _journal(session: Session) -> Any:
    from equipoise.editing.then import Then
    from equipoise.ui.journal.journal_workspace import JournalWorkspace
    from equipoise.ui.merge.conflicts_pane import ConflictsPane

    workspace = JournalWorkspace(session, session.history or Then())
    conflicts = ConflictsPane(session)
    conflicts.go_to.connect(workspace.go_to)
    workspace.add_tab(conflicts, "Conflicts")
    return workspace


PLACES = (
    Place(
        "overview",
        "Overview",
        "Subject, horizon, postures at a glance, goals and red lines",
        _overview,
    ),
    Place(
        "aspects",
        "Aspects",
        "Strands of the relationship and the posture towards each pole",
        _aspects,
    ),
    Place("drivers", "Drivers", "Challenges, opportunities and external shifts", _drivers),
    Place(
        "recommendations",
        "Recommendations",
        "Recommendations, what they do, and their steps",
        _recommendations,
    ),
    Place("sources", "Sources", "What the judgments rest on", _sources),
    Place(
        "compare",
        "Compare",
        "Scenarios side by side, in the whole window",
        _compare,
        workspace=True,
    ),
    Place(
        "briefing",
        "Briefing",
        "The pages as they will print: choose, reword, export",
        _briefing,
        workspace=True,
    ),
    Place(
        "journal",
        "Journal",
        "Who changed what, when and why; back to any moment",
        _journal,
        workspace=True,
    ),
)

BRIEFING = next(number for number, place in enumerate(PLACES) if place.icon == "briefing")
"""Where the Briefing workspace stands in the rail."""
