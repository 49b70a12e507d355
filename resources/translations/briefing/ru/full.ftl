### Постоянные тексты аналитической записки на русском языке.
###
### Строка, продолженная ниже, присоединяется через пробел. Названия из досье стоят в кавычках и не
### склоняются. Тексты $number, $percent, $judgment и подобные вставляются в том виде, в каком их
### печатают; $count — стоящее за ними число, по нему выбирается форма слова.

## Глоссарий: названия, которые всегда пишутся одинаково

-program = Equipoise
-admiralty = адмиралтейская система НАТО (Admiralty code)
-aumann-shapley = Аумана — Шепли
-pert = PERT
-phia = UK PHIA
-icd203 = US ICD 203
-sobol = Соболя

## Страницы

bottom-line = Главный вывод
page = Страница { $number } из { $count }
program = { -program } { $version }
occasion = Сценарий «{ $scenario }» · на { $day } ·
    { $count ->
        [one] { $number } месяц
        [few] { $number } месяца
       *[other] { $number } месяцев
    }, по { $month }
occasion-without-scenario = Без сценария · на { $day } ·
    { $count ->
        [one] { $number } месяц
        [few] { $number } месяца
       *[other] { $number } месяцев
    }, по { $month }

section-question = Постановка вопроса
section-situation = Состояние отношений и возможное развитие
section-success = Насколько вероятен успех
section-effort = Что дают усилия
section-drivers = Что влияет на развитие
section-assumptions = Исходные допущения
section-method = Метод
section-about = Сведения о записке

## Числа

percent = { $number }{ "\u00A0" }%
percent-under-one = менее 1{ "\u00A0" }%
percent-over-ninety-nine = более 99{ "\u00A0" }%
judgment = { $low } / { $likely } / { $high } ({ $confidence })
judgment-of-one-number = { $number } ({ $confidence })
range = { $low }–{ $high }
percent-range = { $low }–{ $high }{ "\u00A0" }%
points = { $count ->
       *[other] { $number } пункта
    }
of-pole = { $pole }: { $value }
swing-of-pole = { $pole }: от { $low } до { $high }

## Общие слова

column-aspect = Аспект
column-driver = Фактор
column-kind = Вид
column-pole = Полюс
column-recommendation = Рекомендация
column-rests-on = Основание
column-value = Значение
column-weight = Вес
column-why = Обоснование
column-word = Слово
goal = Цель
red-line = Красная линия
unsourced = без источника
others = { $count ->
       *[other] прочие ({ $number })
    }
index-of-pole = Индекс «{ $pole }»
cell = { $aspect } / { $pole }

confidence-low = низкая
confidence-moderate = средняя
confidence-high = высокая
confidence-of-row = уверенность: { $word }

## Слова для вероятностей; в скобках — слово опубликованной шкалы. Атрибут открывает предложение,
## за ним следует придаточное с «что».

phia = шкала вероятностей { -phia } (probability yardstick)
    .source = UK Professional Head of Intelligence Assessment, Explaining Uncertainty in UK
        Intelligence Assessment, 24 March 2025
phia-remote-chance = ничтожная вероятность (remote chance)
    .opening = Существует лишь ничтожная вероятность (remote chance, { $percent }) того,
phia-highly-unlikely = весьма маловероятно (highly unlikely)
    .opening = Весьма маловероятно (highly unlikely, { $percent }),
phia-unlikely = маловероятно (unlikely)
    .opening = Маловероятно (unlikely, { $percent }),
phia-realistic-possibility = реальная возможность (realistic possibility)
    .opening = Существует реальная возможность (realistic possibility, { $percent }) того,
phia-likely-or-probable = вероятно (likely or probable)
    .opening = Вероятно (likely or probable, { $percent }),
phia-highly-likely = весьма вероятно (highly likely)
    .opening = Весьма вероятно (highly likely, { $percent }),
phia-almost-certain = почти несомненно (almost certain)
    .opening = Почти несомненно (almost certain, { $percent }),

icd203 = степени вероятности { -icd203 } (degrees of likelihood)
    .source = US Office of the Director of National Intelligence, Intelligence Community Directive
        203, Analytic Standards
icd203-almost-no-chance = почти исключено (almost no chance)
    .opening = Почти исключено (almost no chance, { $percent }),
icd203-very-unlikely = очень маловероятно (very unlikely)
    .opening = Очень маловероятно (very unlikely, { $percent }),
icd203-unlikely = маловероятно (unlikely)
    .opening = Маловероятно (unlikely, { $percent }),
