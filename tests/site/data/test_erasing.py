"""Being forgotten: what stands in the way, what goes, what the law keeps."""

from datetime import datetime, timedelta

import pytest

from tests.domain.enquiries.asking import ask
from tests.domain.identity.rights.kept import NUMBER, picture, proven, verification
from tests.domain.identity.rights.test_consents import give
from tests.domain.people.folks import NOW, PHONE, fresh, himself, registered
from tests.domain.people.folks import proven as prove
from yika.domain.identity.actions.retention import (
    ask_copy,
    ask_erasure,
    finish_erasure,
    hinder_erasure,
    place_hold,
    take_back_erasure,
)
from yika.domain.identity.models import Consent, ProvenIdentity
from yika.domain.identity.queries.retention import erasure, erasures_of
from yika.domain.identity.rules.retention import erasure as rules
from yika.domain.identity.rules.retention.erasure import EraseView, Obstacle, State
from yika.domain.identity.rules.review.states import State as Check
from yika.domain.journal.models import DueWork, Entry
from yika.domain.messages.models import Message
from yika.domain.people.models import Contact, Holder
from yika.domain.people.rules import UnknownHolder
from yika.domain.vault.queries import file_facts
from yika.kit.actor import WORKER, Actor
from yika.site.data.copying import make_copy
from yika.site.data.erasing import erase, obstacles

DUE = NOW + rules.THINK_FOR


def wish(holder: Actor, **other: object) -> EraseView:
    wanted = {"holder": holder.id, "by": holder, "now": NOW, "request_id": fresh()}
    return ask_erasure(**wanted | other)  # type: ignore[arg-type]


def carried_out(asked: EraseView, now: datetime = DUE) -> EraseView:
    assert erase(key=asked.id, now=now) is None
    return erasure(asked.id, by=WORKER)


def test_a_wish_waits_some_days_for_second_thoughts(holder: Actor) -> None:
    asked = wish(holder)

    work = DueWork.objects.get(kind="data.erase")
    assert (work.key, work.due_at) == (asked.id, DUE)
    assert erase(key=asked.id, now=NOW) == DUE
    assert erasure(asked.id, by=holder).state is State.ASKED


def test_a_person_is_forgotten_over_all_nouns(holder: Actor) -> None:
    prove(holder.id)
    give(holder)
    of = verification(holder, NOW)
    made = picture(of)
    proven(of)

    done = carried_out(wish(holder))

    person = Holder.objects.get()
    assert done.state is State.DONE
    assert (person.told("name"), person.name_index) == ("", None)
    assert Contact.objects.filter(removed_at=None).count() == 0
    assert Message.objects.filter(holder=holder.id).count() == 0
    assert file_facts(made.file).purged_at == DUE
    assert done.destroyed["document-pictures"] == 1
    assert done.destroyed["details"] >= 2


def test_what_the_law_keeps_stays_and_is_told(holder: Actor) -> None:
    give(holder)
    proven(verification(holder, NOW))

    done = carried_out(wish(holder))

    assert done.kept["proven-names"] == 730
    assert done.kept["journal"] is None
    assert ProvenIdentity.objects.get().told("name") == "Lin Wan"
    assert Consent.objects.count() == 1
    told = Entry.objects.get(event="data.erased")
    assert told.subject == holder.id
    assert "Lin" not in str(told.facts)


def test_carrying_it_out_twice_changes_nothing_more(holder: Actor) -> None:
    asked = wish(holder)
    first = carried_out(asked)

    assert carried_out(asked, DUE + timedelta(days=1)) == first
    assert Entry.objects.filter(event="data.erased").count() == 1


def test_a_hold_hinders_it_and_nothing_is_destroyed(holder: Actor, supervisor: Actor) -> None:
    place_hold(
        holder=holder.id,
        reason="At court",
        until=NOW + timedelta(days=30),
        by=supervisor,
        now=NOW,
        request_id=fresh(),
    )
    asked = wish(holder)

    ended = carried_out(asked)

    assert (ended.state, ended.obstacles) == (State.HINDERED, (Obstacle.HOLD,))
    assert Holder.objects.get().told("name")
    assert wish(holder).id != asked.id  # it can be asked for again


def test_open_things_hinder_it(holder: Actor) -> None:
    prove(holder.id)
    verification(holder, NOW, state=Check.COLLECTING)
    ask(holder)

    assert obstacles(holder.id, now=NOW) == [Obstacle.OPEN_CHECKS, Obstacle.OPEN_ENQUIRIES]


def test_a_check_that_begins_while_one_waits_hinders_it_too(holder: Actor) -> None:
    asked = wish(holder)
    made = picture(verification(holder, NOW, state=Check.IN_REVIEW))

    assert carried_out(asked).obstacles == (Obstacle.OPEN_CHECKS,)
    assert file_facts(made.file).purged_at is None


def take_back(asked: EraseView, by: Actor) -> EraseView:
    return take_back_erasure(wish=asked.id, by=by, now=NOW, request_id=fresh())


def test_it_can_be_taken_back_until_it_is_done(holder: Actor) -> None:
    asked = wish(holder)
    back = take_back(asked, holder)

    assert back.state is State.TAKEN_BACK
    assert take_back(asked, holder) == back
    assert carried_out(asked).state is State.TAKEN_BACK
    later = wish(holder)
    carried_out(later)
    with pytest.raises(rules.WishIsOver):
        take_back(later, holder)


def test_what_is_done_for_a_wish_that_ended_meanwhile_is_taken_back(holder: Actor) -> None:
    asked = wish(holder)
    take_back(asked, holder)

    with pytest.raises(rules.WishIsOver):
        finish_erasure(wish=asked.id, destroyed={}, now=DUE, request_id=fresh())
    with pytest.raises(rules.WishIsOver):
        hinder_erasure(wish=asked.id, obstacles=[], now=DUE, request_id=fresh())
    assert erasure(asked.id, by=holder).state is State.TAKEN_BACK


def test_nobody_has_somebody_else_forgotten(holder: Actor, teller: Actor) -> None:
    other = himself(registered(name="Wang"))
    asked = wish(holder)

    with pytest.raises(UnknownHolder):
        wish(holder, by=other)
    with pytest.raises(rules.OnlyYourself):
        wish(holder, by=teller)
    with pytest.raises(rules.UnknownWish):
        take_back(asked, other)
    with pytest.raises(rules.UnknownWish):
        erasure(asked.id, by=other)


def test_one_wish_is_open_at_a_time(holder: Actor) -> None:
    asked = wish(holder, request_id="e")

    assert wish(holder, request_id="e") == asked
    assert wish(holder).id == asked.id
    assert erasures_of(holder.id, by=holder) == [asked]
    other = himself(registered(name="Wang"))
    with pytest.raises(rules.EraseRequestReused):
        wish(other, request_id="e")


def test_nothing_of_a_person_stands_in_the_journal_after_it_all(holder: Actor) -> None:
    prove(holder.id)
    give(holder)
    of = verification(holder, NOW)
    picture(of)
    proven(of)
    copied = ask_copy(holder=holder.id, language="en", by=holder, now=NOW, request_id=fresh())
    make_copy(key=copied.id, now=NOW)
    carried_out(wish(holder))

    told = [str(list(Entry.objects.values())), str(list(DueWork.objects.values()))]

    for planted in ("林晚", "Lin Wan", NUMBER, PHONE):
        assert not any(planted in one for one in told)
