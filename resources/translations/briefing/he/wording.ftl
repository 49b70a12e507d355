## ניסוח של הכותב, ומה שקוצר

quoted = ”{ $text }”
wording-contradicts = הניסוח הוא של הכותב ונאמר בו { $parts }, דבר שאינו עולה מן החישוב. לפי החישוב: { $computed }
shortened = קוצר כדי לעמוד ב{ $count ->
        [one] עמוד אחד
        [two] שני עמודים
       *[other] ־{ $number } עמודים
    }: { $texts } טקסטים נחתכו, { $parts } חלקים הושמטו. הנספח הטכני מביא את כולם במלואם.
shortened-not-enough = גם כך הוא ארוך מ{ $count ->
        [one] עמוד אחד
        [two] שני עמודים
       *[other] ־{ $number } עמודים
    }.
