### הטקסטים הקבועים של התדריך בעברית.
###
### שורה הנמשכת למטה מצורפת ברווח. שמות מן התיק עומדים במירכאות ואינם נוטים. הטקסטים $number,
### $percent, $judgment ודומיהם מגיעים כפי שיודפסו; $count הוא המספר שמאחוריהם, לבחירת צורת הרבים.

## מילון: שמות שנאמרים תמיד באותה צורה

-program = Equipoise
-admiralty = שיטת הדירוג של נאט״ו (Admiralty code)
-aumann-shapley = אומן–שפלי
-pert = PERT
-phia = UK PHIA
-icd203 = US ICD 203
-sobol = סובול

## העמודים

bottom-line = השורה התחתונה
page = עמוד { $number } מתוך { $count }
program = { -program } { $version }
occasion = תרחיש ”{ $scenario }” · נכון ליום { $day } ·
    { $count ->
        [one] חודש אחד
        [two] חודשיים
       *[other] { $number } חודשים
    }, עד { $month }
occasion-without-scenario = ללא תרחיש · נכון ליום { $day } ·
    { $count ->
        [one] חודש אחד
        [two] חודשיים
       *[other] { $number } חודשים
    }, עד { $month }

section-question = השאלה
section-situation = מצב היחסים ולאן הם עשויים להתפתח
section-success = מה סיכויי ההצלחה
section-effort = מה מניב המאמץ
section-drivers = מה מניע את ההתפתחות
section-assumptions = הנחות
section-method = שיטה
section-about = על תדריך זה

## מספרים

percent = { $number }%
percent-under-one = פחות מ־1%
percent-over-ninety-nine = יותר מ־99%
judgment = { $low } / { $likely } / { $high } ({ $confidence })
judgment-of-one-number = { $number } ({ $confidence })
range = { $low }–{ $high }
percent-range = { $low }–{ $high }%
points = { $count ->
       *[other] { $number } נקודות
    }
of-pole = { $pole }: { $value }
swing-of-pole = { $pole }: { $low } עד { $high }

## מילים המשותפות לכמה חלקים

column-aspect = היבט
column-driver = גורם
column-kind = סוג
column-pole = קוטב
column-recommendation = המלצה
column-rests-on = נשען על
column-value = ערך
column-weight = משקל
column-why = נימוק
column-word = מונח
goal = יעד
red-line = קו אדום
unsourced = ללא מקור
others = { $count ->
       *[other] השאר ({ $number })
    }
index-of-pole = מדד ”{ $pole }”
cell = { $aspect } / { $pole }

confidence-low = נמוכה
confidence-moderate = בינונית
confidence-high = גבוהה
confidence-of-row = רמת ביטחון: { $word }

## מונחי הסתברות; בסוגריים המונח שבסולם שפורסם. התכונה פותחת משפט, ואחריה פסוקית ב־ש׳.

phia = סולם ההסתברויות של { -phia } (probability yardstick)
    .source = UK Professional Head of Intelligence Assessment, Explaining Uncertainty in UK
        Intelligence Assessment, 24 March 2025
phia-remote-chance = סיכוי קלוש (remote chance)
    .opening = קיים סיכוי קלוש (remote chance, { $percent })
phia-highly-unlikely = מאוד לא סביר (highly unlikely)
    .opening = מאוד לא סביר (highly unlikely, { $percent })
phia-unlikely = לא סביר (unlikely)
    .opening = לא סביר (unlikely, { $percent })
phia-realistic-possibility = אפשרות ממשית (realistic possibility)
    .opening = קיימת אפשרות ממשית (realistic possibility, { $percent })
phia-likely-or-probable = סביר (likely or probable)
    .opening = סביר (likely or probable, { $percent })
phia-highly-likely = סביר מאוד (highly likely)
    .opening = סביר מאוד (highly likely, { $percent })
phia-almost-certain = כמעט ודאי (almost certain)
    .opening = כמעט ודאי (almost certain, { $percent })

icd203 = דרגות הסבירות של { -icd203 } (degrees of likelihood)
    .source = US Office of the Director of National Intelligence, Intelligence Community Directive
        203, Analytic Standards
icd203-almost-no-chance = כמעט אין סיכוי (almost no chance)
    .opening = כמעט אין סיכוי (almost no chance, { $percent })
