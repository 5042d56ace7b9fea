"""Asking: by a holder, signed out, at a kiosk, through staff; and what goes on from there."""

import pytest

from tests.domain.enquiries.asking import DAY, KIOSK, WORDS, acting, answer, ask, proof, question
from tests.domain.people.folks import (
    ADDRESS,
    NOW,
    OTHER_PHONE,
    PHONE,
    VISITOR,
    himself,
    registered,
    told,
)
from yika.domain.enquiries import actions, queries
from yika.domain.enquiries.models import Enquiry, EnquiryTurn
from yika.domain.enquiries.rules import (
    Asker,
    ContactNeeded,
    RequestReused,
    State,
    UnknownEnquiry,
    asker,
)
from yika.domain.issuers.rules import UnknownIssuer
from yika.domain.journal.models import Entry
from yika.domain.people.queries import seen_holder
from yika.domain.people.rules import UnknownCode, UnknownHolder
from yika.domain.staff.rules import Role, rights_of
from yika.domain.vault.rules import TooManyTries
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed
from yika.kit.errors import Invalid

CARD = f"card_{1:026}"


def test_a_holder_asks_from_a_page_with_what_was_on_it(holder: Actor, teller: Actor) -> None:
    found = ask(holder, about=CARD, page=f"/cards/{CARD}?x=1")

    seen = queries.enquiry(found.id, by=teller, now=NOW)
    assert (seen.about, seen.page) == (CARD, f"/cards/{CARD}")
    assert (seen.state, seen.due_at, seen.holder) == (State.OPEN, NOW + 7 * DAY, holder.id)
    assert [turn.words for turn in seen.turns] == [WORDS]
    assert told("enquiry-received") == [PHONE, "inbox"]


def test_the_issuer_knows_who_has_asked_it(holder: Actor, stranger: Actor) -> None:
    with pytest.raises(UnknownHolder):
        seen_holder(holder.id, stranger)
    ask(holder, issuer="rivertown")

    assert seen_holder(holder.id, stranger).id == holder.id


def test_what_was_said_stands_nowhere_in_plain(holder: Actor) -> None:
    ask(holder)

    assert WORDS.encode() not in bytes(EnquiryTurn.objects.get().words or b"")
    assert WORDS not in str(list(Entry.objects.values()))


def test_who_has_not_signed_in_proves_a_contact_first(houses: None) -> None:
    with pytest.raises(ContactNeeded):
        ask(VISITOR)
    with pytest.raises(UnknownCode):
        ask(VISITOR, asker=Asker(proof=f"proof_{1:026}"))

    found = ask(VISITOR, asker=Asker(proof=proof(OTHER_PHONE)))
    assert (found.holder, found.who) == ("", "139 **** 5678")
    assert told("enquiry-received") == [OTHER_PHONE]


def test_a_proof_serves_half_an_hour(houses: None) -> None:
    shown = proof(OTHER_PHONE)
    with pytest.raises(UnknownCode):
        ask(VISITOR, asker=Asker(proof=shown), now=NOW + DAY / 48)


def test_a_proven_contact_of_a_holder_makes_it_his(holder: Actor) -> None:
    later = NOW + DAY
    found = ask(VISITOR, asker=Asker(proof=proof(PHONE, now=later)), now=later)

    assert queries.enquiry(found.id, by=holder, now=later).holder == holder.id


def test_a_kiosk_takes_it_in_and_shows_nothing_afterwards(houses: None) -> None:
    with pytest.raises(ContactNeeded):
        ask(KIOSK)
    found = ask(KIOSK, asker=Asker(proof=proof(OTHER_PHONE, by=KIOSK)))

    assert found.number
    with pytest.raises(UnknownEnquiry):
        queries.enquiry(found.id, by=KIOSK, now=NOW)
    with pytest.raises(UnknownIssuer):
        ask(KIOSK, issuer="rivertown")


