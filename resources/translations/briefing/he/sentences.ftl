## משפטים המשותפים לכמה סוגי תדריך: יעדים בסיכון, המאמץ, הגורמים, המקורות

further-goals = { $count ->
        [one] יעד אחד נוסף אינו נתון בסיכון גבוה יותר
       *[other] { $number } יעדים נוספים אינם נתונים בסיכון גבוה יותר
    }{ $beyond ->
        [some] {" "}או חורגים מן התקופה שחושבה
       *[none] {""}
    }.
further-red-lines = { $count ->
        [one] קו אדום אחד נוסף אינו נתון בסיכון גבוה יותר
       *[other] { $number } קווים אדומים נוספים אינם נתונים בסיכון גבוה יותר
    }{ $beyond ->
        [some] {" "}או חורגים מן התקופה שחושבה
       *[none] {""}
    }.
further-indices = { $count ->
        [one] מדד אחד נוסף משתנה
       *[other] { $number } מדדים נוספים משתנים
    } פחות.
further-drivers = { $count ->
        [one] גורם אחד נוסף משפיע
       *[other] { $number } גורמים נוספים משפיעים
    } על המדדים פחות.
further-steps = { $count ->
        [one] אחריהם צעד אחד נוסף.
       *[other] אחריהם { $number } צעדים נוספים.
    }
further-recommendations = { $count ->
        [one] המלצה אחת נוספת מקבלת
       *[other] { $number } המלצות נוספות מקבלות יחד
    } { $percent } מן המאמץ.

recommend = אנו ממליצים על ”{ $recommendation }”, עם { $percent } מן המאמץ.
course-gains-and-costs = במשקל זה ההמלצה מניבה רווח ({ $gains }) במחיר הפסד ({ $costs }) עד { $month },
    לפי חישוב מתוך הערכות.
course-gains = במשקל זה ההמלצה מניבה רווח ({ $gains }) עד { $month }, לפי חישוב מתוך הערכות.
course-costs = במשקל זה ההמלצה גורמת הפסד ({ $costs }) עד { $month } ואינה מניבה רווח, לפי חישוב מתוך
    הערכות.
course-nothing = במשקל זה ההמלצה אינה משנה שום מדד באופן ניכר עד { $month }, לפי חישוב מתוך הערכות.
begins-as-a-whole = תחילת ההשפעה: בסביבות { $month }; טרם פורטו צעדים.
first-step = { $status ->
        [under_way] הצעד הראשון, ”{ $step }”, כבר בביצוע.
        [blocked] הצעד הראשון, ”{ $step }”, חסום.
        [done] כל הצעדים הושלמו, והראשון שבהם: ”{ $step }”.
       *[planned] הצעד הראשון: ”{ $step }”, בסביבות { $month }.
    }
step-said = { $status ->
        [under_way] הצעד ”{ $step }” כבר בביצוע; השפעתו המלאה צפויה בסביבות { $end }.
        [blocked] הצעד ”{ $step }” חסום ואינו תורם דבר.
        [done] הצעד ”{ $step }” הושלם.
       *[planned] הצעד ”{ $step }” יתחיל בסביבות { $start }; השפעתו המלאה צפויה בסביבות { $end }.
    }
owner-said = אחריות: { $owner }.
owner-unnamed = טרם נקבע אחראי.

driver-gains-and-costs = הגורם ”{ $driver }” מניב רווח ({ $gains }) במחיר הפסד ({ $costs }) עד { $month },
    לפי חישוב מתוך הערכות.
driver-gains = הגורם ”{ $driver }” מניב רווח ({ $gains }) עד { $month }, לפי חישוב מתוך הערכות.
driver-costs = הגורם ”{ $driver }” גורם הפסד ({ $costs }) עד { $month }, לפי חישוב מתוך הערכות.
driver-changes-nothing = הגורם ”{ $driver }” אינו משנה שום מדד באופן ניכר עד { $month }, לפי חישוב מתוך
    הערכות.
driver-uncounted = הגורם ”{ $driver }” משפיע על היחסים.
driver-may-happen = ההסתברות שיתרחש הוערכה ב־{ $likely }, בטווח { $range }. הנקודות הן ממוצע של כל
    העתידים שהוגרלו, ולכן משקלו רב יותר באלה שבהם הוא מתרחש.
driver-acts-already = הגורם פועל כבר ונכלל בכל עתיד שהוגרל.
driver-taken-to-happen = תרחיש זה מניח שהגורם יתרחש בחודש { $month }, ולכן הוא נכלל בכל עתיד שהוגרל.
driver-taken-out = תרחיש זה מניח שהגורם לא יתרחש, ולכן הוא אינו נכלל כלל.

source-graded = ”{ $source }” (דירוג { $grade })
sources-said = { $count ->
        [one] ההערכות נשענות על מקור אחד, המדורג לפי { -admiralty }: { $sources }.
       *[other] ההערכות נשענות על המקורות הבאים, המדורגים לפי { -admiralty }: { $sources }.
    }
draws-said = מתוך ההערכות הוגרלו { $draws } עתידים אפשריים, וההסתברויות הן חלקם מכלל ההגרלות.
