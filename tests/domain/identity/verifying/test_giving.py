"""Somebody begins to prove his name, gives what is needed, and submits it."""

import pytest

from tests.domain.identity.verifying.desk import (
    DAY,
    SEEN,
    acting,
    begun,
    card,
    citizen,
    filled,
    picture,
    policy,
    submit,
    submitted,
    told,
    work,
)
from tests.domain.people.folks import NOW
from yika.domain.identity import actions, queries
from yika.domain.identity.actions.giving.add_picture import ALLOWED, SCOPE
from yika.domain.identity.models import Evidence, Verification
from yika.domain.identity.rules.documents import Fields, Side
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.models import Entry
from yika.domain.people.actions import change_profile
from yika.domain.vault.actions import spend_try
from yika.domain.vault.queries import file_facts, open_file
from yika.domain.vault.rules import TooManyTries
from yika.kit.actor import WORKER, NotAllowed
from yika.kit.envelope import Unreadable
from yika.kit.pictures import PictureRefused


def test_what_was_begun_goes_on_wherever_it_is_begun_again(holder, teller):
    first = begun(holder.id, holder)
    again = begun(holder.id, teller)

    assert again.id == first.id
    assert first.state is State.COLLECTING
    assert first.missing == (("resident-id", "front"), ("resident-id", "back"))
    assert Verification.objects.count() == 1


def test_another_document_replaces_what_was_begun(holder):
    first = begun(holder.id, holder)
    later = actions.begin_verification(
        holder=holder.id,
        issuer="harbor",
        product="mobile-sim",
        edition=1,
        real_name=policy(),
        document="passport",
        **acting(holder),
    )

    assert later.id != first.id
    assert later.missing == (("passport", "data"),)
    assert queries.verification(first.id, by=holder, now=NOW).state is State.SUPERSEDED


def test_a_document_that_the_policy_does_not_name_is_refused(holder):
    with pytest.raises(refusals.OtherDocument):
        begun(holder.id, holder, documents=["passport"])
    with pytest.raises(refusals.NotNeeded):
        begun(holder.id, holder, need="never")


def test_far_more_pictures_than_anybody_takes_are_refused_before_any_work(holder):
    found = begun(holder.id, holder)
    for _ in range(ALLOWED.free):
        spend_try(scope=SCOPE, subject=holder.id, allowance=ALLOWED, now=NOW)

    with pytest.raises(TooManyTries):
        actions.add_picture(
            verification=found.id, side="front", content=b"never looked at", **acting(holder)
        )


def test_a_picture_is_kept_sealed_and_a_newer_one_destroys_it(holder):
    found = begun(holder.id, holder)
    for seed in (1, 2):
        actions.add_picture(
            verification=found.id, side="front", content=picture(seed), **acting(holder)
        )

    old, new = Evidence.objects.order_by("id")
    assert old.replaced_at == NOW
    assert file_facts(old.file).purged_at == NOW
    assert open_file(new.file, new.where("picture")).startswith(b"\xff\xd8")
    with pytest.raises(Unreadable):
        open_file(new.file, old.where("picture"))


def test_the_same_picture_cannot_show_two_sides(holder):
    found = begun(holder.id, holder)
    about = {"verification": found.id, "content": picture(1)}
    actions.add_picture(**about, side="front", **acting(holder))

    with pytest.raises(refusals.SamePicture):
        actions.add_picture(**about, side="back", **acting(holder))
    with pytest.raises(refusals.OtherSide):
        actions.add_picture(**about, side="data", **acting(holder))


def test_what_is_no_picture_is_refused_with_its_own_reason(holder):
    found = begun(holder.id, holder)
    with pytest.raises(PictureRefused):
        actions.add_picture(
            verification=found.id, side="front", content=b"%PDF-1.7", **acting(holder)
        )


