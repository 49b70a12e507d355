### The fixed texts of the briefing in English.
###
### A line that goes on below is joined with a space. Names out of the dossier stand in quotation
### marks and are never inflected. Texts named $number, $percent, $judgment and the like arrive as
### they are to be printed; $count is the number behind them, for the plural.

## Glossary: names that are always said in the same way

-program = Equipoise
-admiralty = NATO Admiralty code
-aumann-shapley = Aumann–Shapley
-pert = PERT
-phia = UK PHIA
-icd203 = US ICD 203
-sobol = Sobol’

## The pages

bottom-line = Bottom line
page = Page { $number } of { $count }
program = { -program } { $version }
occasion = Scenario “{ $scenario }” · as of { $day } ·
    { $count ->
        [one] { $number } month
       *[other] { $number } months
    }, to { $month }
occasion-without-scenario = No scenario · as of { $day } ·
    { $count ->
        [one] { $number } month
       *[other] { $number } months
    }, to { $month }

section-question = The question
section-situation = Where the relationship stands and may go
section-success = How likely success is
section-effort = What the effort buys
section-drivers = What drives it
section-assumptions = Assumptions
section-method = Method
section-about = About this briefing

## Numbers

percent = { $number } %
percent-under-one = under 1 %
percent-over-ninety-nine = over 99 %
judgment = { $low } / { $likely } / { $high } ({ $confidence })
judgment-of-one-number = { $number } ({ $confidence })
range = { $low }–{ $high }
percent-range = { $low }–{ $high } %
points = { $count ->
        [one] { $number } point
       *[other] { $number } points
    }
of-pole = { $pole }: { $value }
swing-of-pole = { $pole }: { $low } to { $high }

## Words that several parts use

column-aspect = Aspect
column-driver = Driver
column-kind = Kind
column-pole = Pole
column-recommendation = Recommendation
column-rests-on = Rests on
column-value = Value
column-weight = Weight
column-why = Why
column-word = Word
goal = Goal
red-line = Red line
unsourced = unsourced
others = { $count ->
       *[other] { $number } others
    }
index-of-pole = { $pole } index
cell = { $aspect } / { $pole }

confidence-low = low
confidence-moderate = moderate
confidence-high = high
confidence-of-row = { $word } confidence

## Words for probabilities. The attribute opens a sentence, which a clause with “that” goes on.

phia = { -phia } probability yardstick
    .source = UK Professional Head of Intelligence Assessment, Explaining Uncertainty in UK
        Intelligence Assessment, 24 March 2025
phia-remote-chance = remote chance
    .opening = There is a remote chance ({ $percent })
phia-highly-unlikely = highly unlikely
    .opening = It is highly unlikely ({ $percent })
phia-unlikely = unlikely
    .opening = It is unlikely ({ $percent })
phia-realistic-possibility = realistic possibility
    .opening = There is a realistic possibility ({ $percent })
phia-likely-or-probable = likely or probable
    .opening = It is likely or probable ({ $percent })
phia-highly-likely = highly likely
    .opening = It is highly likely ({ $percent })
phia-almost-certain = almost certain
    .opening = It is almost certain ({ $percent })

icd203 = { -icd203 } degrees of likelihood
    .source = US Office of the Director of National Intelligence, Intelligence Community Directive
        203, Analytic Standards
icd203-almost-no-chance = almost no chance
    .opening = There is almost no chance ({ $percent })
icd203-very-unlikely = very unlikely
    .opening = It is very unlikely ({ $percent })
icd203-unlikely = unlikely
    .opening = It is unlikely ({ $percent })
icd203-roughly-even-chance = roughly even chance
    .opening = There is a roughly even chance ({ $percent })
icd203-likely = likely
    .opening = It is likely ({ $percent })
icd203-very-likely = very likely
    .opening = It is very likely ({ $percent })
icd203-almost-certain = almost certain
    .opening = It is almost certain ({ $percent })

## Bottom line and key judgments

nothing-to-judge = There is nothing to judge yet.
gap-poles = No pole yet: add the powers towards which postures are taken.
gap-aspects = No aspect yet: add the strands of the relationship.
gap-recommendations = No recommendation yet: add what could be done.
success-without-goals = No goal is in force, so it cannot be said how likely success is.
success-beyond-months = At least one goal lies beyond the months projected, so success is not
    judged.
success-of-goal = { $opening } that the goal “{ $goal }” holds.
success-of-all-goals = { $opening } that all goals hold.
judgment-goals = Goals
judgment-red-lines = Red lines
judgment-effort = Effort
judgment-indices = Indices
judgment-basis = Basis
index-end = The { $pole } index goes from a median of { $start } to { $end } in { $month }
    (5–95 % range { $range }).
