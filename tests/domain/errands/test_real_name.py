"""Somebody proves who he is on any face: begun on one, ended on another, decided by staff."""

from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, holder
from tests.domain.errands.proving import (
    ABOUT,
    LATER,
    card,
    give,
    look,
    next_of,
    opened,
    photographed,
    up_to,
    verification_of,
)
from tests.domain.errands.walking import fresh
from tests.domain.identity.verifying import desk
from tests.domain.people.folks import PHONE, proven
from yika.connectors.ocr.absent import AbsentReader
from yika.domain.errands import actions
from yika.domain.errands.rules.plan import State
from yika.domain.errands.rules.refusals import (
    AlreadyProven,
    Overtaken,
)
from yika.domain.errands.rules.views import StepState
from yika.domain.identity import queries as identity
from yika.domain.identity.actions import keep_reading, read_pictures, undo
from yika.domain.identity.queries.consents import find_consent
from yika.domain.identity.rules.documents import Fields, Side
from yika.domain.identity.rules.review.refusals import SamePicture
from yika.domain.identity.rules.review.states import State as Stands
from yika.kit.actor import Actor
from yika.kit.errors import Invalid
from yika.kit.pictures import PictureRefused


@pytest.fixture
def shop(db: None) -> Shop:
    return opened()


@pytest.fixture
def lin(shop: Shop) -> Actor:
    person = holder(shop.teller)
    proven(person.id, PHONE)
    return person


def test_it_goes_from_the_consent_to_the_decision(lin: Actor, shop: Shop) -> None:
    view = up_to("decision", lin)
    assert find_consent(lin.id, purpose="real-name", issuer=shop.issuer)
    assert view.next
    assert view.next.waits
    assert not view.next.can_here
    assert view.is_open
    assert not view.back

    found = verification_of(view, lin)
    desk.approve(found, shop.reviewer)
    desk.work(NOW)
    assert look(view, lin).is_open
    desk.work(LATER)

    after = look(view, lin)
    assert after.state is State.DONE
    assert all(one.state in {StepState.DONE, StepState.KNOWN} for one in after.steps)
    assert identity.level_of(lin.id, shop.issuer, now=LATER) == 1
    with pytest.raises(AlreadyProven):
        actions.begin_errand(kind="real-name", about=ABOUT, by=lin, now=LATER, request_id=fresh())


def test_a_refusal_ends_it_too(lin: Actor, shop: Shop) -> None:
    view = up_to("decision", lin)
    desk.refuse(verification_of(view, lin), shop.reviewer)
    desk.work(LATER)
    assert look(view, lin).state is State.DONE
    assert identity.level_of(lin.id, shop.issuer, now=LATER) == 0


def test_a_decision_that_was_taken_back_ends_nothing(lin: Actor, shop: Shop) -> None:
    view = up_to("decision", lin)
    found = verification_of(view, lin)
    desk.refuse(found, shop.reviewer)
    undo(verification=found, **desk.acting(shop.reviewer, NOW + timedelta(seconds=5)))
    desk.work(LATER)
    assert look(view, lin).is_open


@pytest.mark.parametrize(("thing", "step"), [("front", "pictures"), ("details", "details")])
def test_what_is_asked_again_comes_next_again(
    lin: Actor, shop: Shop, thing: str, step: str
) -> None:
    view = up_to("decision", lin)
    found = verification_of(view, lin)
    desk.ask_again(found, shop.reviewer, thing=thing)
    desk.work(LATER)

    view = look(view, lin)
    assert next_of(view) == step
    assert view.next
    assert any(told.label == "Needed again" for told in view.next.tells)
    view = photographed(view, lin, first=7)
    view = give(view, "details", lin, now=LATER, **card())
    view = give(view, "hand-in", lin, now=LATER, right=True)
    assert next_of(view) == "decision"
    assert identity.verification(found, by=lin, now=LATER).state is Stands.IN_REVIEW


def test_sides_are_photographed_one_by_one_and_judged_at_once(lin: Actor) -> None:
    view = up_to("pictures", lin)
    [ask] = view.next.asks if view.next else ()
    assert (ask.kind, ask.label) == ("picture", "Picture of the front")
    with pytest.raises(PictureRefused) as refused:
        give(view, "pictures", lin, picture=b"%PDF-1.7 nothing for us")
    assert refused.value.facts["field"] == "picture"
    with pytest.raises(Invalid):
        give(view, "pictures", lin)

    after = give(view, "pictures", lin, picture=desk.picture(1))
    assert next_of(after) == "pictures"
    assert after.next
    assert after.next.asks[0].label == "Picture of the back"
    with pytest.raises(Overtaken):
        give(view, "pictures", lin, picture=desk.picture(2))
    with pytest.raises(SamePicture):
        give(after, "pictures", lin, picture=desk.picture(1))
    assert next_of(give(after, "pictures", lin, picture=desk.picture(2))) == "details"