icd203-very-unlikely = מאוד לא סביר (very unlikely)
    .opening = מאוד לא סביר (very unlikely, { $percent })
icd203-unlikely = לא סביר (unlikely)
    .opening = לא סביר (unlikely, { $percent })
icd203-roughly-even-chance = סיכויים שקולים בקירוב (roughly even chance)
    .opening = קיימים סיכויים שקולים בקירוב (roughly even chance, { $percent })
icd203-likely = סביר (likely)
    .opening = סביר (likely, { $percent })
icd203-very-likely = סביר מאוד (very likely)
    .opening = סביר מאוד (very likely, { $percent })
icd203-almost-certain = כמעט ודאי (almost certain)
    .opening = כמעט ודאי (almost certain, { $percent })

## השורה התחתונה והערכות מרכזיות

nothing-to-judge = אין עדיין מה להעריך.
gap-poles = אין עדיין קטבים: יש להוסיף את המעצמות שכלפיהן ננקטות עמדות.
gap-aspects = אין עדיין היבטים: יש להוסיף את תחומי היחסים.
gap-recommendations = אין עדיין המלצות: יש להוסיף את דרכי הפעולה האפשריות.
success-without-goals = לא נקבע יעד, ולכן לא ניתן לומר מה סיכויי ההצלחה.
success-beyond-months = לפחות יעד אחד חורג מן התקופה שחושבה, ולכן ההצלחה אינה מוערכת.
success-of-goal = { $opening } שהיעד ”{ $goal }” יושג.
success-of-all-goals = { $opening } שכל היעדים יושגו.
judgment-goals = יעדים
judgment-red-lines = קווים אדומים
judgment-effort = מאמץ
judgment-indices = מדדים
judgment-basis = בסיס
index-end = החציון של מדד ”{ $pole }” משתנה מ־{ $start } ל־{ $end } ({ $month }; טווח 5–95%:
    { $range }).
index-end-in-band = החציון של מדד ”{ $pole }” משתנה מ־{ $start } ל־{ $end } ({ $month }; טווח
    5–95%: { $range }), בתחום ”{ $band }”.

## על מה נשענות ההערכות

basis-computed = תוצאות אלה חושבו מתוך הערכות; הן אינן תצפיות.
basis-without-judgments = אין עדיין הערכות בתיק.
basis-of-one-source = { $count ->
        [one] ההערכה היחידה נשענת
       *[other] כל { $number } ההערכות נשענות
    } על המקור ”{ $source }”.
basis-of-sources = { $count ->
        [one] הערכה אחת
       *[other] { $number } ההערכות
    }, לפי המקור שהן נשענות עליו: { $shares }.
basis-share = ”{ $source }” – { $number }
basis-rest = שאר המקורות ({ $sources }) – { $number }
basis-confidence = רמת הביטחון בהן: { $words }.
basis-confidence-share = { $word } – { $number }

## יעדים וקווים אדומים

goal-beyond-months = היעד ”{ $goal }” חורג מן התקופה שחושבה; לא נאמר עליו דבר.
red-line-beyond-months = הקו האדום ”{ $goal }” חורג מן התקופה שחושבה; לא נאמר עליו דבר.
red-line-likelihood = { $opening } שהקו האדום ”{ $goal }” ייחצה.
asks-that = התנאי: { $condition }.
condition-of-index = מדד ”{ $pole }” יהיה { $bound ->
        [at_least] לפחות
       *[at_most] לכל היותר
    } { $threshold } { $when }
condition-of-cell = הרמה של ”{ $aspect }” כלפי ”{ $pole }” תהיה { $bound ->
        [at_least] לפחות
       *[at_most] לכל היותר
    } { $threshold } { $when }
meaning-of-index = מדד ”{ $pole }” יהיה { $bound ->
        [at_least] לפחות
       *[at_most] לכל היותר
    } { $threshold } { $when }
meaning-of-cell = הרמה של ”{ $aspect }” כלפי ”{ $pole }” תהיה { $bound ->
        [at_least] לפחות
       *[at_most] לכל היותר
    } { $threshold } { $when }
