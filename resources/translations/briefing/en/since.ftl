## What has changed since the last briefing

section-since = What has changed

since-all-goals = Since the briefing of { $day } the probability that all goals hold went from
    { $before } ({ $word_before }) to { $after } ({ $word_after }).
since-some = Since the briefing of { $day } the probability that all goals hold has not moved by a
    point; other figures have.
since-nothing = Since the briefing of { $day } the dossier has changed, but no probability or index
    by a point, and no weight.
since-goal = The probability that the goal “{ $name }” holds went from { $before } ({ $word_before })
    to { $after } ({ $word_after }).
since-red-line = The risk that the red line “{ $name }” breaks went from { $before }
    ({ $word_before }) to { $after } ({ $word_after }).
since-goal-new = The goal “{ $name }” is new.
since-red-line-new = The red line “{ $name }” is new.
since-goal-gone = The goal “{ $name }” is no longer in force.
since-red-line-gone = The red line “{ $name }” is no longer in force.
since-index = The median of the { $pole } index in the last month went from { $before } to { $after }.
since-weight = “{ $name }” from { $before } to { $after }
since-weights = Weights moved: { $moves }.
