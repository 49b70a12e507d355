## Where the figures come from

section-lineage = Where the figures come from

lineage-table = What each code stands for
    .code = Code
    .figure = Figure
    .rests-on = Rests on
    .how = How it comes about
    .note = A figure rests on the rows named here: no judgment in any other row bears on it. Effects
        belong to their driver (D) or recommendation (R), posture terms to their cell (C).
lineage-run = Computed over { $count ->
       *[other] { $draws } draws
    } from seed { $seed }, months 0 to { $month }; weights:
    { $weights }; constants: shape of the distributions { $shape }, share of the drift left after
    each month { $damping }, half-lives in months { $response } (response) and { $noise }
    (disturbances), diminishing returns k = { $returns }.
lineage-weight = { $code } { $percent }
lineage-no-weights = none
lineage-likelihood = { $word }, { $percent }
lineage-source = { $code } { $name } ({ $grade })

lineage-all-goals = Probability that all goals hold
    .how = Share of the draws in which every goal in force holds.
lineage-goal = Probability that the goal “{ $name }” holds
    .how = Share of the draws in which it holds.
lineage-red-line = Risk that the red line “{ $name }” breaks
    .how = Share of the draws in which it breaks.
lineage-index = { $pole } index and its bands
    .how = In each draw the mean of the pole’s levels, weighted by importance; over the draws median,
        5–95 % range and the share in each band.
lineage-cell = Level of { $cell }
    .how = In each draw the level now, its drift, what drivers, effort and spillovers bring, and
        passing disturbances; over the draws median and 5–95 % range.
lineage-recommendation = What “{ $name }” brings
    .how = Its { -aumann-shapley } share of what the effort changes in the mean index by month
        { $month }.
    .swing = Range: 5–95 % of the change in the index by month { $month } if it got all the effort.
lineage-all-effort = What all effort brings
    .how = Change of the mean index against no effort by month { $month }: the sum of all shares.
lineage-driver = What “{ $name }” brings
    .how = Its { -aumann-shapley } share of what the drivers change in the mean index by month
        { $month }, against “nothing happens”, with the same weights.
lineage-all-drivers = What all drivers bring
    .how = Change of the mean index by month { $month } against “nothing happens”, with the same
        weights.
lineage-scenario = Scenario “{ $name }”, compared
    .how = The same draws with the weights of that scenario ({ $weights }), its forced drivers,
        judgments and goals.
lineage-entered = { $table ->
        [aspects] Aspect “{ $name }”
        [poles] Pole “{ $name }”
        [steps] Step “{ $name }”
        [spillovers] Spillover “{ $name }”
        [dampings] Damping “{ $name }”
        [reservations] Reservation of “{ $name }”
       *[sources] Source “{ $name }”
    }
    .how = As entered, not computed.
