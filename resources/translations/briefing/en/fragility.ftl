## What would overturn a ranking, what would change our mind, and dissent

fragility-effort-moved = “{ $leader }” brings most to the { $pole } index; the smallest shift found
    that overturns this moves { $percent } of the effort from “{ $giver }” to “{ $taker }”, after
    which “{ $other }” brings most.
fragility-effort-unspent = “{ $leader }” brings most to the { $pole } index; the smallest shift found
    that overturns this leaves { $percent } of the effort for “{ $giver }” unspent, after which
    “{ $other }” brings most.
fragility-effort-spent = “{ $leader }” brings most to the { $pole } index; the smallest shift found
    that overturns this spends a further { $percent } of the effort on “{ $taker }”, after which
    “{ $other }” brings most.
fragility-effort-none = “{ $leader }” brings most to the { $pole } index; no shift of effort from it,
    or of unspent effort, was found to overturn this.
fragility-options = “{ $leader }” is the likeliest to reach all goals; the smallest change of one
    judgment found that overturns this is { $change }, which puts “{ $other }” first.
fragility-options-none = “{ $leader }” is the likeliest to reach all goals; no change of a single
    judgment was found to overturn this.
fragility-options-equal = { $scenarios } are equally likely to reach all goals; any change may part
    them.
judgment-instead = { $field } of “{ $name }” at { $needed } instead of { $likely } { $unit }
mind-lead = What would change our mind
mind-changer = { $change }: reaching all goals would then be: { $word } ({ $percent }).
mind-changer-none = No change of a single judgment was found that would change the word for reaching
    all goals.
mind-not-searched = What would change our mind and overturn the rankings was not searched: the dossier is
    too large to try every judgment with so many draws.
unit-level = points
unit-drift = points a year
unit-likelihood = %
unit-onset = months
unit-effect = points
unit-lead_time = months
unit-phase_in = months
unit-share = %
unit-start = months
unit-duration = months

reservation = Reservation of { $person }: { $field } of “{ $name }” judged at { $judgment }.
reservation-reason = Reason given: { $reason }
reservation-outcome = With this value all goals hold in { $then } of the futures computed, instead of
    { $now }.
reservation-indices = With this value the median indices end at: { $ends }.
reservation-without-effect = With this value the dossier would not be in order, so nothing is
    computed for it.