when-at = בחודש { $number } ({ $month })
when-in-some-month = בחודש כלשהו עד חודש { $number } ({ $month })
when-in-every-month = בכל חודש עד חודש { $number } ({ $month })
risk-above = סיכון זה גבוה מן הסיכון המקובל ({ $percent }).
risk-just-above = סיכון זה גבוה במעט מן הסיכון המקובל ({ $percent }).
risk-within = סיכון זה אינו חורג מן הסיכון המקובל ({ $percent }).
risk-just-within = סיכון זה קרוב מאוד לסיכון המקובל אך אינו חורג ממנו ({ $percent }).
beyond-months = מעבר לתקופה שחושבה
goal-in-words = יושג: { $word }
red-line-in-words = ייחצה: { $word }
risk-exceeded = חריגה
risk-kept = נשמר
goals-table = יעדים וקווים אדומים
    .note = יעד אמור להיות מושג; בקו אדום ההסתברות היא הסיכון שייחצה. הסיכון המקובל הוא הסיכון
        שהיעד יוחמץ או שהקו האדום ייחצה.
    .meant = הכוונה
    .words = במילים
    .probability = הסתברות
    .accepted = סיכון מקובל

## מה מניב המאמץ

effort-none = בתרחיש זה לא מושקע מאמץ, ולכן לא מושגת תמורה.
effort-gains-and-costs = בהשוואה להיעדר מאמץ, חלוקת המשקלים מניבה רווח ({ $gains }) במחיר הפסד
    ({ $costs }), לפי הממוצעים בחודש { $number } ({ $month }).
effort-gains = בהשוואה להיעדר מאמץ, חלוקת המשקלים מניבה רווח ({ $gains }), לפי הממוצעים בחודש
    { $number } ({ $month }).
effort-costs = בהשוואה להיעדר מאמץ, חלוקת המשקלים גורמת הפסד ({ $costs }) ואינה מניבה רווח, לפי
    הממוצעים בחודש { $number } ({ $month }).
effort-nothing = בהשוואה להיעדר מאמץ, חלוקת המשקלים אינה משנה שום מדד באופן ניכר, לפי הממוצעים
    בחודש { $number } ({ $month }).
amount-of-index = מדד ”{ $pole }” – { $amount }
contribution = ”{ $recommendation }” ({ $gain })
index-gains = התורמות העיקריות למדד ”{ $pole }”: { $gains }.
index-pays = הגורעות העיקריות ממדד ”{ $pole }”: { $costs }.
index-gains-and-pays = התורמות העיקריות למדד ”{ $pole }”: { $gains }; הגורעות העיקריות ממנו:
    { $costs }.
unspent-share = חלק המאמץ שלא נוצל: { $percent }.
unspent = לא נוצל
all-effort = כל המאמץ
weights-table = המשקלים ומה הם מניבים
    .note = נקודות של המדד הממוצע בחודש { $month } בהשוואה להיעדר מאמץ; החלקים מסתכמים לשינוי כולו.
        מספר שלילי הוא מחיר.
    .points = { $pole }, נקודות
recommendations-table = המלצות
    .note = במשקל זה: נקודות של המדד הממוצע בחודש { $month }, בהשוואה להיעדר מאמץ.
    .note-of-swings = כל המאמץ כאן: נקודות של המדד עד חודש { $month } אילו קיבלה המלצה זו את כל
        המאמץ, מן האחוזון ה־5 עד האחוזון ה־95 של ההגרלות.
    .all-effort = כל המאמץ כאן
    .contribution = במשקל זה
recommendations-chart = מה מניבה כל המלצה
steps-table = צעדי יישום
    .note = נמוך / סביר / גבוה; בסוגריים – עד כמה בטוח המעריך שהאמת מצויה בין הנמוך לגבוה. צעד חסום
        אינו תורם דבר.
    .step = צעד
    .start = התחלה, חודשים
    .duration = משך, חודשים
    .status = מצב
around-month = חודש { $number }, בסביבות { $month }
no-steps = כמכלול, לא פורטו צעדים
step-owner = אחראי: { $owner }
step-owner-unnamed = אחראי: לא נקבע
step-irreversible = בלתי הפיך
status-planned = מתוכנן
status-under_way = בביצוע
status-done = הושלם
status-blocked = חסום

## המצב והגורמים

