## Формулировки автора и сокращения

quoted = «{ $text }»
wording-contradicts = Формулировка принадлежит автору и содержит { $parts }, чего расчёт не
    показывает. По расчёту: { $computed }
shortened = Сокращено, чтобы уложиться в { $count ->
        [one] { $number } страницу
        [few] { $number } страницы
       *[other] { $number } страниц
    }: урезано текстов — { $texts }, опущено частей — { $parts }. В техническом приложении всё дано
    полностью.
shortened-not-enough = Но и в таком виде она длиннее, чем { $count ->
        [one] { $number } страница
        [few] { $number } страницы
       *[other] { $number } страниц
    }.