def test_a_program_sends_a_picture_as_text(lin: Actor) -> None:
    view = up_to("pictures", lin)
    text = b64encode(desk.picture(1)).decode()
    after = give(view, "pictures", lin, picture=text)
    assert after.next
    assert after.next.asks[0].label == "Picture of the back"
    with pytest.raises(Invalid):
        give(after, "pictures", lin, picture="no base64!")


def test_a_picture_can_be_taken_again_until_all_is_well(lin: Actor) -> None:
    view = up_to("details", lin)
    view = actions.undo_step(
        errand=view.id, version=view.version, by=lin, now=NOW, request_id=fresh()
    )
    assert [ask.name for ask in view.next.asks] == ["side", "picture"] if view.next else False
    with pytest.raises(Invalid):
        give(view, "pictures", lin, side="front")
    view = give(view, "pictures", lin, side="front", picture=desk.picture(5))
    assert next_of(view) == "pictures"
    assert next_of(give(view, "pictures", lin)) == "details"


def test_the_same_request_gives_the_same_answer(lin: Actor) -> None:
    view = up_to("pictures", lin)
    told: dict[str, Any] = {
        "errand": view.id,
        "step": "pictures",
        "given": {"picture": desk.picture(1)},
        "version": view.version,
        "by": lin,
        "now": NOW,
        "request_id": fresh(),
    }
    assert actions.take_step(**told).version == actions.take_step(**told).version


def test_details_begin_with_what_was_read_for_the_holder_alone(lin: Actor, shop: Shop) -> None:
    view = up_to("details", lin)
    assert view.next
    assert view.next.busy
    found = verification_of(view, lin)
    read = {Side.FRONT: Fields.of({"name": "林晚", "number": desk.citizen(1)})}
    assert keep_reading(verification=found, found=read, reader="fake 1", now=NOW)

    view = look(view, lin, NOW)
    assert view.next
    assert not view.next.busy
    begins = {ask.name: ask.value for ask in view.next.asks}
    assert begins["name"] == "林晚"
    assert begins["number"] == desk.citizen(1)
    at_counter = look(view, shop.teller, NOW)
    assert at_counter.next
    assert not any(ask.value for ask in at_counter.next.asks)


def test_without_a_reader_the_person_types(lin: Actor) -> None:
    view = up_to("details", lin)
    found = verification_of(view, lin)
    assert read_pictures(verification=found, reader=AbsentReader(), clock=lambda: NOW)
    view = look(view, lin, NOW)
    assert view.next
    assert "Nothing was read" in str(view.next.tells[-1].value)
    assert next_of(give(view, "details", lin, **card())) == "hand-in"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": "110101199003070018"}, "number"),
        ({"born_on": "1990-02-31"}, "born_on"),
        ({"born_on": "1990-03-08"}, "born_on"),
        ({"name": ""}, "name"),
        ({"expires_on": ""}, "expires_on"),
    ],
)
def test_what_was_likely_mistyped_is_said_at_its_field(
    lin: Actor, change: dict[str, str], field: str
) -> None:
    view = up_to("details", lin)
    with pytest.raises(Invalid) as invalid:
        give(view, "details", lin, **card(**change))
    assert [fault.where for fault in invalid.value.faults] == [field]


def test_a_card_without_a_last_day_is_said_to_have_none(lin: Actor) -> None:
    view = up_to("details", lin)
    lasting = card(expires_on="") | {"permanent": True}
    assert next_of(give(view, "details", lin, **lasting)) == "hand-in"


def test_it_begins_on_the_phone_and_goes_on_at_a_counter(lin: Actor, shop: Shop) -> None:
    view = up_to("pictures", lin)
    ticket = actions.hand_over(errand=view.id, by=lin, now=NOW, request_id=fresh())
    view = actions.pick_up(ticket=ticket.code, by=shop.teller, now=NOW, request_id=fresh())
    view = photographed(view, shop.teller)
    view = give(view, "details", shop.teller, **card())
    assert next_of(give(view, "hand-in", shop.teller, right=True)) == "decision"