how-judgments-read = ההערכות ניתנות כך: נמוך / סביר / גבוה; בסוגריים – עד כמה בטוח המעריך שהאמת
    מצויה בין הנמוך לגבוה.
aspects-table = היבטים ועמדות
    .note = הרמות נעות מ־0 (עוינות או היעדר יחסים) דרך 50 (יחסי עבודה) עד 100 (ברית).
    .posture = עמדה
    .level = הרמה כעת
    .end = חציון בחודש { $month } (5–95%)
median-and-range = { $median } ({ $range })
numbers-overridden = המספרים נקבעו בנפרד
impacts-table = מה יניבו קשרים הדוקים יותר
    .strand = תחום
    .impact = השפעה
    .considerations = שיקולים
drivers-table = גורמים
    .likelihood = סבירות, %
    .window = מועד, חודשים
    .brings = תרומה, נקודות
    .note-of-points = תרומה: נקודות של המדד הממוצע בחודש { $month } בהשוואה למהלך שבו לא פועל שום
        גורם, במשקלים שבתוקף.
drivers-chart = מה תורם כל גורם
all-drivers = כל הגורמים
driver-kind-challenge = אתגר
driver-kind-opportunity = הזדמנות
driver-kind-external = גורם חיצוני
driver-described = { $kind }.{ "\u000A" }{ $description }
driver-ongoing = מתמשך
driver-acting = פועל כבר
driver-effect-stays = ההשפעה נשארת
driver-effect-decays = מחצית ההשפעה מתפוגגת בתוך { $count ->
        [one] חודש אחד
        [two] חודשיים
       *[other] { $number } חודשים
    }
driver-forced = בתרחיש זה הוא מתרחש בחודש { $month }
driver-out = בתרחיש זה הוא אינו מתרחש
bands-table = הסתברות כל תחום בחודש { $month }
    .index = מדד

## מה התרחיש קובע אחרת

scenario-lead = תרחיש ”{ $scenario }”
setting-lead = רקע
conclusion-lead = מסקנת האנליסט
changes-table = במה הנחות תרחיש זה שונות מאלה של ”{ $base }”
    .what = נושא
    .this = תרחיש זה
change-driver = גורם
change-judgment = הערכה
change-goal = יעד
change-deleted = { $name } (נמחק)
change-field = { $name }, { $field }
as-judged = לפי ההערכה
happens-in-month = מתרחש בחודש { $month }
does-not-happen = אינו מתרחש
set-aside = אינו בתוקף
in-force = בתוקף
judgment-changed = { $low } – { $likely } – { $high } · { $confidence }
field-level = רמה
field-drift = מגמה
field-likelihood = סבירות
field-onset = מועד
field-effect = השפעה
field-lead_time = זמן היערכות
field-phase_in = זמן הבשלה
field-share = ריסון
field-start = התחלה
field-duration = משך

## תרשימים

chart-indices = לאן עשויים המדדים להתפתח
chart-cells = לאן עשויה כל רמה להתפתח
chart-cells-most = לאן עשויות להתפתח { $shown } הרמות החשובות ביותר מתוך { $number }
chart-bands = התחומים לאורך זמן
axis-month = חודש
axis-points = נקודות
axis-probability = הסתברות
measure-points = נקודות לפי חודש
measure-probability = הסתברות לפי חודש
measure-gain = נקודות של המדד הממוצע בחודש { $month }
cell-panel = { $aspect } – { $pole }
fan-high = 95%: { $level }
fan-median = חציון { $level }
fan-low = 5%: { $level }
threshold-goal = יעד { $bound }
threshold-red_line = קו אדום { $bound }
key-fan = קו: חציון. שטח כהה: 25–75% מן ההגרלות. שטח בהיר: 5–95%.
key-goal = קו מקווקו ועיגול ריק: יעד.
key-red-line = קו מנוקד ועיגול מלא: קו אדום.
key-bars = עמודות מלאות: רווח. עמודות מקווקוות: מחיר.
key-bands = התחום הנמוך ביותר בתחתית; התחומים שמתחת לאמצעי מקווקווים.
band-share = { $band } { $percent }
spoken-fan = תרשים מניפה: { $title }, בנקודות. חודש 0: חציון { $start }. חודש { $month }: חציון
    { $median }, טווח 5–95%: { $range }.
