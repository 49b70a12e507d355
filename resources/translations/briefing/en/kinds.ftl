## The kinds of briefing, and words that some of them have

kind-one-page = One-page brief
kind-full = Briefing
kind-talking-points = Talking points
kind-cable = Cable
kind-annex = Technical annex
notes = Notes
if-asked = If asked:

section-options = Options compared

options-table = Scenarios compared
    .scenario = Scenario
    .success = All goals hold
    .risks = Risk of each red line
    .here = this briefing
    .note = The likeliest to reach all goals first; all on the same draws. Indices: median and 5–95 %
        range in month { $month }.
