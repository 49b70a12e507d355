## Talking points

section-position = Our position
section-aims = What we want
section-limits = What must not break
section-proposals = What we recommend
section-sureness = How sure we are

want-goal = We want to reach “{ $goal }”.
keep-red-line = One line must not be crossed: “{ $goal }”.
if-broken-above = The risk accepted here is { $accepted }, and the computed risk is greater, so the
    course needs a decision before it is taken.
if-broken-within = The risk accepted here is { $accepted }, and the computed risk stays within it. If
    the line breaks all the same, the course has to be weighed anew.
if-broken-unknown = The risk accepted here is { $accepted }; the months projected do not reach as far
    as this line.
how-sure = All of this is computed from judgments: it says what follows if they hold, not what will
    happen.

ask-cost = What does it cost?
ask-where = Where does that lead?
ask-likely = How likely is that?
ask-distance = How far is it from here?
ask-risk = How great is the risk?
ask-broken = What if it is crossed?
ask-why = Why this?
ask-cost-and-begin = What does it bring and cost, and when does it begin?
ask-what = What is meant by it?
ask-happens = What if it happens?
ask-basis = What does it rest on?
ask-numbers = Where do the numbers come from?
