"""A dossier too large for the searches of a briefing: said at once, with the way out."""

from __future__ import annotations

from functools import partial

import pytest

from equipoise.briefing import material
from equipoise.projection.model import ProjectionModel, TooLarge
from equipoise.store.shipped import shipped_dossier


def test_a_briefing_that_would_not_fit_says_how_many_draws_would(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(material, "ProjectionModel", partial(ProjectionModel, held=0))
    with pytest.raises(TooLarge, match=r"Set the draws to [\d,]+ or fewer in the Overview"):
        material.gather(shipped_dossier(), "balanced")
