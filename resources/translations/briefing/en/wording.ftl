## The user's own wording, and what was shortened

quoted = “{ $text }”
wording-contradicts = This wording is the author’s and says { $parts }, which the computation does
    not. Computed: { $computed }
shortened = Shortened to keep to { $count ->
        [one] { $number } page
       *[other] { $number } pages
    }: { $texts } texts cut, { $parts } parts left out. The technical annex has all of them whole.
shortened-not-enough = Even so it is longer than { $count ->
        [one] { $number } page
       *[other] { $number } pages
    }.
