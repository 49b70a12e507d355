## מה השתנה מאז התדריך הקודם

section-since = מה השתנה

since-all-goals = מאז התדריך מיום { $day } השתנתה ההסתברות שכל היעדים יתקיימו מ־{ $before },
    ”{ $word_before }”, ל־{ $after }, ”{ $word_after }”.
since-some = מאז התדריך מיום { $day } לא זזה ההסתברות שכל היעדים יתקיימו אף בנקודה אחת; נתונים אחרים
    השתנו.
since-nothing = מאז התדריך מיום { $day } השתנה התיק, אך שום הסתברות או מדד לא זזו בנקודה, והמשקלים
    נשארו כשהיו.
since-goal = ההסתברות שהיעד ”{ $name }” יתקיים השתנתה מ־{ $before }, ”{ $word_before }”, ל־{ $after },
    ”{ $word_after }”.
since-red-line = הסיכון שהקו האדום ”{ $name }” ייחצה השתנה מ־{ $before }, ”{ $word_before }”,
    ל־{ $after }, ”{ $word_after }”.
since-goal-new = היעד ”{ $name }” חדש.
since-red-line-new = הקו האדום ”{ $name }” חדש.
since-goal-gone = היעד ”{ $name }” אינו בתוקף עוד.
since-red-line-gone = הקו האדום ”{ $name }” אינו בתוקף עוד.
since-index = החציון של מדד ”{ $pole }” בחודש האחרון השתנה מ־{ $before } ל־{ $after }.
since-weight = ”{ $name }” מ־{ $before } ל־{ $after }
since-weights = משקלים שהשתנו: { $moves }.