index-end-in-band = The { $pole } index goes from a median of { $start } to { $end } in { $month }
    (5–95 % range { $range }), in the band “{ $band }”.

## What the judgments rest on

basis-computed = These results are computed from judgments; they are not observed.
basis-without-judgments = The dossier holds no judgment yet.
basis-of-one-source = All { $count ->
        [one] { $number } judgment
       *[other] { $number } judgments
    } rest on “{ $source }”.
basis-of-sources = Of the { $count ->
        [one] { $number } judgment
       *[other] { $number } judgments
    }, by what they rest on: { $shares }.
basis-share = { $number } on “{ $source }”
basis-rest = { $number } on { $sources } others
basis-confidence = Confidence in them is { $words }.
basis-confidence-share = { $word } for { $number }

## Goals and red lines

goal-beyond-months = The goal “{ $goal }” lies beyond the months projected; nothing is said of it.
red-line-beyond-months = The red line “{ $goal }” lies beyond the months projected; nothing is said
    of it.
red-line-likelihood = { $opening } that the red line “{ $goal }” breaks.
asks-that = It asks that { $condition }.
condition-of-index = the { $pole } index is { $bound ->
        [at_least] at least
       *[at_most] at most
    } { $threshold } { $when }
condition-of-cell = the level of “{ $aspect }” towards { $pole } is { $bound ->
        [at_least] at least
       *[at_most] at most
    } { $threshold } { $when }
meaning-of-index = The { $pole } index is { $bound ->
        [at_least] at least
       *[at_most] at most
    } { $threshold } { $when }
meaning-of-cell = The level of “{ $aspect }” towards { $pole } is { $bound ->
        [at_least] at least
       *[at_most] at most
    } { $threshold } { $when }
when-at = in month { $number } ({ $month })
when-in-some-month = in some month up to month { $number } ({ $month })
when-in-every-month = in every month up to month { $number } ({ $month })
risk-above = This risk is above the accepted { $percent }.
risk-just-above = This risk is just above the accepted { $percent }.
risk-within = This risk is within the accepted { $percent }.
risk-just-within = This risk is just within the accepted { $percent }.
beyond-months = beyond the months projected
goal-in-words = holds: { $word }
red-line-in-words = breaks: { $word }
risk-exceeded = exceeded
risk-kept = kept
goals-table = Goals and red lines
    .note = A goal is to hold; for a red line the probability is the risk that it breaks. The
        accepted risk is that of missing the goal or of breaking the red line.
    .meant = What is meant
    .words = In words
    .probability = Probability
    .accepted = Accepted risk

## What the effort buys

effort-none = No effort is spent in this scenario, so nothing is bought.
effort-gains-and-costs = Compared with no effort, the weights buy { $gains } at a cost of { $costs },
    measured by the means in { $month } (month { $number }).
effort-gains = Compared with no effort, the weights buy { $gains }, measured by the means in
    { $month } (month { $number }).
effort-costs = Compared with no effort, the weights cost { $costs } and gain nothing, measured by
    the means in { $month } (month { $number }).
effort-nothing = Compared with no effort, the weights change no index noticeably, measured by the
    means in { $month } (month { $number }).
amount-of-index = { $amount } of the { $pole } index
contribution = “{ $recommendation }” ({ $gain })
index-gains = The { $pole } index gains most from { $gains }.
index-pays = The { $pole } index pays most for { $costs }.
index-gains-and-pays = The { $pole } index gains most from { $gains } and pays most for { $costs }.
unspent-share = Of the effort, { $percent } stays unspent.
unspent = Unspent
all-effort = All effort
weights-table = Weights and what they buy
    .note = Points of the mean index in month { $month } against no effort; the shares add up to
        the whole change. A negative number is a cost.
    .points = { $pole }, points
recommendations-table = Recommendations
    .note = At this weight: points of the mean index in month { $month }, against no effort.
    .note-of-swings = All effort here: points of the index by month { $month } if this
        recommendation got the whole effort, from the 5 % to the 95 % quantile of the draws.
    .all-effort = All effort here
    .contribution = At this weight
recommendations-chart = What each recommendation brings
steps-table = Implementation steps
    .note = Low / likely / high; in brackets how sure the judge is that the truth lies between low
        and high. A blocked step contributes nothing.
    .step = Step
    .start = Start, months
    .duration = Duration, months
    .status = Status
around-month = month { $number }, around { $month }
no-steps = as a whole, no steps given
step-owner = Owner: { $owner }
step-owner-unnamed = Owner: none named
step-irreversible = cannot be taken back
status-planned = Planned
status-under_way = Under way
status-done = Done
status-blocked = Blocked

