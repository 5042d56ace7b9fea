"""The first PIN of a card: strong, kept as a slow hash, and set once it is in use."""

import pytest

from tests.domain.cards.pins.pockets import OTHER, PIN, check, with_pin
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import (
    VISITOR,
    active,
    ask,
    city_card,
    handed_out,
    holder,
    only,
    sell,
    stocked,
)
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.models import CardPin
from yika.domain.journal.models import DueWork, Entry
from yika.domain.people.actions import change_profile
from yika.domain.people.rules.secrets import WeakSecret
from yika.kit.actor import NotAllowed


def set_pin(card, by, pin=PIN, *, request_id="", **more):
    actions.set_pin(card=card.id, pin=pin, **more, **ask(by, request_id))


def test_a_pin_is_set_and_is_right_from_then_on(town):
    card, lin = with_pin(town.harbor)

    check(card, lin)
    with pytest.raises(rules.WrongPin):
        check(card, lin, OTHER)
    seen = queries.pin_of(card.id, lin, NOW)
    assert (seen.digits, seen.is_set, seen.is_locked, seen.is_old) == (6, True, False, False)


def test_it_is_kept_as_a_slow_hash_that_is_not_of_the_pin_alone(town):
    with_pin(town.harbor)
    with_pin(town.harbor)

    one, other = CardPin.objects.all()
    assert one.hash.startswith("scrypt$")
    assert PIN not in one.hash
    assert one.hash != other.hash


@pytest.mark.parametrize("pin", ["12345", "1234567", "", "abcdef", "38291 "])
def test_it_has_exactly_the_digits_of_the_policy(town, pin):
    card = active(town.harbor, lin := holder(town.harbor.teller))

    with pytest.raises(rules.PinLength, match="exactly 6 digits"):
        set_pin(card, lin, pin)


def test_it_may_be_typed_in_full_width(town):
    card = active(town.harbor, lin := holder(town.harbor.teller))
    set_pin(card, lin, "３８２９１７")

    check(card, lin, PIN)


def test_what_everybody_guesses_first_is_refused_with_the_reason(town):
    card = active(town.harbor, lin := holder(town.harbor.teller, phone="13812342046"))
    actions_of = {
        "123456": "secret.run", "111111": "secret.same", "342046": "secret.phone",
        card.number[4:10]: "secret.same", card.number[-6:]: "secret.card_number",
    }  # fmt: skip

    for pin in actions_of:
        with pytest.raises(WeakSecret):
            set_pin(card, lin, pin)
    assert not CardPin.objects.exists()


def test_the_birthday_and_the_number_of_this_very_card_are_too_weak(town):
    lin = holder(town.harbor.teller)
    change_profile(holder=lin.id, born_on=NOW.date().replace(1988, 3, 27), **ask(lin))
    card = active(town.harbor, lin)

    for pin in ("880327", "270388", card.number[-6:]):
        with pytest.raises(WeakSecret):
            set_pin(card, lin, pin)


def test_before_activation_the_person_is_known_who_wants_the_card(town):
    lin = holder(town.harbor.teller)
    change_profile(holder=lin.id, born_on=NOW.date().replace(1988, 3, 27), **ask(lin))
    card = handed_out(town.harbor)

    with pytest.raises(WeakSecret):
        set_pin(card, town.harbor.kiosk, "880327", holder=lin.id)
    set_pin(card, town.harbor.kiosk, PIN, holder=lin.id)


def test_an_abandoned_activation_leaves_no_pin_that_stands_in_the_way(town):
    card = handed_out(town.harbor)
    set_pin(card, VISITOR, PIN)

    set_pin(card, town.harbor.kiosk, OTHER)
    check(card, town.harbor.kiosk, OTHER)
    actions.clear_pin(card=card.id, **ask(town.harbor.kiosk))
    actions.clear_pin(card=card.id, **ask(town.harbor.kiosk))
    assert not queries.pin_of(card.id, VISITOR, NOW).is_set
    assert Entry.objects.filter(event="pin.cleared").count() == 1


def test_once_the_card_is_in_use_the_pin_is_changed_and_not_set(town):
    card, lin = with_pin(town.harbor)

    with pytest.raises(rules.PinAlreadySet):
        set_pin(card, lin, OTHER)
    with pytest.raises(rules.PinAlreadySet):
        actions.clear_pin(card=card.id, **ask(lin))


def test_a_repeat_changes_nothing_more(town):
    card = active(town.harbor, lin := holder(town.harbor.teller))
    set_pin(card, lin, request_id="r")
    set_pin(card, lin, request_id="r")

    assert Entry.objects.filter(event="pin.set").count() == 1


def test_a_kind_of_card_without_a_pin_gets_none(town):
    sell("harbor", city_card(2, pin=None))
    card = active(town.harbor, lin := holder(town.harbor.teller))

    with pytest.raises(rules.NoPin):
        set_pin(card, lin)
    assert queries.pin_of(card.id, lin, NOW) is None


def test_a_card_that_is_in_nobodys_hands_or_stopped_gets_no_pin(town):
    [in_stock] = stocked(town.harbor, 1)
    blocked = active(town.harbor, lin := holder(town.harbor.teller))
    actions.block_card(card=blocked.id, reason="suspicion", **ask(town.harbor.teller))

    with pytest.raises(rules.NotHandedOut):
        set_pin(in_stock, town.harbor.teller)
    with pytest.raises(rules.CardBlocked):
        set_pin(blocked, lin)


def test_only_the_holder_and_who_serves_him_set_a_pin(town):
    card = active(town.harbor, holder(town.harbor.teller))
    wang = holder(town.harbor.teller, "王川")

    for by in (wang, town.campus.teller, town.campus.kiosk):
        with pytest.raises(rules.UnknownCard):
            set_pin(card, by)
    for by in (town.harbor.auditor, only(town.harbor.program, "cards.view")):
        with pytest.raises(NotAllowed):
            set_pin(card, by)
    set_pin(card, town.harbor.teller)


def test_a_reminder_is_planned(town):
    card, _ = with_pin(town.harbor)

    work = DueWork.objects.get(kind="cards.remind_of_pin")
    assert (work.key, work.due_at) == (card.id, NOW.replace(year=2027))


def test_nobody_sets_the_first_pin_of_a_card_that_others_use(town):
    lin, wang = holder(town.harbor.teller), holder(town.harbor.teller, "王川")
    named = active(town.harbor, lin)
    nameless = actions.activate_card(card=handed_out(town.harbor).id, **ask(town.harbor.teller))

    for card in (named, nameless):
        for by in (VISITOR, wang):
            with pytest.raises(rules.UnknownCard):
                set_pin(card, by)
            with pytest.raises(rules.UnknownCard):
                check(card, by)
            with pytest.raises(rules.UnknownCard):
                actions.change_pin(card=card.id, old=PIN, new=OTHER, **ask(by))
        with pytest.raises(rules.ProofNeeded):
            set_pin(card, town.harbor.kiosk)
    assert not CardPin.objects.exists()
