"""Until a decision can no longer be undone its holder sees none; and looks are counted."""

import pytest

from tests.domain.identity.verifying.desk import (
    SECOND,
    SETTLED,
    acting,
    approve,
    filled,
    refuse,
    submit,
    submitted,
    taken,
    told,
    work,
)
from tests.domain.identity.verifying.test_giving import READ
from tests.domain.people.folks import NOW
from yika.domain.identity import actions, queries
from yika.domain.identity.actions.review.show import LOOKS
from yika.domain.identity.models import Evidence
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import Act, State
from yika.domain.journal.models import Entry
from yika.domain.vault.models import TryCount
from yika.domain.vault.rules import TooManyTries


def states(found, by, now):
    view = queries.verification(found, by=by, now=now)
    [line] = queries.verifications(holder=view.line.holder, by=by, now=now)
    return view.state, line.state


@pytest.mark.parametrize(("decide", "state"), [(approve, State.APPROVED), (refuse, State.REFUSED)])
def test_for_ten_seconds_it_is_still_being_checked_for_its_holder(holder, reviewer, decide, state):
    found = submitted(holder.id, holder)
    decide(found, reviewer)
    soon = NOW + 9 * SECOND

    assert states(found, holder, soon) == (State.IN_REVIEW, State.IN_REVIEW)
    view = queries.verification(found, by=holder, now=soon)
    assert (view.decided_at, view.reason) == (None, "")
    assert not {Act.APPROVED, Act.REFUSED} & {turn.act for turn in view.turns}
    assert states(found, reviewer, soon) == (state, state)
    work(soon)
    assert told(holder.id) == ["identity-submitted"]

    assert states(found, holder, NOW + SETTLED) == (state, state)
    assert queries.verification(found, by=holder, now=NOW + SETTLED).decided_at == NOW
    work(NOW + SETTLED)
    assert told(holder.id)[-1] in {"identity-approved", "identity-refused"}


def test_when_the_clock_goes_back_it_is_not_told_early_either(holder, reviewer):
    found = submitted(holder.id, holder)
    approve(found, reviewer)
    assert states(found, holder, NOW - 60 * SECOND) == (State.IN_REVIEW, State.IN_REVIEW)


def test_what_the_checks_decided_is_told_at_once(holder):
    found = filled(holder.id, holder, decide="checks")
    actions.ask_reader(verification=found, **acting(holder))
    actions.keep_reading(verification=found, found=READ, reader="test 1", now=NOW)
    assert submit(found, holder).state is State.APPROVED
    assert states(found, holder, NOW) == (State.APPROVED, State.APPROVED)


def test_nobody_appeals_against_what_he_cannot_know_yet(holder, reviewer):
    found = submitted(holder.id, holder)
    refuse(found, reviewer)
    about = {"verification": found, "words": "It is mine."}
    with pytest.raises(refusals.NoSuchStep):
        actions.appeal(**about, **acting(holder, NOW + 9 * SECOND))
    assert actions.appeal(**about, **acting(holder, NOW + SETTLED)).state is State.IN_REVIEW


def test_nobody_looks_at_more_than_anybody_reviews(holder, reviewer, other):
    found = submitted(holder.id, holder)
    picture = str(Evidence.objects.get())
    taken(found, reviewer)
    actions.show_picture(picture=picture, **acting(reviewer))
    TryCount.objects.filter(scope="identity.look").update(used=LOOKS.free - 1)
    actions.show_fields(verification=found, **acting(reviewer))

    for show in (
        lambda: actions.show_fields(verification=found, **acting(reviewer)),
        lambda: actions.show_picture(picture=picture, **acting(reviewer)),
    ):
        with pytest.raises(TooManyTries, match="Try again in"):
            show()
    assert Entry.objects.filter(event="identity.looked").count() == 2
    assert actions.show_fields(verification=found, **acting(holder))
    assert actions.show_fields(verification=found, **acting(other))
    later = NOW + LOOKS.window
    assert actions.show_fields(verification=found, **acting(reviewer, later))
