"""A forgotten or locked PIN: by a code to a proven contact, or at the counter."""

from datetime import timedelta

import pytest

from tests.domain.cards.pins.pockets import (
    OTHER,
    PIN,
    WRONG,
    check,
    prove_phone,
    step_up,
    with_pin,
)
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import ask, holder, without
from yika.domain.cards import actions, queries, rules
from yika.domain.journal.models import Entry
from yika.domain.messages.queries import inbox
from yika.domain.people.rules import CodeUsed, UnknownCode, WrongCode
from yika.domain.people.rules.secrets import WeakSecret
from yika.kit.actor import NotAllowed


@pytest.fixture
def locked(town):
    """A card whose PIN is locked, and its holder with a proven telephone."""
    lin = holder(town.harbor.teller)
    prove_phone(lin)
    card, _ = with_pin(town.harbor, lin)
    for _ in range(3):
        with pytest.raises((rules.WrongPin, rules.PinLocked)):
            check(card, lin, WRONG)
    return card, lin


def unlock(card, by, *, request_id="", **proof):
    actions.unlock_pin(card=card.id, **proof, **ask(by, request_id))


def reset(card, by, pin=OTHER, *, request_id="", **proof):
    actions.reset_pin(card=card.id, pin=pin, **proof, **ask(by, request_id))


def test_a_code_to_a_proven_contact_unlocks(locked):
    card, lin = locked
    unlock(card, lin, **step_up(lin))

    check(card, lin, PIN)
    [entry] = Entry.objects.filter(event="pin.unlocked")
    assert entry.facts["proof"].startswith("proof_")


def test_the_counter_unlocks_for_who_stands_there(town, locked):
    card, lin = locked
    unlock(card, town.harbor.teller)

    check(card, lin, PIN)


def test_a_pin_that_is_not_locked_needs_no_unlocking(town):
    card, _ = with_pin(town.harbor)

    with pytest.raises(rules.PinNotLocked):
        unlock(card, town.harbor.teller)


def test_a_code_resets_a_forgotten_pin_and_the_holder_is_told(town, locked):
    card, lin = locked
    reset(card, lin, **step_up(lin))

    check(card, lin, OTHER)
    assert not queries.pin_of(card.id, lin, NOW).is_locked
    assert inbox(lin.id)[0].template == "pin-changed"
    assert Entry.objects.filter(event="pin.reset", subject=card.id).exists()


def test_the_counter_resets_too_and_the_holder_is_told(town, locked):
    card, lin = locked
    reset(card, town.harbor.teller)

    check(card, lin, OTHER)
    assert inbox(lin.id)[0].template == "pin-changed"


def test_a_kiosk_needs_a_code_like_everybody_else(town, locked):
    card, lin = locked

    for act in (reset, unlock):
        with pytest.raises(rules.ProofNeeded):
            act(card, town.harbor.kiosk)
        with pytest.raises(rules.ProofNeeded):
            act(card, lin)
    reset(card, town.harbor.kiosk, **step_up(lin))


def test_a_wrong_and_a_used_code_open_nothing(locked):
    card, lin = locked
    proof = step_up(lin)
    wrong = f"{(int(proof['code']) + 1) % 10**6:06}"

    with pytest.raises(WrongCode):
        reset(card, lin, **proof | {"code": wrong})
    reset(card, lin, **proof)
    with pytest.raises(CodeUsed):
        reset(card, lin, "947361", **proof)
    with pytest.raises(UnknownCode):
        unlock_or_reset(card, lin)


def unlock_or_reset(card, lin):
    reset(card, lin, "947361", proof="proof_nonsense", code="123456", address="x")


def test_somebody_elses_code_opens_nothing(town, locked):
    card, _ = locked
    wang = holder(town.harbor.teller, "王川")
    prove_phone(wang, "13900000002", NOW + timedelta(minutes=5))

    with pytest.raises(rules.ProofNeeded):
        reset(card, town.harbor.kiosk, **step_up(wang, NOW + timedelta(minutes=10)))


def test_a_weak_pin_is_told_to_the_holder_before_his_code_is_used_up(locked):
    card, lin = locked
    proof = step_up(lin)

    with pytest.raises(WeakSecret):
        reset(card, lin, "123456", **proof)
    with pytest.raises(rules.PinLength):
        reset(card, lin, "12", **proof)
    reset(card, lin, OTHER, **proof)


def test_to_others_the_reason_is_told_only_with_a_right_code(town, locked):
    card, _ = locked

    with pytest.raises(rules.ProofNeeded):
        reset(card, town.harbor.kiosk, "123456")
    with pytest.raises(WeakSecret):
        reset(card, town.harbor.teller, "123456")


def test_a_repeat_changes_nothing_more(town, locked):
    card, _ = locked
    reset(card, town.harbor.teller, request_id="r")
    reset(card, town.harbor.teller, request_id="r")

    assert Entry.objects.filter(event="pin.reset").count() == 1


def test_only_staff_with_the_right_and_only_of_the_issuer(town, locked):
    card, _ = locked

    for act in (unlock, reset):
        for by in (town.harbor.auditor, without(town.harbor.teller, "pin.unlock")):
            with pytest.raises(NotAllowed):
                act(card, by)
        for by in (town.campus.teller, holder(town.harbor.teller, "王川")):
            with pytest.raises(rules.UnknownCard):
                act(card, by)