spoken-threshold = מסומן: { $threshold }.
spoken-bars = עמודות של מדד ”{ $pole }”, בנקודות: { $bars }.
spoken-bar = { $name } { $gain }
spoken-bands = הסתברויות התחומים של מדד ”{ $pole }” בחודש { $month }: { $bands }.

## הנחות

settings-table = הגדרות
    .setting = הגדרה
    .meaning = משמעות
on = כן
off = לא
trend_damping = דעיכת המגמה φ
    .help = חלק המגמה שנותר אחרי כל חודש (Gardner and McKenzie 1985).
    .value = { $count ->
       *[other] { $number } לחודש
    }
response_half_life = זמן מחצית התגובה
    .help = חודשים עד שמחצית מהשפעה חדשה ניכרת ברמה.
    .value = { $count ->
        [one] חודש אחד
        [two] חודשיים
       *[other] { $number } חודשים
    }
noise_half_life = זמן מחצית ההפרעה
    .help = חודשים עד שמחצית מהפרעה חולפת נמוגה.
    .value = { $count ->
        [one] חודש אחד
        [two] חודשיים
       *[other] { $number } חודשים
    }
diminishing_returns = תפוקה פוחתת k
    .help = ב־0 נספר המאמץ באופן ליניארי; ככל שהערך גדול יותר, החלק הראשון של המאמץ נחשב יותר.
    .value = { $count ->
       *[other] { $number }
    }
yardstick = סולם הסתברויות
    .help = סולם המונחים להערכת הסתברות.
    .value-phia = { -phia }
    .value-icd203 = { -icd203 }
ageing = התיישנות
    .help = הערכות שמועד הבחינה שלהן חלף מאבדות נקודת אחוז אחת של ביטחון בכל חודש.
cells-table = מגמה, חשיבות ותנודתיות
    .drift = מגמה, נקודות לשנה
    .importance = חשיבות
    .volatility = תנודתיות, נקודות
    .note = המגמה והתנודתיות נמדדות באמצע הסולם. החשיבות נספרת בתוך הקוטב.
effect-on-cell = { $aspect }: { $effect }
effects-on-pole = על הקוטב ”{ $pole }”
effects-note = נקודות באמצע הסולם: נמוך / סביר / גבוה (ביטחון), במלוא המאמץ או העוצמה ולאחר הבשלה
    מלאה; 25 נקודות באמצע הסולם הן יחידה סמויה אחת.
recommendation-effects-table = השפעות ההמלצות
driver-effects-table = השפעות הגורמים
dampings-table = ריסון גורמים
    .driver = הגורם המרוסן
    .share = חלק מהשפעתו, %
spillovers-table = זליגות
    .from = כאשר זה משתנה
    .to = זה נמשך אחריו
    .strength = במידה
    .note = יחידות סמויות לכל יחידה סמויה של תזוזה; מספר שלילי הוא מחיר.
sources-table = מקורות
    .source = מקור
    .grade = דירוג נאט״ו
    .confidence = רמת ביטחון
    .reference = היכן נמצא
    .note = הדירוג: { -admiralty }. מהימנות המקור A–F, אמינות הנאמר 1–6. F ו־6 פירושם שלא ניתן לשפוט,
        וזה אינו הדירוג הגרוע ביותר.
reliability-A = דרגה A – מהימן לחלוטין
reliability-B = דרגה B – מהימן בדרך כלל
reliability-C = דרגה C – מהימן למדי
reliability-D = דרגה D – לרוב אינו מהימן
reliability-E = דרגה E – אינו מהימן
reliability-F = דרגה F – לא ניתן לשפוט
credibility-1 = דרגה 1 – מאומת
credibility-2 = דרגה 2 – כנראה נכון
credibility-3 = דרגה 3 – ייתכן שנכון
credibility-4 = דרגה 4 – מוטל בספק
credibility-5 = דרגה 5 – לא סביר
credibility-6 = דרגה 6 – לא ניתן לשפוט
confidence-table = רמות ביטחון
    .meaning = על מה נשענות ההערכות שבשורה
    .high = המקור הטוב ביותר מדורג A או B וכן 1 או 2, או שמקור בינוני מאושש בידי מקור נוסף שדירוגו
        בינוני לפחות.
    .moderate = המקור הטוב ביותר מדורג לפחות C וכן 3.
    .low = אין מקור, או שאף מקור אינו ראוי לדירוג כזה.
    .note = מועד בחינה שחלף מוריד את הרמה בדרגה אחת.