icd203-roughly-even-chance = примерно равные шансы (roughly even chance)
    .opening = Существуют примерно равные шансы (roughly even chance, { $percent }) на то,
icd203-likely = вероятно (likely)
    .opening = Вероятно (likely, { $percent }),
icd203-very-likely = очень вероятно (very likely)
    .opening = Очень вероятно (very likely, { $percent }),
icd203-almost-certain = почти несомненно (almost certain)
    .opening = Почти несомненно (almost certain, { $percent }),

## Главный вывод и ключевые оценки

nothing-to-judge = Предмета для оценки пока нет.
gap-poles = Полюсов пока нет: добавьте державы, по отношению к которым занимается позиция.
gap-aspects = Аспектов пока нет: добавьте направления отношений.
gap-recommendations = Рекомендаций пока нет: добавьте возможные действия.
success-without-goals = Ни одна цель не задана, поэтому о вероятности успеха судить нельзя.
success-beyond-months = По меньшей мере одна цель лежит за пределами рассчитанного периода, поэтому
    успех не оценивается.
success-of-goal = { $opening } что цель «{ $goal }» будет достигнута.
success-of-all-goals = { $opening } что будут достигнуты все цели.
judgment-goals = Цели
judgment-red-lines = Красные линии
judgment-effort = Усилия
judgment-indices = Индексы
judgment-basis = Основание
index-end = Медиана индекса «{ $pole }» изменяется с { $start } до { $end } ({ $month }; интервал
    5–95 %: { $range }).
index-end-in-band = Медиана индекса «{ $pole }» изменяется с { $start } до { $end } ({ $month };
    интервал 5–95 %: { $range }), зона «{ $band }».

## На чём основаны суждения

basis-computed = Эти результаты вычислены на основе экспертных суждений; они не являются данными
    наблюдений.
basis-without-judgments = Суждений в досье пока нет.
basis-of-one-source = { $count ->
        [one] Единственное суждение основано
       *[other] Все суждения ({ $number }) основаны
    } на источнике «{ $source }».
basis-of-sources = Распределение { $count ->
        [one] { $number } суждения
       *[other] { $number } суждений
    } по источникам: { $shares }.
basis-share = «{ $source }» – { $number }
basis-rest = прочие источники ({ $sources }) – { $number }
basis-confidence = Уверенность в них: { $words }.
basis-confidence-share = { $word } – { $number }

## Цели и красные линии

goal-beyond-months = Цель «{ $goal }» лежит за пределами рассчитанного периода; о ней ничего не
    утверждается.
red-line-beyond-months = Красная линия «{ $goal }» лежит за пределами рассчитанного периода; о ней
    ничего не утверждается.
red-line-likelihood = { $opening } что красная линия «{ $goal }» будет нарушена.
asks-that = Условие: { $condition }.
condition-of-index = индекс «{ $pole }» { $bound ->
        [at_least] не ниже
       *[at_most] не выше
    } { $threshold } { $when }
condition-of-cell = уровень «{ $aspect }» в отношении «{ $pole }» { $bound ->
        [at_least] не ниже
       *[at_most] не выше
    } { $threshold } { $when }
meaning-of-index = Индекс «{ $pole }» { $bound ->
        [at_least] не ниже
       *[at_most] не выше
    } { $threshold } { $when }
meaning-of-cell = Уровень «{ $aspect }» в отношении «{ $pole }» { $bound ->
        [at_least] не ниже
       *[at_most] не выше
    } { $threshold } { $when }
when-at = в месяце { $number } ({ $month })
when-in-some-month = хотя бы в один месяц по { $number }-й ({ $month })
when-in-every-month = в каждый месяц по { $number }-й ({ $month })
risk-above = Этот риск выше допустимого ({ $percent }).
risk-just-above = Этот риск чуть выше допустимого ({ $percent }).
risk-within = Этот риск не превышает допустимого ({ $percent }).
risk-just-within = Этот риск едва не превышает допустимый ({ $percent }).
beyond-months = за пределами рассчитанного периода
goal-in-words = достижение: { $word }
red-line-in-words = нарушение: { $word }
risk-exceeded = превышен
risk-kept = соблюдён
goals-table = Цели и красные линии
    .note = Цель должна быть достигнута; для красной линии вероятность означает риск её нарушения.
        Допустимый риск – это риск не достичь цели или нарушить красную линию.
    .meant = Содержание
    .words = Словами
    .probability = Вероятность
    .accepted = Допустимый риск

## Что дают усилия

effort-none = В этом сценарии усилия не затрачиваются, поэтому ничего и не приобретается.
effort-gains-and-costs = По сравнению с отсутствием усилий веса дают выигрыш ({ $gains })
    ценой потерь ({ $costs }); по средним за месяц { $number } ({ $month }).
