"""The rows a dossier is made of: frozen dataclasses, one class a table.

Link rows (cells, effects, damping, spillovers, weights, forcings …) are identified by the rows they
join; their `id` is derived, so two of them for the same pair cannot coexist unnoticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from equipoise.dossier.fields import (
    Choice,
    Day,
    Flag,
    Judged,
    Number,
    Reference,
    References,
    Text,
)
from equipoise.dossier.judgment import Judgment

LEVEL_UNIT = "points"
DRIFT_UNIT = "points a year at mid-scale"
EFFECT_UNIT = "points at mid-scale"
MONTHS = "months"
LONGEST_HORIZON = 120

_NAME = "The name that tables, charts and briefings show."
_SOURCES = References("Sources", "The sources that this row's judgments rest on.", "sources")
_REVIEW = Day(
    "Review by", "After this day the judgments of this row lose confidence, month by month."
)
_MARK = Reference(
    "Handling mark",
    "Who may read this row; without one it counts as the dossier's default mark.",
    "marks",
    optional=True,
)
_ASPECT = Reference("Aspect", "The aspect of the relationship.", "aspects")
_POLE = Reference("Pole", "The pole towards which the posture is taken.", "poles")
_LEVEL = Judged(
    "Level",
    "State of the relationship now: 0 hostile or absent, 50 functional, 100 allied.",
    LEVEL_UNIT,
    0,
    100,
    inside=True,
    optional=True,
)
_DRIFT = Judged(
    "Drift",
    "Where the level is heading by itself, in points a year measured at mid-scale.",
    DRIFT_UNIT,
    -50,
    50,
    step=0.5,
    optional=True,
)
_EFFECT_HELP = "Points at mid-scale (25 points there are one latent unit); negative harms the cell."
_START = Judged(
    "Start", "Months from the as-of date until the step begins.", MONTHS, 0, LONGEST_HORIZON
)
_DURATION = Judged(
    "Duration",
    "Months from the start of the step to its full effect; a step cannot end before it starts.",
    MONTHS,
    0,
    LONGEST_HORIZON,
)

DRIVER_KINDS = (
    ("challenge", "Challenge"),
    ("opportunity", "Opportunity"),
    ("external", "External"),
)
TIMINGS = (("ongoing", "Ongoing"), ("event", "Event"))
STATUSES = (
    ("planned", "Planned"),
    ("under_way", "Under way"),
    ("done", "Done"),
    ("blocked", "Blocked"),
)
GOAL_KINDS = (("goal", "Goal"), ("red_line", "Red line"))
RELATIONS = (("at_least", "at least"), ("at_most", "at most"))
TIMES = (("at", "at month"), ("by", "by month"))
LINKAGE_KINDS = (("excludes", "excludes"), ("requires", "requires"))
JUDGED_TABLES = (
    ("cells", "Cells"),
    ("drivers", "Drivers"),
    ("driver_effects", "Driver effects"),
    ("recommendations", "Recommendations"),
    ("recommendation_effects", "Recommendation effects"),
    ("dampings", "Damping of drivers"),
    ("steps", "Steps"),
)
FORCINGS = (("happens", "Happens"), ("does_not_happen", "Does not happen"))
RELIABILITIES = (
    ("A", "A – completely reliable"),
    ("B", "B – usually reliable"),
    ("C", "C – fairly reliable"),
    ("D", "D – not usually reliable"),
    ("E", "E – unreliable"),
    ("F", "F – cannot be judged"),
)
CREDIBILITIES = (
    ("1", "1 – confirmed"),
    ("2", "2 – probably true"),
    ("3", "3 – possibly true"),
    ("4", "4 – doubtful"),
    ("5", "5 – improbable"),
    ("6", "6 – cannot be judged"),
)
YARDSTICK_CHOICES = (("phia", "UK PHIA"), ("icd203", "US ICD 203"))
LANGUAGES = (
    ("en", "English"),
    ("he", "Hebrew"),
    ("ru", "Russian"),
    ("ar", "Arabic"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("de", "German"),
    ("uk", "Ukrainian"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the dossier as a whole; every dossier has exactly one such row."""

    title: Annotated[str, Text("Title", "The dossier's title.", required=True)] = "Untitled dossier"
    subject: Annotated[str, Text("Subject", "The state whose relationships are weighed.")] = ""
    setting: Annotated[str, Text("Setting", "The situation in which to decide.", long=True)] = ""
    conclusion: Annotated[str, Text("Conclusion", "What the analyst concludes.", long=True)] = ""
    handling_mark: Annotated[
        str,
        Text("Handling mark", "Printed on top and bottom of each page, shown in the status bar."),
    ] = ""
    as_of: Annotated[
        date,
        Day(
            "As of",
            "Month 0 of the projection, and the day on which judgments age.",
            optional=False,
        ),
    ] = date(2026, 1, 1)
    horizon: Annotated[
        int,
        Number("Horizon", "How far the projection looks.", MONTHS, 1, LONGEST_HORIZON, whole=True),
    ] = 36
    seed: Annotated[
        int,
        Number("Seed", "Number that fixes every draw.", "", 0, 2**31 - 1, whole=True),
    ] = 1
    draws: Annotated[
        int,
        Number(
            "Draws", "Futures drawn; powers of two balance best.", "draws", 2, 131072, whole=True
        ),
    ] = 8192
    trend_damping: Annotated[
        float,
        Number(
            "Trend damping φ",
            "Share of the drift that is left after each month (Gardner and McKenzie 1985).",
            "a month",
            0,
            1,
            step=0.01,
            decimals=3,
        ),
    ] = 0.97
    response_half_life: Annotated[
        float,
        Number(
            "Response half-life",
            "Months until half of a new influence shows in the level.",
            MONTHS,
            0.1,
            120,
            decimals=1,
        ),
    ] = 6.0
    noise_half_life: Annotated[
        float,
        Number(
            "Noise half-life",
            "Months until half of a passing disturbance has faded.",
            MONTHS,
            0.1,
            120,
            decimals=1,
        ),
    ] = 3.0
    diminishing_returns: Annotated[
        float,
        Number(
            "Diminishing returns k",
            "0 makes effort count linearly; the larger, the more the first share counts.",
            "",
            0,
            10,
            step=0.1,
            decimals=2,
        ),
    ] = 2.0
    yardstick: Annotated[
        str,
        Choice("Yardstick", "The scale of estimative words.", YARDSTICK_CHOICES),
    ] = "phia"
    ageing: Annotated[
        bool,
        Flag("Ageing", "Judgments past their review-by date lose one point of confidence a month."),
    ] = True
    base_scenario_id: Annotated[
        str,
        Reference(
            "Base scenario",
            "The scenario that others are compared with and can be reset to; none means the first.",
            "scenarios",
            optional=True,
            loose=True,
        ),
    ] = ""
    default_mark_id: Annotated[
        str,
        Reference(
            "Default handling mark",
            "What rows without a mark of their own count as; none means the highest there is.",
            "marks",
            optional=True,
        ),
    ] = ""
    authority: Annotated[
        str,
        Text(
            "Authority",
            "Who issues the briefing, under which authority, and when it is declassified; printed "
            "as a block, line by line.",
            long=True,
        ),
    ] = ""
    author: Annotated[
        str,
        Text("Author", "The name written into the files of briefings; empty for none."),
    ] = ""
    portion_marks: Annotated[
        bool,
        Flag("Portion marks", "Each paragraph of a briefing carries a handling mark of its own."),
    ] = False

    @property
    def id(self) -> str:
        """The only settings row."""
        return "settings"