## Situation and drivers

how-judgments-read = Judgments are given as low / likely / high; in brackets how sure the judge is
    that the truth lies between low and high.
aspects-table = Aspects and postures
    .note = Levels run from 0 (hostile or absent) over 50 (functional) to 100 (allied).
    .posture = Posture
    .level = Level now
    .end = Median in month { $month } (5–95 %)
median-and-range = { $median } ({ $range })
numbers-overridden = numbers overridden
impacts-table = What closer ties would bring
    .strand = Strand
    .impact = Impact
    .considerations = Considerations
drivers-table = Drivers
    .likelihood = Likelihood, %
    .window = Window, months
    .brings = Brings, points
    .note-of-points = Brings: points of the mean index in month { $month } against a course in which
        no driver acts, with the weights in force.
drivers-chart = What each driver brings
all-drivers = All drivers
driver-kind-challenge = Challenge
driver-kind-opportunity = Opportunity
driver-kind-external = External
driver-described = { $kind }. { $description }
driver-ongoing = ongoing
driver-acting = acting already
driver-effect-stays = effect stays
driver-effect-decays = half of the effect gone after { $count ->
        [one] { $number } month
       *[other] { $number } months
    }
driver-forced = in this scenario it happens in month { $month }
driver-out = in this scenario it is out
bands-table = Probability of each band in month { $month }
    .index = Index

## What the scenario decides otherwise

scenario-lead = Scenario “{ $scenario }”
setting-lead = Setting
conclusion-lead = The analyst’s conclusion
changes-table = What this scenario assumes otherwise than “{ $base }”
    .what = What
    .this = This scenario
change-driver = Driver
change-judgment = Judgment
change-goal = Goal
change-deleted = { $name } (deleted)
change-field = { $name }, { $field }
as-judged = as judged
happens-in-month = happens in month { $month }
does-not-happen = does not happen
set-aside = set aside
in-force = in force
judgment-changed = { $low } – { $likely } – { $high } · { $confidence }
field-level = Level
field-drift = Drift
field-likelihood = Likelihood
field-onset = Window
field-effect = Effect
field-lead_time = Lead time
field-phase_in = Phase-in
field-share = Damping
field-start = Start
field-duration = Duration

## Charts

chart-indices = Where the indices may go
chart-cells = Where each cell may go
chart-cells-most = Where the { $shown } weightiest of { $number } cells may go
chart-bands = Bands over time
axis-month = month
axis-points = points
axis-probability = probability
measure-points = points by month
measure-probability = probability by month
measure-gain = points of the mean index in month { $month }
cell-panel = { $aspect } – { $pole }
fan-high = 95 %: { $level }
fan-median = median { $level }
fan-low = 5 %: { $level }
threshold-goal = goal { $bound }
threshold-red_line = red line { $bound }
key-fan = Line: median. Dark area: 25–75 % of the draws. Light area: 5–95 %.
key-goal = Dashes, open circle: goal.
key-red-line = Dots, full circle: red line.
key-bars = Full bars: a gain. Hatched bars: a cost.
key-bands = The lowest band lies at the bottom; bands below the middle one are hatched.
band-share = { $band } { $percent }
spoken-fan = Fan of { $title } in points. Month 0: median { $start }. Month { $month }: median
    { $median }, 5–95 % range { $range }.
spoken-threshold = Drawn in: { $threshold }.
spoken-bars = Bars for the { $pole } index, in points: { $bars }.
spoken-bar = { $name } { $gain }
spoken-bands = Band probabilities of the { $pole } index in month { $month }: { $bands }.

## Assumptions

settings-table = Settings
    .setting = Setting
    .meaning = Meaning
on = on
off = off
trend_damping = Trend damping φ
    .help = Share of the drift that is left after each month (Gardner and McKenzie 1985).
    .value = { $count ->
       *[other] { $number } a month
    }
response_half_life = Response half-life
    .help = Months until half of a new influence shows in the level.
    .value = { $count ->
        [one] { $number } month
       *[other] { $number } months
    }
noise_half_life = Noise half-life
    .help = Months until half of a passing disturbance has faded.
    .value = { $count ->
        [one] { $number } month
       *[other] { $number } months
    }
diminishing_returns = Diminishing returns k
    .help = 0 makes effort count linearly; the larger, the more the first share counts.
    .value = { $count ->
       *[other] { $number }
    }
yardstick = Yardstick
    .help = The scale of estimative words.
    .value-phia = { -phia }
    .value-icd203 = { -icd203 }
