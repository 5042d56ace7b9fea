"""Who cannot sign in proves that a card is his; a stranger learns nothing and freezes nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import VISITOR, Shop
from tests.domain.people import folks
from tests.domain.people.folks import (
    ADDRESS,
    EMAIL,
    OTHER_PHONE,
    PHONE,
    THIRD_PHONE,
    code_of,
    fresh,
    outbox,
    proven,
    wrong,
)
from yika.domain.cards import actions
from yika.domain.cards.rules import CardView, Claim, MistypedNumber
from yika.domain.cards.rules.numbers import check_digits
from yika.domain.cards.rules.stops import LossNotTaken
from yika.domain.journal.models import Entry
from yika.domain.people import actions as people
from yika.domain.people.models import Contact
from yika.domain.people.rules import (
    CodeDead,
    ProofView,
    Purpose,
    RequestReused,
    UnknownCode,
    WrongCode,
)
from yika.domain.vault.rules import TooManyTries
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import Invalid

HOUR = timedelta(hours=1)
LATER = NOW + 2 * HOUR
LOSS = {"steps": ["loss-report"], "expires": "1 day"}


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[town.Town]:
    """Each test begins with the town as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = town.open_town()
        for shop in (made.harbor, made.campus):
            town.sell(shop.issuer, town.city_card(2, loss=LOSS))
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def shop(both: town.Town, db: None) -> Shop:
    return both.harbor


@pytest.fixture
def lin(shop: Shop) -> Actor:
    """Has a card in use and a proven phone."""
    person = town.holder(shop.teller)
    proven(person.id, PHONE)
    return person


@pytest.fixture
def card(shop: Shop, lin: Actor) -> CardView:
    return town.active(shop, lin)


def send(
    card: CardView | str,
    contact: str = PHONE,
    *,
    now: datetime = LATER,
    by: Actor = VISITOR,
    request_id: str = "",
    address: str = ADDRESS,
    device: str = "",
) -> ProofView:
    return actions.send_loss_code(
        number=card if isinstance(card, str) else card.number,
        contact=contact,
        device=device,
        address=address,
        language="en",
        by=by,
        now=now,
        request_id=request_id or fresh(),
    )


def check(sent: ProofView, code: str, *, now: datetime = LATER, request_id: str = "") -> Claim:
    return actions.check_loss_code(
        proof=sent.id,
        code=code,
        address=ADDRESS,
        by=VISITOR,
        now=now,
        request_id=request_id or fresh(),
    )


def number_of_nobody(card: CardView) -> str:
    """A number of the same kind that no card has."""
    body = card.number[:4] + "9" * (len(card.number) - 5)
    return body + check_digits(body, "luhn")


def left() -> int:
    return len(outbox())


def test_the_holder_proves_by_number_contact_and_code_that_the_card_is_his(
    card: CardView, lin: Actor
) -> None:
    sent = send(card, "138 1234 2046")
    assert sent.masked == "138 **** 2046"
    assert "report a lost card" in str(outbox()[-1][2]["text"])
    code = code_of(sent)
    assert check(sent, code, request_id="twice") == Claim(holder=lin.id, card=card.id)
    assert check(sent, code, request_id="twice").card == card.id


def test_a_stranger_sees_the_same_whatever_he_guesses(card: CardView) -> None:
    right = send(card)
    before = left()
    guesses = [(card, OTHER_PHONE), (number_of_nobody(card), THIRD_PHONE)]
    for number, contact in guesses:
        sent = send(number, contact)
        assert (sent.expires_at, sent.again_at) == (right.expires_at, right.again_at)
        with pytest.raises(WrongCode):
            check(sent, "000000")
    assert left() == before


def test_a_wrong_pair_takes_the_same_statements_as_a_right_one(card: CardView, shop: Shop) -> None:
    other = town.holder(shop.teller)
    proven(other.id, OTHER_PHONE)

    def statements(contact: str) -> list[str]:
        with CaptureQueriesContext(connection) as caught:
            send(card, contact)
        kinds = [query["sql"].split()[0] for query in caught]
        return [kind for kind in kinds if kind not in {"SAVEPOINT", "RELEASE", "ROLLBACK"}]

    wrong_pair, right_pair = statements(OTHER_PHONE), statements(PHONE)
    assert wrong_pair == right_pair


def test_the_contact_of_somebody_else_proves_nothing_of_this_card(
    card: CardView, shop: Shop
) -> None:
    other = town.holder(shop.teller)
    proven(other.id, OTHER_PHONE)
    before = left()
    send(card, OTHER_PHONE)
    assert left() == before


def test_a_contact_that_is_not_proven_hears_nothing(shop: Shop) -> None:
    person = town.holder(shop.teller, phone=OTHER_PHONE)
    owned = town.active(shop, person)
    before = left()
    send(owned, OTHER_PHONE)
    assert left() == before


