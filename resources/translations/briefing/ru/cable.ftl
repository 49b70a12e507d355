## Телеграмма

cable-from = ОТ:
cable-subject = ТЕМА:
cable-ref = ОСНОВАНИЕ:
cable-date = ДАТА:
cable-reference = Сценарий «{ $scenario }», на { $day }
cable-reference-without-scenario = Без сценария, на { $day }

section-summary = Краткое содержание
section-relations = Обстановка
section-forces = Факторы
section-outlook = Прогноз и красные линии
section-recommendation = Рекомендация
section-confidence = Уверенность и источники
section-comment = Комментарий

weights-said = Усилия распределяются так: { $shares }.
weight-of = «{ $recommendation }» ({ $percent })
levels-said = Уровни в отношении «{ $pole }» оцениваются сегодня так: { $levels }; шкала от 0 (враждебные или
    отсутствующие отношения) до 100 (союзнические).
level-in-words = «{ $aspect }» – { $level } («{ $term }»)
level-alone = «{ $aspect }» – { $level }
option-unjudged = В этом сценарии не оценивается, будут ли достигнуты все цели.
option-risks = Риск нарушения красной линии: { $risks }.
risk-of = «{ $goal }» – { $risk }
option-ends = Медианы индексов в конце периода ({ $month }): { $ends }.
end-of = «{ $pole }» – { $median } (интервал 5–95{ "\u00A0" }%: { $range })
