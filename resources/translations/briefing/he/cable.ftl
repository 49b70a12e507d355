## המברק

cable-from = מאת:
cable-subject = הנדון:
cable-ref = סימוכין:
cable-date = תאריך:
cable-reference = תרחיש ”{ $scenario }”, נכון ליום { $day }
cable-reference-without-scenario = ללא תרחיש, נכון ליום { $day }

section-summary = תקציר
section-relations = המצב
section-forces = גורמים
section-outlook = תחזית וקווים אדומים
section-recommendation = המלצה
section-confidence = רמת ביטחון ומקורות
section-comment = הערה

weights-said = חלוקת המאמץ: { $shares }.
weight-of = ”{ $recommendation }” ({ $percent })
levels-said = הרמות כלפי ”{ $pole }” מוערכות כיום כך: { $levels }, בסולם מ־0 (עוינות או היעדר יחסים) עד
    100 (ברית).
level-in-words = ”{ $aspect }” – { $level } (”{ $term }”)
level-alone = ”{ $aspect }” – { $level }
option-unjudged = בתרחיש זה לא הוערך אם כל היעדים יושגו.
option-risks = הסיכון לחציית קו אדום: { $risks }.
risk-of = ”{ $goal }” – { $risk }
option-ends = חציוני המדדים בסוף התקופה ({ $month }): { $ends }.
end-of = ”{ $pole }” – { $median } (טווח 5–95%: { $range })