def test_what_is_still_missing_is_said_before_it_is_checked(holder):
    found = begun(holder.id, holder)
    with pytest.raises(refusals.PictureMissing):
        submit(found.id, holder)
    for place, side in enumerate(("front", "back")):
        actions.add_picture(
            verification=found.id, side=side, content=picture(place), **acting(holder)
        )
    with pytest.raises(refusals.FieldsMissing):
        submit(found.id, holder)
    for odd in ({"mrz": "x"}, {"born_on": "yesterday"}, {"name": "x" * 500}):
        with pytest.raises(refusals.FieldsUnknown):
            actions.give_fields(verification=found.id, fields=odd, **acting(holder))


def test_submitting_promises_when_it_is_decided_and_tells_the_holder(holder):
    found = submitted(holder.id, holder)
    seen = queries.verification(found, by=holder, now=NOW)

    assert seen.state is State.IN_REVIEW
    assert seen.line.due_at is not None
    assert NOW + DAY < seen.line.due_at < NOW + 3 * DAY
    assert told(holder.id) == ["identity-submitted"]
    with pytest.raises(refusals.NoSuchStep):
        submit(found, holder)


def test_a_repeat_is_the_same_and_other_content_is_refused(holder):
    found = filled(holder.id, holder)
    given = {"verification": found, **acting(holder, request_id="the-same")}
    actions.give_fields(**given, fields=card())
    version = queries.verification(found, by=holder, now=NOW).version

    assert actions.give_fields(**given, fields=card()).version == version
    with pytest.raises(refusals.RequestReused):
        actions.give_fields(**given, fields=card(name="林早"))


def test_the_holder_sees_all_and_staff_see_it_masked(holder, reviewer, stranger, neighbor):
    found = submitted(holder.id, holder)
    own = queries.verification(found, by=holder, now=NOW)
    theirs = queries.verification(found, by=reviewer, now=NOW)

    assert own.fields["number"] == citizen()
    assert own.checks == ()
    assert theirs.fields["number"] == "110************" + citizen()[-3:]
    assert theirs.fields["name"] == "林*"
    assert citizen() not in str(theirs)
    assert {check.name for check in theirs.checks} >= {"number", "person", "limit", "history"}
    for by in (stranger, neighbor):
        with pytest.raises(refusals.UnknownVerification):
            queries.verification(found, by=by, now=NOW)


def test_checks_that_decide_alone_confirm_what_is_clean_and_nothing_else(holder, neighbor):
    rule = {"decide": "checks"}
    found = filled(holder.id, holder, **rule)
    submitted_view = submit(found, holder)
    outcomes = {
        check.name: check.outcome
        for check in queries.verification(found, by=WORKER, now=NOW).checks
    }

    if submitted_view.state is State.APPROVED:
        assert "fail" not in outcomes.values()
        assert queries.level_of(holder.id, "harbor", now=NOW) == 1
    else:  # without a reader nothing can be compared with the picture: a person looks
        assert "not_run" in outcomes.values()
    wrong = card(2, name="周一", number=citizen(2)[:-1] + "A")
    odd = filled(neighbor.id, neighbor, fields=wrong, **rule)
    assert submit(odd, neighbor).state is State.IN_REVIEW


def test_checks_decide_alone_once_the_reader_agrees(holder):
    found = filled(holder.id, holder, decide="checks")
    actions.ask_reader(verification=found, **acting(holder))
    assert actions.keep_reading(verification=found, found=READ, reader="test 1", now=NOW)
    assert not actions.keep_reading(verification=found, found=READ, reader="test 1", now=NOW)
    seen = submit(found, holder)

    checks = queries.verification(found, by=WORKER, now=NOW).checks
    assert seen.state is State.APPROVED, [(one.name, one.outcome, one.reason) for one in checks]
    work(NOW)
    assert told(holder.id) == ["identity-approved"]
    assert queries.level_of(holder.id, "harbor", now=NOW) == 1


