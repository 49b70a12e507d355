## סוגי התדריך, ומילים שיש בחלקם

kind-one-page = תדריך בעמוד אחד
kind-full = תדריך
kind-talking-points = נקודות לשיחה
kind-cable = מברק
kind-annex = נספח טכני
notes = הערות
if-asked = אם תישאל השאלה:

section-options = השוואת החלופות

options-table = תרחישים זה לצד זה
    .scenario = תרחיש
    .success = כל היעדים מתקיימים
    .risks = הסיכון לחציית כל קו אדום
    .here = תדריך זה
    .note = ראשון התרחיש שבו הסיכוי לעמידה בכל היעדים הוא הגבוה ביותר; כולם על אותן הגרלות. מדדים: חציון
        וטווח 5–95% בחודש { $month }.
