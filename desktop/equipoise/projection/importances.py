"""How much each cell counts in the index of its pole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from equipoise.dossier.dossier import Dossier


def importances(dossier: Dossier, cell_ids: Sequence[str]) -> npt.NDArray[np.float64]:
    """Importances, shape (poles, cells), each row adding up to 1: index = importances @ levels."""
    matrix = np.zeros((len(dossier.poles), len(cell_ids)))
    for i, pole in enumerate(dossier.poles):
        for j, cell_id in enumerate(cell_ids):
            cell = dossier.get("cells", cell_id)
            if cell.pole_id == pole.id:
                matrix[i, j] = cell.importance
    total: npt.NDArray[np.float64] = matrix / matrix.sum(axis=1, keepdims=True)
    return total
