"""A card is found by what stands on it, by whoever may know of it."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import override_settings

from tests.domain.cards.town import (
    OPERATOR,
    VISITOR,
    active,
    ask,
    handed_out,
    holder,
    make,
    only,
    printed,
    stocked,
)
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.rules import State
from yika.domain.cards.rules.numbers import Series, grouped
from yika.kit.actor import NotAllowed


@pytest.mark.parametrize(
    "typed",
    [
        str,
        grouped,
        lambda number: number.replace("3104", "3104-", 1),
        lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in number),
        lambda number: f"\t{number}\n",
    ],
)
def test_a_number_is_found_however_it_is_typed(town, typed):
    card = handed_out(town.harbor)

    assert queries.find_card(typed(card.number), VISITOR).id == card.id


def test_a_qr_code_is_found_as_address_and_as_bare_token(town):
    card = handed_out(town.harbor)
    qr = printed(town.harbor, card).qr

    for text in (qr, qr.rpartition("/")[2], qr.removeprefix("http://"), qr + "/"):
        assert queries.find_card(text, VISITOR).id == card.id


def test_the_qr_code_of_another_installation_is_foreign(town):
    qr = printed(town.harbor, handed_out(town.harbor)).qr

    with (
        override_settings(CONFIG=moved("https://cards.example.org")),
        pytest.raises(rules.ForeignCode),
    ):
        queries.find_card(qr, VISITOR)


def moved(base_url):
    return replace(settings.CONFIG, base_url=base_url)


def test_a_mistyped_number_is_told_from_an_unknown_card(town):
    number = handed_out(town.harbor).number
    swapped = number[:-3] + number[-2] + number[-3] + number[-1]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)

    for typed in (swapped, wrong, number[:-1], "7", "0" * 30):
        with pytest.raises(rules.MistypedNumber):
            queries.find_card(typed, VISITOR)
    with pytest.raises(rules.UnknownCard):
        queries.find_card(Series("3104", 16, "luhn").number(999), VISITOR)


@pytest.mark.parametrize(
    "text", ["", " ", "hello", "<b>", "\0", "https://pay.example.com/x", "x" * 9_999]
)
def test_anything_else_is_foreign(town, text):
    with pytest.raises(rules.ForeignCode):
        queries.find_card(text, VISITOR)


def test_a_token_that_no_card_has_is_unknown(town):
    with pytest.raises(rules.UnknownCard):
        queries.find_card("0" * 25 + "z", VISITOR)


def test_staff_machines_and_programs_find_cards_of_their_issuer_only(town):
    card = handed_out(town.harbor)

    for by in (town.harbor.teller, town.harbor.kiosk, town.harbor.program, OPERATOR):
        assert queries.find_card(card.number, by).id == card.id
        assert queries.card(card.id, by).id == card.id
    for by in (town.campus.teller, town.campus.kiosk, town.campus.program):
        with pytest.raises(rules.UnknownCard):
            queries.find_card(card.number, by)
        with pytest.raises(rules.UnknownCard):
            queries.card(card.id, by)


def test_staff_and_programs_need_the_right_to_look(town):
    card = handed_out(town.harbor)

    for by in (only(town.harbor.teller), only(town.harbor.program, "errands.serve")):
        with pytest.raises(NotAllowed):
            queries.find_card(card.number, by)


def test_a_holder_is_told_that_a_card_is_somebody_elses_and_no_more(town):
    lin, wang = holder(town.harbor.teller), holder(town.harbor.teller, "王川")
    card = active(town.harbor, lin)

    with pytest.raises(rules.OtherHolder) as caught:
        queries.find_card(card.number, wang)
    assert caught.value.facts == {}
    with pytest.raises(rules.UnknownCard):
        queries.card(card.id, wang)
    assert queries.find_card(card.number, lin).holder == lin.id


def test_a_visitor_sees_the_card_in_his_hands_but_not_whose_it_is(town):
    lin = holder(town.harbor.teller)
    card = active(town.harbor, lin)
    actions.name_card(card=card.id, label="Work", **ask(lin))

    seen = queries.find_card(card.number, VISITOR)

    assert (seen.id, seen.state, seen.holder, seen.label) == (card.id, State.ACTIVE, "", "")


def test_a_view_hides_the_number_and_the_label_where_it_is_printed_by_a_program(town):
    lin = holder(town.harbor.teller)
    card = active(town.harbor, lin)
    named = actions.name_card(card=card.id, label="Work", **ask(lin))

    assert card.number not in repr(named)
    assert "Work" not in repr(named)
    assert named.masked_number == f"3104 ···· {card.tail}"


@pytest.mark.parametrize(
    "bad", ["", "card_", "card_zzz", "hld_01", "x" * 300, "card_\0" + "0" * 25]
)
def test_what_is_no_id_is_an_unknown_card(town, bad):
    with pytest.raises(rules.UnknownCard):
        queries.card(bad, town.harbor.teller)


def test_whether_a_card_can_be_activated_is_told_beforehand(town):
    lin, wang = holder(town.harbor.teller), holder(town.harbor.teller, "王川")
    [in_stock] = stocked(town.harbor, 1)
    for_lin = handed_out(town.harbor, to=lin)
    [made] = queries.cards(town.harbor.operator, batch=make(town.harbor, 1))

    queries.check_activation(card=for_lin.id, holder=lin.id, by=lin, now=ask()["now"])
    with pytest.raises(rules.OtherHolder):
        queries.check_activation(card=for_lin.id, holder=wang.id, by=VISITOR, now=ask()["now"])
    for card in (in_stock, made):
        with pytest.raises(rules.NotHandedOut):
            queries.check_activation(card=card.id, by=VISITOR, now=ask()["now"])