yardstick-table = מונחי הסתברות: { $yardstick }
    .probability = הסתברות
    .note = מקור: { $source }. הסתברות הנופלת בין טווחים מקבלת את המונח הקרוב; גבול משותף – את המונח
        הקרוב ל־50%. המספרים מובאים בסוגריים אחרי המונחים.

## שיטה

method-judgments = הערכות
    .text = כל הערכה היא ערך נמוך, ערך סביר וערך גבוה, ולצידם מידת הביטחון של המעריך שהאמת מצויה בין
        הנמוך לגבוה. היא מורחבת לטווחה המלא בחלוקת מרווחה במידת ביטחון זו, נשמרת בתוך גבולות הגודל,
        ומוגרלת מהתפלגות { -pert } שמקדם הצורה שלה { $shape }.
    .ageing = הערכה שמועד הבחינה שלה חלף מאבדת בכל חודש { $count ->
            [one] נקודת אחוז אחת
            [two] שתי נקודות אחוז
           *[other] { $number } נקודות אחוז
        } ממידת ביטחון זו, עד { $least }.
    .no-ageing = בתיק זה ההערכות אינן מתיישנות.
method-levels = רמות
    .text = לכל היבט יש רמה כלפי כל קוטב, בין 0 ל־100. היא נעה בסולם הלוגיסטי, ולכן אינה חורגת מגבולות
        אלה; סביב 50 שווה יחידה של סולם זה ל־25 נקודות. הרמה נמשכת אחר המגמה שלה, שממנה נותר חלק של
        { $damping } אחרי כל חודש; אחר פעולתם של הגורמים, ההמלצות והזליגות; ואחר הפרעות חולפות שזמן
        המחצית שלהן { $noise_count ->
            [one] חודש אחד
            [two] חודשיים
           *[other] { $noise } חודשים
        }. מחצית מהשפעה חדשה ניכרת בתוך { $response_count ->
            [one] חודש אחד
            [two] חודשיים
           *[other] { $response } חודשים
        }.
method-effort = מאמץ
    .text = המשקלים הם חלקים של תקציב אחד; היתרה אינה מנוצלת. המלצה פועלת ככל שצעדיה מבשילים, והיא
        עשויה ליטול חלק מהשפעתו של גורם.
    .linear = המאמץ נספר באופן ליניארי.
    .diminishing = החלק הראשון של המאמץ נחשב ביותר: חלק w של המאמץ מניב { $formula } מן ההשפעה
        המלאה, כאשר הפרמטר k הוא { $number }.
    .drivers = גורם פועל כבר, או מתרחש לכל היותר פעם אחת, בסבירות שלו, באחד החודשים שבמועדו.
method-results = תוצאות
    .text = מדד הוא ממוצע הרמות של קוטב, משוקלל לפי חשיבות. כל הנתונים מוגרלים יחד, פעמים רבות, מזרע
        אחד (נקודות { -sobol } מעורבלות); חציונים, טווחים והסתברויות נספרים על פני הגרלות אלה.
        התרומות הן חלקי { -aumann-shapley } לאורך הדרך הישרה מהיעדר מאמץ אל המשקלים, כך שהן מסתכמות
        לשינוי כולו ללא שארית. סבירות ורמת ביטחון נשמרות נפרדות לכל אורך התדריך.

## רישום התדריך

sampling-error =
    סטייה של עד { $index } נקודות במדדים ועד { $share } נקודות אחוז בהסתברויות
    ({ $errors } שגיאות תקן)

record-table = רישום תדריך זה
    .item = פריט
    .note = אותו תיק, אותו זרע, אותו מספר הגרלות ואותם חודשים נותנים אותם מספרים.
    .dossier = תיק
    .scenario = תרחיש
    .no-scenario = (אין)
    .as-of = נכון ליום (חודש 0)
    .months = חודשים
    .months-to = 0 עד { $number } ({ $month })
    .seed = זרע
    .draws = הגרלות
    .sampling-error = שגיאת דגימה
    .program = תוכנה
    .produced = הופק ביום
