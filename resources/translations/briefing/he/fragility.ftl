## מה היה הופך דירוג, מה היה משנה את דעתנו, והסתייגויות

fragility-effort-moved = ”{ $leader }” תורמת למדד { $pole } יותר מכול; ההסטה הקטנה ביותר שנמצאה שהופכת זאת
    מעבירה { $percent } מן המאמץ מ”{ $giver }” אל ”{ $taker }”, ואז ”{ $other }” תורמת יותר מכול.
fragility-effort-unspent = ”{ $leader }” תורמת למדד { $pole } יותר מכול; ההסטה הקטנה ביותר שנמצאה שהופכת
    זאת מותירה { $percent } מן המאמץ של ”{ $giver }” בלא שימוש, ואז ”{ $other }” תורמת יותר מכול.
fragility-effort-spent = ”{ $leader }” תורמת למדד { $pole } יותר מכול; ההסטה הקטנה ביותר שנמצאה שהופכת
    זאת מוסיפה { $percent } מן המאמץ אל ”{ $taker }”, ואז ”{ $other }” תורמת יותר מכול.
fragility-effort-none = ”{ $leader }” תורמת למדד { $pole } יותר מכול; לא נמצאה הסטה של מאמץ ממנה, או של
    מאמץ שלא נוצל, שהופכת זאת.
fragility-options = בתרחיש ”{ $leader }” הסיכוי לעמידה בכל היעדים הוא הגבוה ביותר; השינוי הקטן ביותר של
    הערכה אחת שנמצא שהופך זאת הוא { $change }, ואז ”{ $other }” ראשון.
fragility-options-none = בתרחיש ”{ $leader }” הסיכוי לעמידה בכל היעדים הוא הגבוה ביותר; לא נמצא שינוי של
    הערכה יחידה שהופך זאת.
fragility-options-equal = בתרחישים { $scenarios } הסיכוי לעמידה בכל היעדים שווה; כל שינוי עשוי להבדיל
    ביניהם.
judgment-instead = { $field } של ”{ $name }”: { $needed } במקום { $likely } { $unit }
mind-lead = מה היה משנה את דעתנו
mind-changer = { $change }: אז היה הסיכוי לעמידה בכל היעדים: { $word } ({ $percent }).
mind-changer-none = לא נמצא שינוי של הערכה יחידה שהיה משנה את המילה לסיכוי לעמידה בכל היעדים.
mind-not-searched = לא נבדק מה היה משנה את דעתנו והופך את הדירוגים: התיק גדול מכדי לנסות כל הערכה במספר
    הגרלות כזה.
unit-level = נקודות
unit-drift = נקודות לשנה
unit-likelihood = אחוזים
unit-onset = חודשים
unit-effect = נקודות
unit-lead_time = חודשים
unit-phase_in = חודשים
unit-share = אחוזים
unit-start = חודשים
unit-duration = חודשים

reservation = הסתייגות של { $person }: { $field } של ”{ $name }” לפי הערכתו { $judgment }.
reservation-reason = הנימוק: { $reason }
reservation-outcome = לפי ערך זה כל היעדים מתקיימים ב־{ $then } מן העתידים שחושבו, במקום { $now }.
reservation-indices = לפי ערך זה חציוני המדדים בסוף התקופה הם: { $ends }.
reservation-without-effect = עם ערך זה התיק לא היה תקין, ולכן לא חושבה תוצאה.