def test_a_card_without_a_holder_is_nobodys_to_report(shop: Shop) -> None:
    before = left()
    send(town.handed_out(shop))
    assert left() == before


def test_a_number_that_no_card_can_have_is_told_at_once(card: CardView) -> None:
    swapped = card.number[:-1] + str((int(card.number[-1]) + 1) % 10)
    with pytest.raises(MistypedNumber):
        send(swapped)
    for typed in ("", "abc", "0x12", "1" * 3):
        with pytest.raises((Invalid, MistypedNumber)):
            send(typed)
    with pytest.raises(Invalid) as told:
        send(card, "nobody")
    assert [fault.where for fault in told.value.faults] == ["contact"]


def test_what_cannot_be_reported_lost_says_so_before_anything_is_sent(shop: Shop) -> None:
    town.sell("harbor", town.city_card(3, loss=None))
    person = town.holder(shop.teller)
    proven(person.id, OTHER_PHONE)
    cash = town.active(shop, person)
    before = left()
    with pytest.raises(LossNotTaken):
        send(cash, OTHER_PHONE)
    assert left() == before


def test_a_card_can_be_named_a_few_times_an_hour_wherever_from(card: CardView) -> None:
    for guess in range(5):
        contact = f"+861391234{guess:04}"
        send(card, contact, address=f"198.51.100.{guess}")
    with pytest.raises(TooManyTries):
        send(card, EMAIL, address="198.51.100.99")
    send(card, EMAIL, address="198.51.100.99", now=LATER + HOUR)


def test_a_right_code_begins_the_count_of_the_card_anew(card: CardView) -> None:
    for guess in range(4):
        send(card, f"+861391234{guess:04}", address=f"198.51.100.{guess}")
    sent = send(card, address="198.51.100.50")
    check(sent, code_of(sent))
    send(card, EMAIL, address="198.51.100.60")


def test_one_browser_and_one_network_ask_for_a_few_cards_an_hour(card: CardView) -> None:
    for guess in range(10):
        number = number_with(card, guess)
        send(number, f"+861391234{guess:04}", address=f"198.51.100.{guess}", device="browser")
    with pytest.raises(TooManyTries):
        send(number_with(card, 10), EMAIL, address="198.51.100.99", device="browser")
    for guess in range(20):
        send(number_with(card, 20 + guess), f"+861391235{guess:04}", address="2001:db8::1")
    with pytest.raises(TooManyTries):
        send(number_with(card, 60), EMAIL, address="2001:db8::2")


def number_with(card: CardView, serial: int) -> str:
    body = f"{card.number[:4]}{serial:0{len(card.number) - 5}}"
    return body + check_digits(body, "luhn")


def test_a_kiosk_knows_the_cards_of_its_issuer_only(card: CardView, both: town.Town) -> None:
    before = left()
    send(card, by=both.campus.kiosk)
    assert left() == before
    send(card, by=both.harbor.kiosk, now=LATER + HOUR)
    assert left() == before + 1


def test_wrong_codes_are_counted_and_kill_the_code(card: CardView) -> None:
    sent = send(card)
    code = code_of(sent)
    for guess in range(4):
        with pytest.raises(WrongCode):
            check(sent, wrong(code, guess + 1))
    with pytest.raises(CodeDead):
        check(sent, wrong(code, 9))
    with pytest.raises(CodeDead):
        check(sent, code)


def test_a_code_for_something_else_reports_nothing_and_the_other_way_round(
    card: CardView, lin: Actor
) -> None:
    sent = folks.send(Purpose.SIGN_IN, PHONE, now=LATER)
    with pytest.raises(UnknownCode):
        check(sent, code_of(sent))
    loss = send(card, now=LATER + HOUR)
    with pytest.raises(UnknownCode):
        people.join_with_code(
            proof=loss.id, code=code_of(loss), address=ADDRESS, **town.ask(VISITOR)
        )


def test_a_contact_that_left_meanwhile_proves_nothing(card: CardView, lin: Actor) -> None:
    sent = send(card)
    Contact.objects.filter(holder=ids.read("hld", lin.id)).update(
        removed_at=LATER, value=None, index=None
    )
    with pytest.raises(UnknownCode):
        check(sent, code_of(sent))


def test_the_same_request_sends_one_code_and_never_another(card: CardView) -> None:
    first = send(card, request_id="click")
    assert send(card, request_id="click") == first
    with pytest.raises(RequestReused):
        send(card, OTHER_PHONE, request_id="click")
    with pytest.raises(RequestReused):
        send(number_of_nobody(card), request_id="click")


def test_the_journal_tells_that_it_was_asked_for_and_nothing_personal(card: CardView) -> None:
    send(card)
    entry = Entry.objects.filter(event="people.code_sent").latest("id")
    assert entry.facts == {"purpose": "loss", "way": "phone", "about": card.id}
    assert PHONE not in str(vars(entry))
    assert card.number not in str(vars(entry))
