"""A dossier too large for the searches of a briefing gets one without them, which says so."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from briefing_sample import PRODUCED

from equipoise.briefing import findings, material
from equipoise.briefing.composing.compose import compose
from equipoise.briefing.document import texts
from equipoise.briefing.kinds import KINDS
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.briefing.material import gather, set_beside
from equipoise.briefing.request import Request
from equipoise.dossier.dossier import Dossier
from equipoise.projection.model import ProjectionModel
from equipoise.store.shipped import shipped_dossier


def few_draws() -> Dossier:
    dossier = shipped_dossier()
    return replace(dossier, settings=replace(dossier.settings, draws=512))


def test_its_figures_are_those_of_a_dossier_that_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = few_draws()
    held = gather(dossier, "balanced", ("west-first",))
    monkeypatch.setattr(material, "ProjectionModel", partial(ProjectionModel, held=0))
    sliced = gather(dossier, "balanced", ("west-first",))
    assert sliced.projection.goals == held.projection.goals
    for pole, fan in held.projection.index.items():
        assert np.abs(fan.p50 - sliced.projection.index[pole].p50).max() < 1e-9
    assert held.fragility is not None
    assert held.fragility.searched
    assert sliced.fragility == findings.Fragility(searched=False)
    more = set_beside(sliced, dossier, ("west-first", "moscow-first"))
    assert more.fragility == findings.Fragility(searched=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_composed_and_says_what_was_not_searched(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(findings, "_MOST_NUMBERS", 0)
    gathered = gather(few_draws(), "balanced")
    for kind in KINDS:
        said = " ".join(texts(compose(gathered, Request(PRODUCED, kind=kind, language=language))))
        if kind in ("full", "one-page", "cable") and language == "en":
            assert "was not searched" in " ".join(said.split())
