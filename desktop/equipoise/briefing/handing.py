"""How the typesetter is handed what it sets: never as markup."""

from __future__ import annotations

import json
from typing import Any


def handed(**values: Any) -> dict[str, str]:
    """Inputs of a typst program, which reads them by `json(bytes(sys.inputs.handed))`.

    All in one input: of several, typst sees the order change by chance from one compilation to the
    next, and then sets all pages anew where it could have kept them.
    """
    return {"handed": json.dumps(values, ensure_ascii=False, allow_nan=False)}