@dataclass(frozen=True, slots=True)
class Pole:
    """A power towards which the subject takes a posture."""

    id: str
    name: Annotated[str, Text("Pole", _NAME, required=True)]
    description: Annotated[str, Text("Description", "Who is meant by this pole.", long=True)] = ""
    mark_id: Annotated[str, _MARK] = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A handling mark: who may read what carries it."""

    id: str
    name: Annotated[str, Text("Handling mark", _NAME, required=True)]
    rank: Annotated[
        int, Number("Rank", "The higher, the more closely held.", "", 0, 99, whole=True)
    ] = 0
    meaning: Annotated[str, Text("Meaning", "Who may read it, and how it is kept.", long=True)] = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A posture term of the vocabulary: a word that stands for a level and a drift."""

    id: str
    name: Annotated[str, Text("Posture term", _NAME, required=True)]
    level: Annotated[Judgment, Judged("Level", _LEVEL.help, LEVEL_UNIT, 0, 100, inside=True)]
    drift: Annotated[Judgment, Judged("Drift", _DRIFT.help, DRIFT_UNIT, -50, 50, step=0.5)]
    description: Annotated[
        str, Text("Meaning", "What the term says about a posture.", long=True)
    ] = ""
    mark_id: Annotated[str, _MARK] = ""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One strand of the relationship, present towards every pole."""

    id: str
    name: Annotated[str, Text("Aspect", _NAME, required=True)]
    considerations: Annotated[
        str, Text("Considerations", "What speaks for and against closer ties here.", long=True)
    ] = ""
    strand: Annotated[
        str,
        Text("Strand of closer ties", "Name under which closer ties in this aspect are discussed."),
    ] = ""
    impact: Annotated[
        str, Text("Impact", "What closer ties in this aspect would bring.", long=True)
    ] = ""
    developments: Annotated[
        str, Text("Developments", "What is happening in this aspect.", long=True)
    ] = ""
    mark_id: Annotated[str, _MARK] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """An aspect towards a pole: posture term, level, drift, importance, volatility."""

    aspect_id: Annotated[str, Reference("Aspect", _ASPECT.help, "aspects", owned=True)]
    pole_id: Annotated[str, Reference("Pole", _POLE.help, "poles", owned=True)]
    term_id: Annotated[
        str,
        Reference(
            "Posture",
            "The posture term; the cell follows its level and drift until overridden.",
            "terms",
            optional=True,
        ),
    ] = ""
    level: Annotated[Judgment | None, _LEVEL] = None
    drift: Annotated[Judgment | None, _DRIFT] = None
    importance: Annotated[
        float,
        Number(
            "Importance",
            "Weight of this cell in its pole's index; normalised to 1 for each pole.",
            "",
            0,
            100,
            decimals=1,
        ),
    ] = 1.0
    volatility: Annotated[
        float,
        Number(
            "Volatility",
            "Standard deviation of passing disturbances, as points at mid-scale.",
            LEVEL_UNIT,
            0,
            40,
            step=0.5,
            decimals=1,
        ),
    ] = 3.0
    note: Annotated[str, Text("Note", "Why these numbers.", long=True)] = ""
    source_ids: Annotated[tuple[str, ...], _SOURCES] = ()
    review_by: Annotated[date | None, _REVIEW] = None
    mark_id: Annotated[str, _MARK] = ""

    @property
    def id(self) -> str:
        """Aspect and pole."""
        return f"{self.aspect_id}/{self.pole_id}"


@dataclass(frozen=True, slots=True)
class Spillover:
    """How far a displacement of one cell carries over to another."""

    from_aspect_id: Annotated[str, Reference("From aspect", "The cell that moves.", "aspects")]
    from_pole_id: Annotated[str, Reference("From pole", "The cell that moves.", "poles")]
    to_aspect_id: Annotated[str, Reference("To aspect", "The cell that follows.", "aspects")]
    to_pole_id: Annotated[str, Reference("To pole", "The cell that follows.", "poles")]
    strength: Annotated[
        float,
        Number(
            "Spillover",
            "Latent units that follow for each latent unit of displacement; negative means a cost.",
            "per unit",
            -2,
            2,
            step=0.05,
            decimals=2,
        ),
    ] = 0.0
    note: Annotated[str, Text("Note", "Why this number.", long=True)] = ""
    source_ids: Annotated[tuple[str, ...], _SOURCES] = ()

    @property
    def source_cell(self) -> str:
        """Identifier of the cell that moves."""
        return f"{self.from_aspect_id}/{self.from_pole_id}"

    @property
    def target_cell(self) -> str:
        """Identifier of the cell that follows."""
        return f"{self.to_aspect_id}/{self.to_pole_id}"

    @property
    def id(self) -> str:
        """Source cell and target cell."""
        return f"{self.source_cell}/{self.target_cell}"


@dataclass(frozen=True, slots=True)
class Driver:
    """A challenge, an opportunity or an external shift that acts on cells."""

    id: str
    name: Annotated[str, Text("Driver", _NAME, required=True)]
    kind: Annotated[
        str, Choice("Kind", "A challenge, an opportunity or an external shift.", DRIVER_KINDS)
    ] = "challenge"
    description: Annotated[str, Text("Description", "What the driver is.", long=True)] = ""
    timing: Annotated[
        str, Choice("Timing", "Acting already, or an event that may happen once.", TIMINGS)
    ] = "event"
    likelihood: Annotated[
        Judgment,
        Judged("Likelihood", "Probability that the event happens within its window.", "%", 0, 100),
    ] = Judgment(30, 50, 70)
    onset: Annotated[
        Judgment,
        Judged(
            "Window", "Month in which the event happens, if it does.", MONTHS, 0, LONGEST_HORIZON
        ),
    ] = Judgment(1, 12, 24)
    half_life: Annotated[
        float,
        Number(
            "Half-life of effect",
            "Months until half of the effect has decayed; 0 means that it stays.",
            MONTHS,
            0,
            LONGEST_HORIZON,
        ),
    ] = 0.0
    source_ids: Annotated[tuple[str, ...], _SOURCES] = ()
    review_by: Annotated[date | None, _REVIEW] = None
    mark_id: Annotated[str, _MARK] = ""


@dataclass(frozen=True, slots=True)
class DriverEffect:
    """What a driver does to a cell at its full force."""

    driver_id: Annotated[str, Reference("Driver", "The driver that acts.", "drivers", owned=True)]
    aspect_id: Annotated[str, _ASPECT]
    pole_id: Annotated[str, _POLE]
    effect: Annotated[Judgment, Judged("Effect", _EFFECT_HELP, EFFECT_UNIT, -100, 100)]

    @property
    def cell_id(self) -> str:
        """Identifier of the cell acted on."""
        return f"{self.aspect_id}/{self.pole_id}"

    @property
    def id(self) -> str:
        """Driver and cell."""
        return f"{self.driver_id}/{self.cell_id}"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Something that could be done, to which a share of the effort is given."""

    id: str
    name: Annotated[str, Text("Recommendation", _NAME, required=True)]
    rationale: Annotated[str, Text("Why", "What speaks for it.", long=True)] = ""
    lead_time: Annotated[
        Judgment,
        Judged(
            "Lead time",
            "Months until it begins to act; used only without implementation steps.",
            MONTHS,
            0,
            LONGEST_HORIZON,
        ),
    ] = Judgment(1, 3, 6)
    phase_in: Annotated[
        Judgment,
        Judged(
            "Phase-in",
            "Months from beginning to full effect; used only without implementation steps.",
            MONTHS,
            0,
            LONGEST_HORIZON,
        ),
    ] = Judgment(3, 6, 12)
    source_ids: Annotated[tuple[str, ...], _SOURCES] = ()
    review_by: Annotated[date | None, _REVIEW] = None
    mark_id: Annotated[str, _MARK] = ""