ageing = Ageing
    .help = Judgments past their review-by date lose one point of confidence a month.
cells-table = Drift, importance and volatility
    .drift = Drift, points a year
    .importance = Importance
    .volatility = Volatility, points
    .note = Drift and volatility are measured at mid-scale. Importances count within their pole.
effect-on-cell = { $aspect }: { $effect }
effects-on-pole = On { $pole }
effects-note = Points at mid-scale, low / likely / high (confidence), at full effort or full force
    and fully phased in; 25 points at mid-scale are one latent unit.
recommendation-effects-table = Effects of recommendations
driver-effects-table = Effects of drivers
dampings-table = Damping of drivers
    .driver = Damps the driver
    .share = Share of its effect, %
spillovers-table = Spillovers
    .from = When this moves
    .to = this follows
    .strength = by
    .note = Latent units for each latent unit of displacement; a negative number is a cost.
sources-table = Sources
    .source = Source
    .grade = Admiralty grade
    .confidence = Confidence
    .reference = Reference
    .note = { -admiralty }: reliability of the source A–F, credibility of what it says 1–6. F and 6
        say that it cannot be judged, which is not the worst grade.
reliability-A = A – completely reliable
reliability-B = B – usually reliable
reliability-C = C – fairly reliable
reliability-D = D – not usually reliable
reliability-E = E – unreliable
reliability-F = F – cannot be judged
credibility-1 = 1 – confirmed
credibility-2 = 2 – probably true
credibility-3 = 3 – possibly true
credibility-4 = 4 – doubtful
credibility-5 = 5 – improbable
credibility-6 = 6 – cannot be judged
confidence-table = Confidence words
    .meaning = What the judgments of a row rest on
    .high = The best source is graded A or B and 1 or 2, or a moderate one is corroborated by
        another of at least moderate grade.
    .moderate = The best source is graded at least C and 3.
    .low = No source, or none that can be graded that high.
    .note = A passed review-by date lowers the word by one step.
yardstick-table = Words for probabilities: { $yardstick }
    .probability = Probability
    .note = { $source }. A probability in a gap takes the nearer word, a shared end-point the word
        nearer 50 %. Numbers stand in brackets after the words.

## Method

method-judgments = Judgments
    .text = Each judgment is a low, a likely and a high value, and how sure the judge is that the
        truth lies between low and high. It is widened to its full range by dividing its spread by
        that confidence, kept inside the bounds of the quantity, and drawn from a { -pert }
        distribution of shape { $shape }.
    .ageing = A judgment past its review-by date loses { $count ->
            [one] { $number } percentage point
           *[other] { $number } percentage points
        } of this confidence a month, down to { $least }.
    .no-ageing = Judgments do not age in this dossier.
method-levels = Levels
    .text = Each aspect has a level towards each pole between 0 and 100. It moves on the logistic
        scale, so that it never leaves these bounds; near 50, one unit of that scale is 25 points.
        A level follows its drift, of which a share of { $damping } is left after each month; what
        drivers, recommendations and spillovers do to it; and passing disturbances with a half-life
        of { $noise_count ->
            [one] { $noise } month
           *[other] { $noise } months
        }. Half of a new influence shows after { $response_count ->
            [one] { $response } month
           *[other] { $response } months
        }.
method-effort = Effort
    .text = The weights are shares of one budget; what is left is unspent. A recommendation acts as
        its steps are phased in, and may take away a part of a driver’s effect.
    .linear = Effort counts linearly.
    .diminishing = The first share of effort counts most: a share w of the effort brings
        { $formula } of the full effect, with k = { $number }.
    .drivers = A driver is acting already, or happens at most once, with its likelihood, in a month
        of its window.
method-results = Results
    .text = An index is the mean of a pole’s levels, weighted by importance. All inputs are drawn
        together, many times, from one seed (scrambled { -sobol } points); medians, ranges and
        probabilities are counted over these draws. Contributions are { -aumann-shapley } shares
        along the straight path from no effort to the weights, so that they add up to the change
        without a rest. Likelihood and confidence are kept apart throughout.

## The record

sampling-error =
    indices ± { $index } points, probabilities ± { $share } percentage points ({ $errors } standard
    errors)
record-table = Record of this briefing
    .item = Item
    .note = The same dossier, seed, draws and months give the same numbers.
    .dossier = Dossier
    .scenario = Scenario
    .no-scenario = (none)
    .as-of = As of (month 0)
    .months = Months
    .months-to = 0 to { $number } ({ $month })
    .seed = Seed
    .draws = Draws
    .sampling-error = Sampling error
    .program = Program
    .produced = Produced