effort-gains = По сравнению с отсутствием усилий веса дают выигрыш ({ $gains }); по средним за месяц { $number } ({ $month }).
effort-costs = По сравнению с отсутствием усилий веса ведут к потерям ({ $costs }) и не дают выигрыша;
    по средним за месяц { $number } ({ $month }).
effort-nothing = По сравнению с отсутствием усилий веса заметно не меняют ни одного индекса; по средним за
    месяц { $number } ({ $month }).
amount-of-index = индекс «{ $pole }» – { $amount }
contribution = «{ $recommendation }» ({ $gain })
index-gains = Больше всего индексу «{ $pole }» добавляют: { $gains }.
index-pays = Больше всего отнимают у индекса «{ $pole }»: { $costs }.
index-gains-and-pays = Больше всего индексу «{ $pole }» добавляют: { $gains }; больше всего
    отнимают: { $costs }.
unspent-share = Неизрасходованная доля усилий: { $percent }.
unspent = Не израсходовано
all-effort = Все усилия
weights-table = Веса и что они дают
    .note = Пункты среднего индекса за месяц { $month } по сравнению с отсутствием усилий; доли в
        сумме дают всё изменение. Знак минус – потери.
    .points = { $pole }, пункты
recommendations-table = Рекомендации
    .note = При данном весе: пункты среднего индекса за месяц { $month } по сравнению с отсутствием
        усилий.
    .note-of-swings = Все усилия сюда: пункты индекса к месяцу { $month }, если бы все усилия были
        отданы этой рекомендации, от квантиля 5 % до квантиля 95 % реализаций.
    .all-effort = Все усилия сюда
    .contribution = При данном весе
recommendations-chart = Вклад каждой рекомендации
steps-table = Шаги осуществления
    .note = Нижнее / вероятное / верхнее значение; в скобках – насколько эксперт уверен, что истина
        лежит между нижним и верхним. Блокированный шаг ничего не даёт.
    .step = Шаг
    .start = Начало, месяцы
    .duration = Длительность, месяцы
    .status = Состояние
around-month = месяц { $number }, примерно { $month }
no-steps = в целом, шаги не заданы
step-owner = Ответственный: { $owner }
step-owner-unnamed = Ответственный: не назначен
step-irreversible = необратимо
status-planned = Намечен
status-under_way = В работе
status-done = Завершён
status-blocked = Блокирован

## Обстановка и факторы

how-judgments-read = Суждения приводятся в виде: нижнее / вероятное / верхнее значение; в скобках –
    насколько эксперт уверен, что истина лежит между нижним и верхним.
aspects-table = Аспекты и позиции
    .note = Уровни идут от 0 (враждебные или отсутствующие отношения) через 50 (рабочие) до 100
        (союзнические).
    .posture = Позиция
    .level = Уровень сейчас
    .end = Медиана за месяц { $month } (5–95 %)
median-and-range = { $median } ({ $range })
numbers-overridden = числа заданы отдельно
impacts-table = Что дало бы сближение
    .strand = Направление
    .impact = Результат
    .considerations = Соображения
drivers-table = Факторы
    .likelihood = Вероятность, %
    .window = Срок, месяцы
    .brings = Вклад, пункты
    .note-of-points = Вклад: пункты среднего индекса за месяц { $month } по сравнению с ходом
        событий, при котором не действует ни один фактор, при данных весах.
drivers-chart = Вклад каждого фактора
all-drivers = Все факторы
driver-kind-challenge = Вызов
driver-kind-opportunity = Возможность
driver-kind-external = Внешний фактор
driver-described = { $kind }. { $description }
driver-ongoing = уже действует
driver-acting = с самого начала
driver-effect-stays = действие сохраняется
driver-effect-decays = половина действия проходит за { $count ->
        [one] { $number } месяц
        [few] { $number } месяца
        [many] { $number } месяцев
       *[other] { $number } месяца
    }
driver-forced = в этом сценарии наступает в месяце { $month }
driver-out = в этом сценарии исключён
bands-table = Вероятность каждой зоны за месяц { $month }
    .index = Индекс

## Решения сценария

scenario-lead = Сценарий «{ $scenario }»
setting-lead = Обстановка
conclusion-lead = Заключение аналитика
changes-table = Чем допущения этого сценария отличаются от сценария «{ $base }»
    .what = Предмет
    .this = Этот сценарий
