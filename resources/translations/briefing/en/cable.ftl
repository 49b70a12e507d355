## The cable

cable-from = FROM:
cable-subject = SUBJECT:
cable-ref = REF:
cable-date = DATE:
cable-reference = Scenario “{ $scenario }”, as of { $day }
cable-reference-without-scenario = No scenario, as of { $day }

section-summary = Summary
section-relations = Situation
section-forces = Drivers
section-outlook = Outlook and red lines
section-recommendation = Recommendation
section-confidence = Confidence and sources
section-comment = Comment

weights-said = The effort goes to { $shares }.
weight-of = “{ $recommendation }” ({ $percent })
levels-said = Levels towards { $pole } are judged today at { $levels }, on a scale from 0 (hostile or
    absent) to 100 (allied).
level-in-words = { $level } in “{ $aspect }” (“{ $term }”)
level-alone = { $level } in “{ $aspect }”
option-unjudged = Under this scenario it is not judged whether all goals hold.
option-risks = The risk of breaking a red line is { $risks }.
risk-of = { $risk } for “{ $goal }”
option-ends = The medians of the indices end in { $month } at { $ends }.
end-of = { $median } for { $pole } (5–95 % range { $range })
