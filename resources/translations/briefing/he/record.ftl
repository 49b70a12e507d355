## חותם הרישום

seal = חותם
seal-line = חותם { $code }
