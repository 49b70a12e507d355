## נקודות לשיחה

section-position = עמדתנו
section-aims = מה אנו רוצים
section-limits = מה אסור שייחצה
section-proposals = על מה אנו ממליצים
section-sureness = עד כמה אנו בטוחים

want-goal = אנו שואפים להשיג את היעד ”{ $goal }”.
keep-red-line = קו אחד אסור שייחצה: ”{ $goal }”.
if-broken-above = הסיכון המקובל כאן הוא { $accepted }, והסיכון שחושב גדול ממנו; לכן נדרשת החלטה לפני שנוקטים
    דרך זו.
if-broken-within = הסיכון המקובל כאן הוא { $accepted }, והסיכון שחושב אינו חורג ממנו. אם הקו ייחצה בכל
    זאת, יש לשקול את הדרך מחדש.
if-broken-unknown = הסיכון המקובל כאן הוא { $accepted }; התקופה שחושבה אינה מגיעה עד קו זה.
how-sure = כל זה חושב מתוך הערכות: הוא אומר מה נובע מהן אם הן נכונות, לא מה יקרה.

ask-cost = מה המחיר?
ask-where = לאן זה מוביל?
ask-likely = מה סיכויי הדבר?
ask-distance = מה המרחק מכאן לשם?
ask-risk = מה גודל הסיכון?
ask-broken = ואם הקו ייחצה?
ask-why = מדוע דווקא זה?
ask-cost-and-begin = מה זה מניב, מה המחיר, ומתי זה מתחיל?
ask-what = במה מדובר?
ask-happens = ואם זה יקרה?
ask-basis = על מה זה נשען?
ask-numbers = מניין המספרים?
