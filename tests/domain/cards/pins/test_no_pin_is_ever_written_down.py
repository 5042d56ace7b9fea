"""No PIN stands in the journal, the logs, a message, a refusal or any row."""

import logging

import pytest
from django.apps import apps

from tests.domain.cards.pins.pockets import (
    OTHER,
    PIN,
    WRONG,
    arrived,
    check,
    prove_phone,
    step_up,
    with_pin,
)
from tests.domain.cards.town import ask, holder
from yika.domain.cards import actions
from yika.kit.errors import Refusal

THIRD = "947361"
WEAK = "345678"


def test_no_pin_is_found_anywhere_after_all_that_can_be_done_with_one(town, caplog):
    caplog.set_level(logging.DEBUG)
    lin = holder(town.harbor.teller)
    prove_phone(lin)
    card, _ = with_pin(town.harbor, lin)
    told = list(refusals(card, lin))
    actions.change_pin(card=card.id, old=PIN, new=OTHER, **ask(lin))
    actions.reset_pin(card=card.id, pin=THIRD, **step_up(lin), **ask(lin))

    everything = "\n".join([*told, *arrived(), *rows(), caplog.text, *map(record, caplog.records)])

    assert len(told) == 4
    for pin in (PIN, OTHER, THIRD, WRONG, WEAK):
        assert pin not in everything


def refusals(card, lin):
    """Whatever is said to a wrong, a weak, a short and the same PIN, with its facts."""
    for act in (
        lambda: check(card, lin, WRONG),
        lambda: actions.change_pin(card=card.id, old=PIN, new=WEAK, **ask(lin)),
        lambda: actions.change_pin(card=card.id, old=PIN, new=f"{PIN}0", **ask(lin)),
        lambda: actions.change_pin(card=card.id, old=PIN, new=PIN, **ask(lin)),
    ):
        with pytest.raises(Refusal) as caught:
            act()
        yield f"{caught.value} {caught.value.facts}"


def rows():
    """Every row of every table, as text; sealed columns and hashes are bytes or hashes here."""
    for model in apps.get_models():
        yield from (str(row) for row in model._base_manager.values_list())


def record(entry):
    return str(vars(entry))