def test_at_the_counter_it_is_decided_at_once_by_who_saw_original_and_face(holder, teller):
    rule = {"decide": "counter", "level": 2, "face": "staff"}
    found = filled(holder.id, teller, **rule)
    with pytest.raises(refusals.OnlyPeople):
        submit(found, holder, witness=SEEN)

    assert submit(found, teller, witness=SEEN).state is State.APPROVED
    assert queries.level_of(holder.id, "harbor", now=NOW) == 2
    assert queries.is_enough(policy(**rule), holder.id, "harbor", moment="activation", now=NOW)


def test_at_the_counter_without_the_face_a_reviewer_looks(holder, teller):
    found = filled(holder.id, teller, decide="counter", level=2, face="staff")

    assert submit(found, teller).state is State.IN_REVIEW


def test_an_agent_shows_his_own_document_where_the_policy_lets_him_come(holder, teller):
    given = {"role": "agent", "document": "resident-id", "fields": card(4, name="周二")}
    found = filled(holder.id, teller, agents=True)
    seen = actions.name_agent(verification=found, **given, **acting(teller))
    assert seen.agent_role == "agent"

    alone = filled(holder.id, teller, subject="another")
    with pytest.raises(refusals.AgentNotAllowed):
        actions.name_agent(verification=alone, **given, **acting(teller))
    with pytest.raises(refusals.OnlyPeople):
        actions.name_agent(verification=found, **given, **acting(holder))


def test_what_rests_is_given_up_and_what_was_withdrawn_stays_so(holder):
    resting = begun(holder.id, holder)
    withdrawn = filled(holder.id, holder, subject="another")
    actions.withdraw_verification(verification=withdrawn, **acting(holder))
    work(NOW + 13 * DAY)
    assert queries.verification(resting.id, by=holder, now=NOW).state is State.COLLECTING
    work(NOW + 14 * DAY)

    assert queries.verification(resting.id, by=holder, now=NOW).state is State.EXPIRED
    assert queries.verification(withdrawn, by=holder, now=NOW).state is State.WITHDRAWN
    with pytest.raises(refusals.NoSuchStep):
        submit(withdrawn, holder)
    kept = Evidence.objects.filter(verification__state="withdrawn")
    assert all(file_facts(one.file).purge_after for one in kept)


def test_the_journal_names_nobody_and_no_number(holder, reviewer):
    submitted(holder.id, holder)
    written = " ".join(str(entry.facts) for entry in Entry.objects.all())

    assert citizen() not in written
    assert "林晚" not in written


def test_who_only_produces_cards_knows_of_no_verification(holder, operator):
    found = submitted(holder.id, holder)
    with pytest.raises(NotAllowed):
        queries.verification(found, by=operator, now=NOW)


READ = {
    Side.FRONT: Fields.of(
        {
            name: card()[name]
            for name in ("name", "sex", "ethnic_group", "born_on", "address", "number")
        }
    ),
    Side.BACK: Fields.of({name: card()[name] for name in ("authority", "issued_on", "expires_on")}),
}


def test_another_name_on_the_account_warns_and_no_more(holder, neighbor):
    def answered(found):
        checks = queries.verification(found, by=WORKER, now=NOW).checks
        return {one.name: (one.outcome.value, one.reason) for one in checks}["account-name"]

    assert answered(submitted(holder.id, holder)) == ("pass", "")
    other = card(2, name="周二", number=citizen(2))
    assert answered(submitted(neighbor.id, neighbor, fields=other)) == ("warn", "account_name")


def test_checks_do_not_decide_alone_about_another_name(holder):
    change_profile(holder=holder.id, name="林小晚", **acting(holder))
    found = filled(holder.id, holder, decide="checks")
    actions.ask_reader(verification=found, **acting(holder))
    actions.keep_reading(verification=found, found=READ, reader="test 1", now=NOW)
    assert submit(found, holder).state is State.IN_REVIEW
