## Печать паспорта

seal = Печать
seal-line = Печать { $code }
