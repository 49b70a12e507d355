## The seal of the record

seal = Seal
seal-line = Seal { $code }