@dataclass(frozen=True, slots=True)
class Step:
    """An implementation step of a recommendation; steps drive its time course."""

    id: str
    recommendation_id: Annotated[
        str, Reference("Recommendation", "What the step implements.", "recommendations", owned=True)
    ]
    name: Annotated[str, Text("Step", _NAME, required=True)]
    owner: Annotated[str, Text("Owner", "Who carries the step out.")] = ""
    share: Annotated[
        float,
        Number(
            "Share",
            "Part of the recommendation's effect that the step brings; normalised over its steps.",
            "",
            0,
            100,
            decimals=1,
        ),
    ] = 1.0
    start: Annotated[Judgment, _START] = Judgment(1, 3, 6)
    duration: Annotated[Judgment, _DURATION] = Judgment(3, 6, 12)
    status: Annotated[str, Choice("Status", "A blocked step contributes nothing.", STATUSES)] = (
        "planned"
    )
    reversible: Annotated[bool, Flag("Reversible", "Whether the step can be taken back.")] = True
    after_step_id: Annotated[
        str,
        Reference(
            "Precondition",
            "The step that should be finished before this one begins.",
            "steps",
            optional=True,
        ),
    ] = ""
    mark_id: Annotated[str, _MARK] = ""


@dataclass(frozen=True, slots=True)
class RecommendationEffect:
    """What a recommendation does to a cell at full effort, fully phased in."""

    recommendation_id: Annotated[
        str, Reference("Recommendation", "What acts.", "recommendations", owned=True)
    ]
    aspect_id: Annotated[str, _ASPECT]
    pole_id: Annotated[str, _POLE]
    effect: Annotated[Judgment, Judged("Effect", _EFFECT_HELP, EFFECT_UNIT, -100, 100)]

    @property
    def cell_id(self) -> str:
        """Identifier of the cell acted on."""
        return f"{self.aspect_id}/{self.pole_id}"

    @property
    def id(self) -> str:
        """Recommendation and cell."""
        return f"{self.recommendation_id}/{self.cell_id}"


