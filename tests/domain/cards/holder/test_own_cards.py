"""What a holder makes of his own cards, over all issuers: names, looks, order."""

import pytest

from tests.domain.cards.town import (
    OPERATOR,
    VISITOR,
    active,
    ask,
    handed_out,
    holder,
    stocked,
)
from yika.channels.common.art.palettes import PALETTES
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.models import Card
from yika.domain.cards.rules import State
from yika.domain.journal.models import Entry
from yika.kit.errors import Invalid


@pytest.fixture
def lin(town):
    return holder(town.harbor.teller)


@pytest.fixture
def cards(town, lin):
    """Three cards of two issuers."""
    return [active(shop, lin) for shop in (town.harbor, town.campus, town.harbor)]


def own(lin):
    return [card.id for card in queries.cards_of(lin.id, lin)]


def test_a_holder_sees_his_cards_of_all_issuers(lin, cards):
    assert own(lin) == [card.id for card in cards]


def test_staff_see_only_the_cards_of_their_issuer_and_others_none(town, lin, cards):
    seen = queries.cards_of(lin.id, town.harbor.teller)

    assert [card.id for card in seen] == [cards[0].id, cards[2].id]
    assert [card.issuer for card in queries.cards_of(lin.id, town.campus.teller)] == ["campus"]
    assert queries.cards_of(lin.id, holder(town.harbor.teller, "王川")) == []
    assert queries.cards_of(lin.id, VISITOR) == []
    assert len(queries.cards_of(lin.id, OPERATOR)) == 3


def test_a_card_that_waits_for_him_is_among_them_a_destroyed_one_is_not(town, lin):
    waiting = handed_out(town.harbor, to=lin)
    Card.objects.filter(number=stocked(town.harbor, 1)[0].number).update(
        state=State.DESTROYED, holder=Card.objects.get(number=waiting.number).holder
    )

    assert own(lin) == [waiting.id]


def test_a_name_is_his_alone_and_kept_encrypted(town, lin, cards):
    named = actions.name_card(card=cards[0].id, label="  Way  to work ", **ask(lin))

    assert named.label == "Way to work"
    assert queries.card(cards[0].id, lin).label == "Way to work"
    assert queries.card(cards[0].id, town.harbor.teller).label == ""
    assert b"work" not in bytes(Card.objects.get(number=cards[0].number).label)
    assert Entry.objects.get(event="card.named").facts == {}


def test_a_name_can_be_taken_away(lin, cards):
    actions.name_card(card=cards[0].id, label="Work", **ask(lin))

    assert actions.name_card(card=cards[0].id, label=" ", **ask(lin)).label == ""
    assert Card.objects.get(number=cards[0].number).label is None


@pytest.mark.parametrize("label", ["x" * 21, "a\u202eb", "a\x07b", "a\0b"])
def test_a_name_is_short_and_visible(lin, cards, label):
    with pytest.raises(Invalid, match="at most 20 characters"):
        actions.name_card(card=cards[0].id, label=label, **ask(lin))


@pytest.mark.parametrize("label", ["<script>alert(1)", "上班的卡", "🚌 Bus"])
def test_a_name_may_be_any_text_that_can_be_seen(lin, cards, label):
    assert actions.name_card(card=cards[0].id, label=label, **ask(lin)).label == label


def test_a_look_is_one_of_those_that_can_be_drawn(lin, cards):
    for face in (*rules.FACES, ""):
        assert actions.choose_face(card=cards[0].id, face=face, **ask(lin)).face == face
    with pytest.raises(rules.UnknownFace):
        actions.choose_face(card=cards[0].id, face="zebra", **ask(lin))


def test_every_look_on_offer_has_its_colors():
    assert set(rules.FACES) == set(PALETTES)


def test_cards_are_put_in_any_order(lin, cards):
    wanted = [cards[2].id, cards[0].id, cards[1].id]

    arranged = actions.arrange_cards(cards=wanted, **ask(lin))

    assert [card.id for card in arranged] == own(lin) == wanted
    assert [card.place for card in arranged] == [1, 2, 3]


def test_an_order_names_every_card_once_and_no_other(town, lin, cards):
    stranger = active(town.harbor, holder(town.harbor.teller, "王川"))
    ids = [card.id for card in cards]

    for named in (ids[:2], [*ids, ids[0]], [*ids[:2], stranger.id], [], ["card_nonsense"] * 3):
        with pytest.raises(rules.NotAllCards):
            actions.arrange_cards(cards=named, **ask(lin))
    assert own(lin) == ids


def test_nobody_touches_what_is_another_persons(town, lin, cards):
    card = cards[0].id

    for by in (holder(town.harbor.teller, "王川"), town.harbor.teller, town.campus.teller, VISITOR):
        with pytest.raises(rules.UnknownCard):
            actions.name_card(card=card, label="Mine", **ask(by))
        with pytest.raises(rules.UnknownCard):
            actions.choose_face(card=card, face="plum", **ask(by))
    with pytest.raises(rules.UnknownCard):
        actions.arrange_cards(cards=[card], **ask(town.harbor.teller))


def test_a_holder_does_not_own_a_card_before_it_is_his(town, lin):
    with pytest.raises(rules.UnknownCard):
        actions.name_card(card=handed_out(town.harbor).id, label="Mine", **ask(lin))
