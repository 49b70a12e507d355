## Что изменилось со времени прошлой записки

section-since = Что изменилось

since-all-goals = Со времени записки от { $day } вероятность того, что будут достигнуты все цели,
    изменилась с { $before }, «{ $word_before }», до { $after }, «{ $word_after }».
since-some = Со времени записки от { $day } вероятность того, что будут достигнуты все цели, не
    изменилась и на один пункт; другие показатели изменились.
since-nothing = Со времени записки от { $day } досье изменилось, но ни одна вероятность и ни один
    индекс не сдвинулись и на пункт, а веса остались прежними.
since-goal = Вероятность достижения цели «{ $name }» изменилась с { $before }, «{ $word_before }», до
    { $after }, «{ $word_after }».
since-red-line = Риск нарушения красной линии «{ $name }» изменился с { $before }, «{ $word_before }»,
    до { $after }, «{ $word_after }».
since-goal-new = Цель «{ $name }» новая.
since-red-line-new = Красная линия «{ $name }» новая.
since-goal-gone = Цель «{ $name }» больше не действует.
since-red-line-gone = Красная линия «{ $name }» больше не действует.
since-index = Медиана индекса «{ $pole }» в последнем месяце изменилась с { $before } до { $after }.
since-weight = «{ $name }» с { $before } до { $after }
since-weights = Изменились веса: { $moves }.