@dataclass(frozen=True, slots=True)
class Damping:
    """The share of a driver's effect that a recommendation takes away at full effort."""

    recommendation_id: Annotated[
        str, Reference("Recommendation", "What damps.", "recommendations", owned=True)
    ]
    driver_id: Annotated[str, Reference("Driver", "The driver that is damped.", "drivers")]
    share: Annotated[
        Judgment,
        Judged("Damping", "Share of the driver's effect taken away at full effort.", "%", 0, 100),
    ]

    @property
    def id(self) -> str:
        """Recommendation and driver."""
        return f"{self.recommendation_id}/{self.driver_id}"


@dataclass(frozen=True, slots=True)
class Source:
    """What a judgment rests on, graded by the NATO Admiralty code."""

    id: str
    name: Annotated[str, Text("Source", _NAME, required=True)]
    reference: Annotated[str, Text("Reference", "Where it can be found.", long=True)] = ""
    published: Annotated[date | None, Day("Date", "The day of the source.")] = None
    reliability: Annotated[
        str,
        Choice(
            "Reliability", "Of the source; F cannot be judged, which is not worst.", RELIABILITIES
        ),
    ] = "F"
    credibility: Annotated[
        str,
        Choice(
            "Credibility", "Of what it says; 6 cannot be judged, which is not worst.", CREDIBILITIES
        ),
    ] = "6"
    note: Annotated[str, Text("Note", "Anything else a reader should know.", long=True)] = ""
    mark_id: Annotated[str, _MARK] = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of the index, from `lower` up to the next band's lower bound."""

    id: str
    name: Annotated[str, Text("Band", _NAME, required=True)]
    lower: Annotated[
        float,
        Number("From", "Lowest index that belongs to the band.", LEVEL_UNIT, 0, 100, decimals=1),
    ] = 0.0