def test_staff_ask_for_a_person_they_know_or_a_contact(teller: Actor, holder: Actor) -> None:
    assert ask(teller, asker=Asker(holder=holder.id)).holder == holder.id
    assert ask(teller, asker=Asker(contact="139 1234 5678")).who == "139 **** 5678"
    with pytest.raises(ContactNeeded):
        ask(teller)
    with pytest.raises(Invalid):
        ask(teller, asker=Asker(contact="nobody"))
    with pytest.raises(UnknownIssuer):
        ask(teller, asker=Asker(holder=holder.id), issuer="rivertown")


def test_who_may_only_look_cannot_ask_for_others(holder: Actor) -> None:
    auditor = Actor(
        ActorKind.STAFF, "login_x", Channel.CONSOLE, "harbor", rights=rights_of([Role.AUDITOR])
    )
    with pytest.raises(NotAllowed):
        ask(auditor, asker=Asker(holder=holder.id))


def test_nobody_learns_of_what_others_asked(holder: Actor, stranger: Actor) -> None:
    found = ask(holder)
    other = himself(registered(name="吴敏"))

    for by in (stranger, other, VISITOR, asker(f"enq_{1:026}", Channel.WEB)):
        with pytest.raises(UnknownEnquiry):
            queries.enquiry(found.id, by=by, now=NOW)
        with pytest.raises(UnknownEnquiry):
            queries.find_enquiry(found.number, by=by, now=NOW)
        with pytest.raises(UnknownEnquiry):
            actions.add_words(enquiry=found.id, words="Mine!", **acting(by))
        assert found.id not in [one.id for one in queries.enquiries(by=by, now=NOW)]


def test_signed_out_number_and_contact_lead_back_to_it(houses: None) -> None:
    found = ask(VISITOR, asker=Asker(proof=proof(OTHER_PHONE)))
    later = NOW + DAY
    mine, others = proof(OTHER_PHONE, now=later), proof("+8613712345678", now=later)

    assert queries.asked_from(found.number.lower(), proof=mine, now=later) == found.id
    for number, shown in ((found.number, others), ("AAA-AAA-AAA", mine), ("", mine)):
        with pytest.raises(UnknownEnquiry):
            queries.asked_from(number, proof=shown, now=later)
    with pytest.raises(UnknownCode):
        queries.asked_from(found.number, proof=f"proof_{1:026}", now=later)


def test_a_holder_is_led_back_by_any_of_his_contacts(holder: Actor) -> None:
    found = ask(holder)
    later = NOW + DAY

    assert queries.asked_from(found.number, proof=proof(PHONE, now=later), now=later) == found.id


def test_the_same_request_is_one_enquiry(holder: Actor) -> None:
    first = ask(holder, request_id="twice")

    assert ask(holder, request_id="twice").id == first.id
    assert Enquiry.objects.count() == 1
    with pytest.raises(RequestReused):
        ask(holder, request_id="twice", words="Something else.")


def test_whoever_asks_without_end_has_to_wait(holder: Actor) -> None:
    for _ in range(10):
        ask(holder)
    with pytest.raises(TooManyTries):
        ask(holder)
    with pytest.raises(TooManyTries):
        actions.add_words(enquiry=_newest(), words="More.", address=ADDRESS, **acting(holder))


def test_a_question_about_nothing_is_refused_and_nothing_kept(holder: Actor) -> None:
    with pytest.raises(Invalid):
        ask(holder, words=" ")
    with pytest.raises(UnknownIssuer):
        ask(holder, issuer="nowhere")

    assert not Enquiry.objects.exists()
    assert question(words=" ").words == " "


def test_it_is_answered_and_read_where_it_was_asked(houses: None, teller: Actor) -> None:
    found = ask(VISITOR, asker=Asker(proof=proof(OTHER_PHONE)))
    seen = queries.find_enquiry(found.number, by=teller, now=NOW)
    answer(seen, teller, now=NOW + DAY)

    mine = queries.enquiry(found.id, by=asker(found.id, Channel.WEB), now=NOW + DAY)
    assert [turn.words for turn in mine.turns] == [WORDS, "You get it back."]
    assert {turn.by for turn in mine.turns} == {""}
    assert mine.owner == ""
    assert told("enquiry-answered") == [OTHER_PHONE]


def _newest() -> str:
    return str(Enquiry.objects.latest("id"))