change-driver = Фактор
change-judgment = Суждение
change-goal = Цель
change-deleted = { $name } (удалено)
change-field = { $name }, { $field }
as-judged = согласно суждению
happens-in-month = наступает в месяце { $month }
does-not-happen = не наступает
set-aside = не учитывается
in-force = учитывается
judgment-changed = { $low } – { $likely } – { $high } · { $confidence }
field-level = уровень
field-drift = дрейф
field-likelihood = вероятность
field-onset = срок
field-effect = действие
field-lead_time = время подготовки
field-phase_in = время развёртывания
field-share = ослабление
field-start = начало
field-duration = длительность

## Диаграммы

chart-indices = Куда могут двигаться индексы
chart-cells = Куда может двигаться каждый уровень
chart-cells-most = Куда могут двигаться самые важные уровни: { $shown } из { $number }
chart-bands = Зоны во времени
axis-month = месяц
axis-points = пункты
axis-probability = вероятность
measure-points = пункты по месяцам
measure-probability = вероятность по месяцам
measure-gain = пункты среднего индекса за месяц { $month }
cell-panel = { $aspect } – { $pole }
fan-high = 95 %: { $level }
fan-median = медиана { $level }
fan-low = 5 %: { $level }
threshold-goal = цель { $bound }
threshold-red_line = красная линия { $bound }
key-fan = Линия: медиана. Тёмная область: 25–75 % реализаций. Светлая область: 5–95 %.
key-goal = Штрихи и пустой кружок: цель.
key-red-line = Точки и закрашенный кружок: красная линия.
key-bars = Сплошные столбцы: выигрыш. Заштрихованные столбцы: потери.
key-bands = Нижняя зона расположена внизу; зоны ниже средней заштрихованы.
band-share = { $band } { $percent }
spoken-fan = Веерная диаграмма «{ $title }», в пунктах. Месяц 0: медиана { $start }. Месяц
    { $month }: медиана { $median }, интервал 5–95 %: { $range }.
spoken-threshold = Показано: { $threshold }.
spoken-bars = Столбцы для индекса «{ $pole }», в пунктах: { $bars }.
spoken-bar = { $name } { $gain }
spoken-bands = Вероятности зон индекса «{ $pole }» за месяц { $month }: { $bands }.

## Исходные допущения

settings-table = Параметры
    .setting = Параметр
    .meaning = Смысл
on = да
off = нет
trend_damping = Затухание дрейфа φ
    .help = Доля дрейфа, остающаяся после каждого месяца (Gardner and McKenzie 1985).
    .value = { $count ->
       *[other] { $number } в месяц
    }
response_half_life = Полупериод отклика
    .help = За сколько месяцев новое влияние проявляется в уровне наполовину.
    .value = { $count ->
        [one] { $number } месяц
        [few] { $number } месяца
        [many] { $number } месяцев
       *[other] { $number } месяца
    }
noise_half_life = Полупериод возмущений
    .help = За сколько месяцев временное возмущение угасает наполовину.
    .value = { $count ->
        [one] { $number } месяц
        [few] { $number } месяца
        [many] { $number } месяцев
       *[other] { $number } месяца
    }
diminishing_returns = Убывающая отдача k
    .help = При 0 отдача усилий линейна; чем больше k, тем весомее первая их доля.
    .value = { $count ->
       *[other] { $number }
    }
yardstick = Шкала вероятностей
    .help = Шкала оценочных слов.
    .value-phia = { -phia }
    .value-icd203 = { -icd203 }
ageing = Устаревание
    .help = Суждения, срок пересмотра которых прошёл, теряют один процентный пункт уверенности в
        месяц.
cells-table = Дрейф, значимость и изменчивость
    .drift = Дрейф, пункты в год
    .importance = Значимость
    .volatility = Изменчивость, пункты
    .note = Дрейф и изменчивость измерены в середине шкалы. Значимость учитывается в пределах
        полюса.
effect-on-cell = { $aspect }: { $effect }
effects-on-pole = Действие на полюс «{ $pole }»
effects-note = Пункты в середине шкалы: нижнее / вероятное / верхнее значение (уверенность), при
    всех усилиях или полной силе и после полного развёртывания; 25 пунктов в середине шкалы – одна
    латентная единица.
recommendation-effects-table = Действие рекомендаций
driver-effects-table = Действие факторов
dampings-table = Ослабление факторов
    .driver = Ослабляемый фактор
    .share = Доля его действия, %
spillovers-table = Перекрёстные влияния
    .from = Когда меняется
    .to = следует
    .strength = мера
    .note = Латентные единицы на каждую латентную единицу смещения; отрицательное число означает
        потери.