@dataclass(frozen=True, slots=True)
class Goal:
    """A statement about an index or a cell: a goal that should hold, or a red line that must."""

    id: str
    name: Annotated[str, Text("Name", _NAME, required=True)]
    kind: Annotated[
        str, Choice("Kind", "A goal should hold; a red line must not break.", GOAL_KINDS)
    ] = "goal"
    aspect_id: Annotated[
        str,
        Reference(
            "Aspect", "The cell's aspect; none means the pole's index.", "aspects", optional=True
        ),
    ] = ""
    pole_id: Annotated[str, _POLE] = ""
    relation: Annotated[
        str, Choice("Relation", "Whether the level should stay above or below.", RELATIONS)
    ] = "at_least"
    threshold: Annotated[
        float, Number("Threshold", "The level to compare with.", LEVEL_UNIT, 0, 100, decimals=1)
    ] = 50.0
    time: Annotated[
        str,
        Choice(
            "Time",
            "At that month; or by it: a goal in some month, a red line in every month up to it.",
            TIMES,
        ),
    ] = "at"
    month: Annotated[
        int, Number("Month", "The month meant.", MONTHS, 0, LONGEST_HORIZON, whole=True)
    ] = 36
    accepted_risk: Annotated[
        float, Number("Accepted risk", "Risk of breaking that is still accepted.", "%", 0, 100)
    ] = 10.0
    mark_id: Annotated[str, _MARK] = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named what-if: weights of the recommendations and forcing of the drivers."""

    id: str
    name: Annotated[str, Text("Scenario", _NAME, required=True)]
    note: Annotated[str, Text("Note", "What the scenario is meant to show.", long=True)] = ""
    locked: Annotated[bool, Flag("Locked", "A locked scenario cannot be changed by mistake.")] = (
        False
    )
    bookmark: Annotated[
        str,
        Text(
            "Bookmark", "The state that “revert to bookmark” brings back; empty if there is none."
        ),
    ] = ""
    mark_id: Annotated[str, _MARK] = ""


_REMEMBERED = Text(
    "Remembered name", "The name of the row that was deleted; empty while it stands."
)


@dataclass(frozen=True, slots=True)
class Weight:
    """The share of the effort, in percent, that a scenario gives to a recommendation."""

    scenario_id: Annotated[str, Reference("Scenario", "The scenario.", "scenarios", owned=True)]
    recommendation_id: Annotated[
        str, Reference("Recommendation", "What gets the effort.", "recommendations", loose=True)
    ]
    percent: Annotated[
        float, Number("Weight", "Share of the one budget of effort.", "%", 0, 100, decimals=1)
    ] = 0.0
    remembered: Annotated[str, _REMEMBERED] = ""

    @property
    def id(self) -> str:
        """Scenario and recommendation."""
        return f"{self.scenario_id}/{self.recommendation_id}"


@dataclass(frozen=True, slots=True)
class Forcing:
    """A scenario's decision that a driver happens in a month, or does not happen."""

    scenario_id: Annotated[str, Reference("Scenario", "The scenario.", "scenarios", owned=True)]
    driver_id: Annotated[
        str, Reference("Driver", "The driver that is forced.", "drivers", loose=True)
    ]
    state: Annotated[
        str, Choice("Forcing", "Whether the driver happens in this scenario.", FORCINGS)
    ] = "does_not_happen"
    month: Annotated[
        int, Number("Month", "When it happens.", MONTHS, 0, LONGEST_HORIZON, whole=True)
    ] = 0
    remembered: Annotated[str, _REMEMBERED] = ""

    @property
    def id(self) -> str:
        """Scenario and driver."""
        return f"{self.scenario_id}/{self.driver_id}"


