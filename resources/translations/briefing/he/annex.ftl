## הנספח הטכני, ונתוני התרשימים

section-scenarios = תרחישים
section-sources = מקורות ומונחים
section-constants = הגדרות וקבועים
section-chart-data = נתוני התרשימים

chart-table = נתוני התרשים ”{ $chart }”
    .series = סדרה

terms-table = מונחי עמדה
    .term = מונח עמדה
band-bounds-table = תחומים
    .band = תחום
    .lower = החל מ־, נקודות
linkages-table = זיקות בין המלצות
    .kind = זיקה
    .other = ההמלצה האחרת
    .least = החל ממשקל
    .note = המלצה נחשבת כננקטת החל מן המשקל הנתון; זיקה שאינה מתקיימת מצוינת, ואינה משנה שום תוצאה.
linkage-excludes = שוללת את
linkage-requires = מחייבת את
step-order-table = חלקי הצעדים וסדרם
    .share = חלק
    .after = מתחיל אחרי
    .reversible = הפיך
    .note = החלקים נספרים בתוך ההמלצה שלהם. תנאי מוקדם שאינו מתקיים מצוין, ואינו משנה שום תוצאה.
yes = כן
no = לא
reviews-table = הערכות לבחינה מחדש
    .row = שורה
    .by = מועד הבחינה
    .passed = חלף
scenarios-table = מה קובע כל תרחיש
    .weights = משקלים
    .forcings = גורמים
    .overrides = הערכות
    .aside = יעדים שאינם בתוקף

constants-table = קבועי המודל
    .constant = קבוע
    .note = הראשונים קבועים; החלקים החודשיים נגזרים מזמני המחצית שבהגדרות.
constant-pert = צורת PERT – λ
    .help = משקלו של הערך הסביר לעומת קצות הטווח של ההערכה.
constant-least-confidence = ביטחון מזערי
    .help = הביטחון הנמוך ביותר שהערכה יכולה לציין או להתיישן אליו.
constant-ageing = התיישנות בחודש
    .help = נקודות האחוז של ביטחון שאובדות בכל חודש לאחר מועד הבחינה.
constant-month = ימים בחודש
    .help = מספר הימים הנחשב לחודש של התיישנות.
constant-latent = נקודות ביחידה סמויה
    .help = נקודות באמצע הסולם שהן יחידה אחת של הסולם הלוגיסטי.
constant-response = תגובה בחודש κ
    .help = חלקה של השפעה חדשה הניכר בכל חודש: 1 פחות 2 בחזקת מינוס אחד חלקי זמן המחצית.
constant-noise = הפרעה בחודש θ
    .help = חלקה של הפרעה חולפת שנותר אחרי חודש: 2 בחזקת מינוס אחד חלקי זמן המחצית.
constant-quantiles = אחוזונים
    .help = אלה של המניפות, באינטרפולציה בין ערכי הסדר (הגדרה 7 אצל Hyndman and Fan 1996).
constant-spillovers = רדיוס ספקטרלי של הזליגות
    .help = הגבול שמתחתיו עליו להישאר, כדי שהזליגות יתכנסו.
constant-bits = סיביות בהגרלה
    .help = של נקודות { -sobol } המעורבלות, לפי מספרי הכיוון של Joe and Kuo (2008).

versions-table = גרסאות
    .name = תוכנה או ספרייה
    .version = גרסה