sources-table = Источники
    .source = Источник
    .grade = Оценка НАТО
    .confidence = Уверенность
    .reference = Где найти
    .note = Оценка: { -admiralty }. Надёжность источника A–F, достоверность сведений 1–6. F и 6
        означают, что судить нельзя; это не худшая оценка.
reliability-A = A – вполне надёжен
reliability-B = B – обычно надёжен
reliability-C = C – довольно надёжен
reliability-D = D – обычно ненадёжен
reliability-E = E – ненадёжен
reliability-F = F – судить нельзя
credibility-1 = 1 – подтверждено
credibility-2 = 2 – вероятно, верно
credibility-3 = 3 – возможно, верно
credibility-4 = 4 – сомнительно
credibility-5 = 5 – маловероятно
credibility-6 = 6 – судить нельзя
confidence-table = Степени уверенности
    .meaning = На чём основаны суждения строки
    .high = Лучший источник оценён как A или B и 1 или 2, либо средний подтверждён другим, оценённым
        не ниже среднего.
    .moderate = Лучший источник оценён не ниже C и 3.
    .low = Источника нет, либо ни один нельзя оценить так высоко.
    .note = Прошедший срок пересмотра понижает степень на одну ступень.
yardstick-table = Слова для вероятностей: { $yardstick }
    .probability = Вероятность
    .note = Источник: { $source }. Вероятность, попавшая между интервалами, получает ближайшее
        слово; общая граница – слово, которое ближе к 50 %. Числа стоят в скобках после слов.

## Метод

method-judgments = Суждения
    .text = Каждое суждение – это нижнее, вероятное и верхнее значение и степень уверенности
        эксперта в том, что истина лежит между нижним и верхним. Размах делится на эту уверенность и
        так расширяется до полного, остаётся в пределах величины и разыгрывается по распределению
        { -pert } с параметром формы { $shape }.
    .ageing = Суждение, срок пересмотра которого прошёл, теряет в месяц { $count ->
            [one] { $number } процентный пункт
            [few] { $number } процентных пункта
            [many] { $number } процентных пунктов
           *[other] { $number } процентного пункта
        } этой уверенности, вплоть до { $least }.
    .no-ageing = В этом досье суждения не устаревают.
method-levels = Уровни
    .text = Каждый аспект имеет по отношению к каждому полюсу уровень от 0 до 100. Он движется по
        логистической шкале и потому не выходит за эти пределы; около 50 единица этой шкалы равна 25
        пунктам. Уровень следует своему дрейфу, от которого после каждого месяца остаётся доля
        { $damping }; действию факторов, рекомендаций и перекрёстных влияний; и временным
        возмущениям с полупериодом { $noise_count ->
            [one] { $noise } месяц
            [few] { $noise } месяца
            [many] { $noise } месяцев
           *[other] { $noise } месяца
        }. Новое влияние проявляется наполовину за { $response_count ->
            [one] { $response } месяц
            [few] { $response } месяца
            [many] { $response } месяцев
           *[other] { $response } месяца
        }.
method-effort = Усилия
    .text = Веса – доли единого бюджета; остаток не израсходован. Рекомендация действует по мере
        развёртывания её шагов и может отнять часть действия фактора.
    .linear = Отдача усилий линейна.
    .diminishing = Весомее всего первая доля усилий: доля w усилий даёт { $formula } полного
        действия, где k = { $number }.
    .drivers = Фактор либо уже действует, либо наступает не более одного раза, со своей
        вероятностью, в один из месяцев своего срока.
method-results = Результаты
    .text = Индекс – среднее уровней полюса, взвешенное по значимости. Все исходные величины
        разыгрываются совместно и многократно из одного начального числа (скремблированные точки
        { -sobol }); медианы, интервалы и вероятности подсчитываются по этим реализациям. Вклады –
        доли { -aumann-shapley } вдоль прямого пути от отсутствия усилий к данным весам, так что в
        сумме они дают изменение без остатка. Вероятность и уверенность всюду разделены.

## Паспорт записки

sampling-error =
    индексы ± { $index } п., вероятности ± { $share } п. п. (стандартных ошибок: { $errors })

record-table = Паспорт этой записки
    .item = Показатель
    .note = То же досье, начальное число, число реализаций и месяцев дают те же результаты.
    .dossier = Досье
    .scenario = Сценарий
    .no-scenario = (нет)
    .as-of = По состоянию на (месяц 0)
    .months = Месяцы
    .months-to = от 0 до { $number } ({ $month })
    .seed = Начальное число
    .draws = Реализации
    .sampling-error = Погрешность выборки
    .program = Программа
    .produced = Дата составления