@dataclass(frozen=True, slots=True)
class Override:
    """A judgment that a scenario puts in the place of the dossier's own."""

    scenario_id: Annotated[str, Reference("Scenario", "The scenario.", "scenarios", owned=True)]
    table: Annotated[str, Choice("Table", "The table of the judged row.", JUDGED_TABLES)]
    row_id: Annotated[str, Text("Row", "Identifier of the judged row.", required=True)]
    field: Annotated[str, Text("Field", "Name of the judged field.", required=True)]
    judgment: Annotated[
        Judgment,
        Judged("Judgment", "What holds in this scenario, in the field's own unit.", "", -100, 120),
    ]
    remembered: Annotated[str, _REMEMBERED] = ""

    @property
    def id(self) -> str:
        """Scenario, table, row and field."""
        return f"{self.scenario_id}/{self.table}/{self.row_id}/{self.field}"


@dataclass(frozen=True, slots=True)
class GoalSetAside:
    """A goal or red line that is not in force in a scenario."""

    scenario_id: Annotated[str, Reference("Scenario", "The scenario.", "scenarios", owned=True)]
    goal_id: Annotated[
        str, Reference("Goal", "The goal or red line not in force.", "goals", owned=True)
    ]

    @property
    def id(self) -> str:
        """Scenario and goal."""
        return f"{self.scenario_id}/{self.goal_id}"


