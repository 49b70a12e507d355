"""The drivers in sentences: what the strongest bring, and what their happening is counted as."""

from __future__ import annotations

from equipoise.briefing.codes import ALL_DRIVERS, code_of
from equipoise.briefing.content.effort import gains_and_costs
from equipoise.briefing.document import Sentence
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.dossier.rows import Driver


def strongest_drivers(material: Material) -> list[Driver]:
    """The drivers, those first that move the indices most; in their own order if not computed."""
    found = material.drivers
    if found is None:
        return list(material.dossier.drivers)

    def strength(driver: Driver) -> float:
        return sum(abs(shares.get(driver.id, 0.0)) for shares in found.points.values())

    return sorted(material.dossier.drivers, key=strength, reverse=True)


def driver_said(material: Material, driver: Driver, speech: Speech) -> Sentence:
    """What a driver brings to the indices and takes from them."""
    place, codes = f"driver:{driver.id}", (code_of(material.dossier, "drivers", driver.id),)
    name = speech.name(driver.name)
    found = material.drivers
    if found is None:
        return Sentence(speech.say("driver-uncounted", driver=name), place, codes)
    change = {pole: shares.get(driver.id, 0.0) for pole, shares in found.points.items()}
    gains, costs = gains_and_costs(material.dossier, change, speech)
    month = speech.month(material.dossier.settings.as_of, found.month)
    facts = {"driver": name, "month": month, "number": str(found.month)}
    if gains and costs:
        text = speech.say("driver-gains-and-costs", gains=gains, costs=costs, **facts)
    elif gains:
        text = speech.say("driver-gains", gains=gains, **facts)
    elif costs:
        text = speech.say("driver-costs", costs=costs, **facts)
    else:
        text = speech.say("driver-changes-nothing", **facts)
    return Sentence(text, place, codes)


def if_it_happens(material: Material, driver: Driver, speech: Speech) -> Sentence:
    """How a driver's happening is counted: judged, acting already, or decided by the scenario."""
    dossier = material.dossier
    forced = next(
        (f for f in dossier.forcings_of(material.scenario_id) if f.driver_id == driver.id), None
    )
    if forced is not None and forced.state != "happens":
        text = speech.say("driver-taken-out")
    elif driver.timing == "ongoing":
        text = speech.say("driver-acts-already")
    elif forced is not None:
        month = speech.month(dossier.settings.as_of, forced.month)
        text = speech.say("driver-taken-to-happen", month=month)
    else:
        chance = driver.likelihood
        text = speech.say(
            "driver-may-happen",
            likely=speech.percent(chance.likely),
            range=speech.say(
                "percent-range", low=speech.number(chance.low), high=speech.number(chance.high)
            ),
        )
    code = code_of(dossier, "drivers", driver.id)
    return Sentence(text, f"driver-happens:{driver.id}", (code,))


def description_said(material: Material, driver: Driver) -> Sentence:
    """What is meant by a driver, in the user's words."""
    code = code_of(material.dossier, "drivers", driver.id)
    return Sentence(driver.description, codes=(code,), own=True)


def drivers_rest_said(material: Material, most: int, speech: Speech) -> tuple[Sentence, ...]:
    """How many drivers move the indices less than the first `most`, if there are any."""
    rest = len(material.dossier.drivers) - most
    if rest <= 0:
        return ()
    text = speech.say("further-drivers", number=str(rest), count=rest)
    return (Sentence(text, "drivers:rest", (ALL_DRIVERS,)),)
