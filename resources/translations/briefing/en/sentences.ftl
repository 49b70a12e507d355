## Sentences that several kinds of briefing have: goals at risk, the effort, drivers, sources

further-goals = { $count ->
        [one] { $number } further goal is
       *[other] { $number } further goals are
    } no more at risk{ $beyond ->
        [some] , or beyond the months projected
       *[none] {""}
    }.
further-red-lines = { $count ->
        [one] { $number } further red line is
       *[other] { $number } further red lines are
    } no more at risk{ $beyond ->
        [some] , or beyond the months projected
       *[none] {""}
    }.
further-indices = { $count ->
        [one] { $number } further index moves
       *[other] { $number } further indices move
    } less.
further-drivers = { $count ->
        [one] { $number } further driver moves
       *[other] { $number } further drivers move
    } the indices less.
further-steps = { $count ->
        [one] { $number } further step follows.
       *[other] { $number } further steps follow.
    }
further-recommendations = { $count ->
        [one] { $number } further recommendation gets
       *[other] { $number } further recommendations together get
    } { $percent } of the effort.

recommend = We recommend “{ $recommendation }”, with { $percent } of the effort.
course-gains-and-costs = At this weight it brings { $gains } and costs { $costs } by { $month },
    computed from judgments.
course-gains = At this weight it brings { $gains } by { $month }, computed from judgments.
course-costs = At this weight it costs { $costs } by { $month } and brings nothing, computed from
    judgments.
course-nothing = At this weight it changes no index noticeably by { $month }, computed from judgments.
begins-as-a-whole = It begins to act around { $month }; no steps are set out yet.
first-step = { $status ->
        [under_way] Its first step, “{ $step }”, is under way.
        [blocked] Its first step, “{ $step }”, is blocked.
        [done] All its steps are done, the first of them “{ $step }”.
       *[planned] It begins around { $month } with “{ $step }”.
    }
step-said = { $status ->
        [under_way] Step “{ $step }” is under way and is to be fully in force around { $end }.
        [blocked] Step “{ $step }” is blocked and brings nothing.
        [done] Step “{ $step }” is done.
       *[planned] Step “{ $step }” begins around { $start } and is fully in force around { $end }.
    }
owner-said = Responsible: { $owner }.
owner-unnamed = Nobody is named for it yet.

driver-gains-and-costs = “{ $driver }” brings { $gains } and costs { $costs } by { $month }, computed
    from judgments.
driver-gains = “{ $driver }” brings { $gains } by { $month }, computed from judgments.
driver-costs = “{ $driver }” costs { $costs } by { $month }, computed from judgments.
driver-changes-nothing = “{ $driver }” changes no index noticeably by { $month }, computed from
    judgments.
driver-uncounted = “{ $driver }” acts on the relationship.
driver-may-happen = The probability that it happens was judged at { $likely }, within { $range }. Its
    points are a mean over all the futures drawn, so it counts for more in those in which it happens.
driver-acts-already = It is acting already and counts in every future drawn.
driver-taken-to-happen = This scenario takes it to happen in { $month }, so it counts in every future
    drawn.
driver-taken-out = This scenario takes it not to happen, so it counts for nothing.

source-graded = “{ $source }” (grade { $grade })
sources-said = { $count ->
        [one] The judgments rest on one source, graded by the { -admiralty }: { $sources }.
       *[other] The judgments rest on these sources, graded by the { -admiralty }: { $sources }.
    }
draws-said = { $draws } futures were drawn from the judgments, and probabilities are the shares of
    them.