@dataclass(frozen=True, slots=True)
class Linkage:
    """Two recommendations that exclude each other, or one that requires the other."""

    recommendation_id: Annotated[
        str, Reference("Recommendation", "The one that is bound.", "recommendations", owned=True)
    ]
    kind: Annotated[
        str,
        Choice("Linkage", "Whether it excludes the other or requires it.", LINKAGE_KINDS),
    ]
    other_id: Annotated[
        str,
        Reference("Other", "The recommendation it is bound to.", "recommendations", owned=True),
    ]
    least: Annotated[
        float,
        Number(
            "From",
            "Weight from which one counts as pursued, for both of them.",
            "%",
            0.1,
            100,
            decimals=1,
        ),
    ] = 1.0
    note: Annotated[str, Text("Note", "Why the two are linked.", long=True)] = ""

    @property
    def id(self) -> str:
        """The recommendation, the kind of linkage and the other."""
        return f"{self.recommendation_id}/{self.kind}/{self.other_id}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two copies of the dossier say differently, until a person chooses.

    `kept` is in force. `kept` and `other` are the JSON form of a field's value, or of a whole row
    where `field` is empty; empty themselves where the row is absent.
    """

    id: str
    table: Annotated[str, Text("Table", "The table of the row.", required=True)]
    row_id: Annotated[str, Text("Row", "Identifier of the row.", required=True)]
    field: Annotated[str, Text("Field", "The field; empty for the whole row.")] = ""
    row_name: Annotated[str, Text("Name", "The name of the row when the copies met.")] = ""
    kept: Annotated[str, Text("Kept", "The value in force.", long=True)] = ""
    kept_by: Annotated[str, Text("Kept: by", "Who gave the value in force.")] = ""
    kept_at: Annotated[str, Text("Kept: when", "When the value in force was given.")] = ""
    other: Annotated[str, Text("Other", "The value of the other copy.", long=True)] = ""
    other_by: Annotated[str, Text("Other: by", "Who gave the other value.")] = ""
    other_at: Annotated[str, Text("Other: when", "When the other value was given.")] = ""
    reason: Annotated[str, Text("Reason", "Why a person must choose.", long=True)] = ""


@dataclass(frozen=True, slots=True)
class Reservation:
    """A named dissent from one judgment: the value that the dissenter holds right."""

    id: str
    person: Annotated[str, Text("Person", "Who holds the reservation.", required=True)]
    table: Annotated[str, Choice("Table", "The table of the judged row.", JUDGED_TABLES)]
    row_id: Annotated[str, Text("Row", "Identifier of the judged row.", required=True)]
    field: Annotated[str, Text("Field", "Name of the judged field.", required=True)]
    judgment: Annotated[
        Judgment,
        Judged("Judgment", "What this person holds right, in the field's own unit.", "", -100, 120),
    ]
    reason: Annotated[str, Text("Reason", "Why this person judges otherwise.", long=True)] = ""
    remembered: Annotated[str, _REMEMBERED] = ""
    mark_id: Annotated[str, _MARK] = ""


@dataclass(frozen=True, slots=True)
class BriefingText:
    """A sentence of the briefing in the user's own words, in the place of a computed one."""

    language: Annotated[
        str, Text("Language", "The language of the briefing that it stands in.", required=True)
    ]
    place: Annotated[str, Text("Place", "Which sentence of the briefing it is.", required=True)]
    text: Annotated[str, Text("Text", "The sentence in the user's words.", long=True)] = ""
    computed: Annotated[
        str,
        Text("Computed", "The computed sentence in its place, as it read then.", long=True),
    ] = ""
    mark_id: Annotated[str, _MARK] = ""

    @property
    def id(self) -> str:
        """Language and place."""
        return f"{self.language}/{self.place}"


@dataclass(frozen=True, slots=True)
class NameAbroad:
    """How a name of the dossier is written in another language."""

    id: str
    name: Annotated[str, Text("Name", "The name as the dossier has it.", required=True)]
    language: Annotated[str, Choice("Language", "The language of the briefing.", LANGUAGES)]
    written: Annotated[
        str, Text("Written", "The name as briefings in that language write it.", required=True)
    ]
    locked: Annotated[bool, Flag("Locked", "A locked name cannot be changed by mistake.")] = True


@dataclass(frozen=True, slots=True)
class BriefingIssued:
    """A briefing that was handed out, in the order of issue."""

    id: str
    day: Annotated[date, Day("Day", "When the briefing was issued.", optional=False)]
    kind: Annotated[str, Text("Kind", "Which kind of briefing it was.", required=True)]
    language: Annotated[str, Text("Language", "The language it was written in.", required=True)]
    scenario_name: Annotated[
        str, Text("Scenario", "The name that its scenario had on that day.")
    ] = ""
    seal: Annotated[
        str, Text("Seal", "The digest by which the briefing can be told from any other.")
    ] = ""
    record: Annotated[
        str,
        Text("Record", "The sealed record of what the briefing was computed from.", long=True),
    ] = ""
    mark_id: Annotated[str, _MARK] = ""


@dataclass(frozen=True, slots=True)
class BriefingSection:
    """A section of a kind of briefing; the order in the table is the order in print."""

    kind: Annotated[str, Text("Kind", "The kind of briefing.", required=True)]
    section: Annotated[str, Text("Section", "Which section of it.", required=True)]
    shown: Annotated[bool, Flag("Shown", "Whether the section is printed.")] = True

    @property
    def id(self) -> str:
        """Kind and section."""
        return f"{self.kind}/{self.section}"
