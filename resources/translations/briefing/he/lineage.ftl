## מקור הנתונים

section-lineage = מקור הנתונים

lineage-table = מה עומד מאחורי כל קוד
    .code = קוד
    .figure = נתון
    .rests-on = נשען על
    .how = כיצד התקבל
    .note = נתון נשען על השורות הנקובות כאן: הערכה בשורה אחרת אינה משפיעה עליו. השפעות שייכות לגורם
        (D) או להמלצה (R) שלהן, מונחי עמדה – לתא שלהם (C).
lineage-run = חושב על פני { $count ->
       *[other] { $draws } הגרלות
    } מזרע { $seed }, חודשים 0 עד { $month }; משקלים: { $weights }; קבועים: צורת ההתפלגויות { $shape },
    חלק המגמה הנותר אחרי כל חודש { $damping }, זמני מחצית בחודשים { $response } (תגובה) ו־{ $noise }
    (הפרעות), הפרמטר k של תפוקה פוחתת { $returns }.
lineage-weight = { $code } { $percent }
lineage-no-weights = אין
lineage-likelihood = { $word }, { $percent }
lineage-source = { $code } { $name } ({ $grade })

lineage-all-goals = ההסתברות שכל היעדים יתקיימו
    .how = חלק ההגרלות שבהן מתקיים כל יעד שבתוקף.
lineage-goal = ההסתברות שהיעד ”{ $name }” יתקיים
    .how = חלק ההגרלות שבהן הוא מתקיים.
lineage-red-line = הסיכון שהקו האדום ”{ $name }” ייחצה
    .how = חלק ההגרלות שבהן הוא נחצה.
lineage-index = מדד ”{ $pole }” ותחומיו
    .how = בכל הגרלה ממוצע הרמות של הקוטב, משוקלל לפי חשיבות; על פני ההגרלות חציון, טווח 5–95% והחלק
        שבכל תחום.
lineage-cell = הרמה של { $cell }
    .how = בכל הגרלה הרמה כיום, המגמה שלה, פעולתם של הגורמים, המאמץ והזליגות, והפרעות חולפות; על פני
        ההגרלות חציון וטווח 5–95%.
lineage-recommendation = תרומת ההמלצה ”{ $name }”
    .how = חלקה, לפי { -aumann-shapley }, במה שהמאמץ משנה במדד הממוצע עד חודש { $month }.
    .swing = טווח: 5–95% מן השינוי במדד עד חודש { $month } אילו קיבלה את כל המאמץ.
lineage-all-effort = תרומת כל המאמץ
    .how = השינוי במדד הממוצע לעומת היעדר מאמץ עד חודש { $month }: סכום כל החלקים.
lineage-driver = תרומת הגורם ”{ $name }”
    .how = חלקו, לפי { -aumann-shapley }, במה שהגורמים משנים במדד הממוצע עד חודש { $month }, לעומת מצב
        שבו דבר אינו קורה, באותם משקלים.
lineage-all-drivers = תרומת כל הגורמים
    .how = השינוי במדד הממוצע עד חודש { $month } לעומת מצב שבו דבר אינו קורה, באותם משקלים.
lineage-scenario = התרחיש ”{ $name }” בהשוואה
    .how = אותן הגרלות עם משקלי אותו תרחיש ({ $weights }), הגורמים שנכפו בו, הערכותיו ויעדיו.
lineage-entered = { $table ->
        [aspects] היבט ”{ $name }”
        [poles] קוטב ”{ $name }”
        [steps] צעד ”{ $name }”
        [spillovers] זליגה ”{ $name }”
        [dampings] ריסון ”{ $name }”
        [reservations] הסתייגות של ”{ $name }”
       *[sources] מקור ”{ $name }”
    }
    .how = כפי שהוזן בתיק, לא חושב.
