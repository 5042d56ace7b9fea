"""What somebody agrees to, in which words, and how he takes it back."""

from datetime import timedelta

import pytest

from tests.domain.identity.rights.kept import picture, verification
from tests.domain.people.folks import NOW, fresh, himself, registered
from yika.domain.identity.actions.consents import give_consent, withdraw_consent
from yika.domain.identity.actions.retention import follow_withdrawal, place_hold
from yika.domain.identity.queries.consents import check_consent, consents, find_consent
from yika.domain.identity.rules import consents as rules
from yika.domain.identity.rules.consents import ConsentView, Purpose
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.models import DueWork, Entry
from yika.domain.people.rules import UnknownHolder
from yika.domain.vault.queries import file_facts
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed

LATER = NOW + timedelta(hours=1)

# What was shown once never changes: a new version is added behind, with its digests here.
SHOWN = {
    ("real-name", 1, "zh-hans"): "eb8e1be5ada2c5e0",
    ("real-name", 1, "en"): "ab766588a8100239",
    ("face", 1, "zh-hans"): "e550866ef33fbf40",
    ("face", 1, "en"): "79d60b0b460b6f0a",
    ("sharing-with-issuer", 1, "zh-hans"): "ecbaeee7dbc83db0",
    ("sharing-with-issuer", 1, "en"): "7ea0ca791d9d75d3",
    ("home-visit", 1, "zh-hans"): "1f5a5fe6df206635",
    ("home-visit", 1, "en"): "b15fec482e4edfc9",
}


def give(by: Actor, purpose: str = "real-name", **other: object) -> ConsentView:
    wanted = {
        "holder": by.id,
        "issuer": "harbor",
        "purpose": purpose,
        "version": 1,
        "language": "en",
        "now": NOW,
        "request_id": fresh(),
    }
    return give_consent(by=by, **wanted | other)  # type: ignore[arg-type]


def withdraw(by: Actor, purpose: str = "real-name", **other: object) -> ConsentView:
    wanted = {
        "holder": by.id,
        "issuer": "harbor",
        "purpose": purpose,
        "now": LATER,
        "request_id": fresh(),
    }
    return withdraw_consent(by=by, **wanted | other)  # type: ignore[arg-type]


def test_a_text_that_was_shown_never_changes() -> None:
    found = {
        (purpose.value, text.version, language): words.digest[:16]
        for purpose in Purpose
        for text in rules.versions(purpose)
        for language, words in text.words.items()
    }
    assert found == SHOWN


def test_every_text_names_the_issuer_and_stands_in_both_languages() -> None:
    for purpose in Purpose:
        text = rules.current(purpose)
        assert set(text.words) == set(rules.LANGUAGES)
        assert all("{issuer}" in words.body and words.title for words in text.words.values())


def test_the_words_that_were_read_are_kept_with_the_consent(holder: Actor) -> None:
    given = give(holder)

    assert given.in_force
    assert given.digest == rules.text_of(Purpose.REAL_NAME, 1).in_("en").digest
    assert Entry.objects.get(event="consent.given").facts["digest"] == given.digest
    assert consents(holder.id, by=holder) == [given]


def test_the_same_request_gives_one_consent(holder: Actor) -> None:
    first = give(holder, request_id="r")

    assert give(holder, request_id="r") == first
    with pytest.raises(rules.ConsentRequestReused):
        give(holder, "face", request_id="r")


def test_who_agreed_before_has_nothing_to_add(holder: Actor) -> None:
    assert give(holder).id == give(holder).id


def test_agreeing_in_the_other_language_takes_the_place_of_the_first(holder: Actor) -> None:
    first, other = give(holder), give(holder, language="zh-hans")

    assert first.id != other.id
    assert [one.in_force for one in consents(holder.id, by=holder)] == [True, False]


def test_nobody_agrees_to_a_text_that_is_not_shown_any_more(holder: Actor) -> None:
    with pytest.raises(rules.TextChanged):
        give(holder, version=2)
    with pytest.raises(rules.UnknownPurpose):
        give(holder, "everything")


def test_a_clerk_writes_down_what_somebody_before_him_agrees_to(
    holder: Actor, teller: Actor, stranger: Actor
) -> None:
    given = give(teller, holder=holder.id)

    assert (given.given_by, given.channel) == (teller.id, "counter")
    with pytest.raises(UnknownHolder):
        give(stranger, holder=holder.id, issuer="rivertown")
    with pytest.raises(NotAllowed):
        give(teller, holder=holder.id, issuer="rivertown")


def test_nobody_agrees_for_somebody_else(holder: Actor) -> None:
    other = himself(registered(name="Wang"))
    machine = Actor(ActorKind.SYSTEM, "worker", Channel.WORKER)

    with pytest.raises(UnknownHolder):
        give(other, holder=holder.id)
    with pytest.raises(rules.NotHimself):
        give(machine, holder=holder.id)


def test_the_face_is_taken_back_by_itself(holder: Actor) -> None:
    give(holder)
    give(holder, "face")

    ended = withdraw(holder, "face")

    assert ended.withdrawn_at == LATER
    assert find_consent(holder.id, purpose="face", issuer="harbor") is None
    assert check_consent(holder.id, purpose="real-name", issuer="harbor").in_force
    with pytest.raises(rules.ConsentMissing):
        check_consent(holder.id, purpose="face", issuer="harbor")


def test_what_was_taken_back_is_followed_by_the_worker(holder: Actor) -> None:
    ended = withdraw_after_giving(holder)
    work = DueWork.objects.get(kind="data.follow_withdrawal")

    assert (work.key, work.due_at) == (ended.id, LATER)
    assert follow_withdrawal(key=ended.id, now=LATER) is None


def test_what_rests_on_a_face_alone_is_destroyed_with_its_consent(holder: Actor) -> None:
    of = verification(holder, NOW)
    face, front = picture(of, "face"), picture(of)
    ended = withdraw_after_giving(holder)

    follow_withdrawal(key=ended.id, now=LATER)
    follow_withdrawal(key=ended.id, now=LATER)

    assert file_facts(face.file).purged_at == LATER
    assert file_facts(front.file).purged_at is None
    assert Entry.objects.get(event="data.pictures_destroyed").facts["count"] == 1


def test_who_agreed_again_in_time_keeps_what_there_is(holder: Actor) -> None:
    face = picture(verification(holder, NOW), "face")
    ended = withdraw_after_giving(holder)
    give(holder, "face", now=LATER)

    follow_withdrawal(key=ended.id, now=LATER)

    assert file_facts(face.file).purged_at is None


def test_what_is_held_outlives_its_consent(holder: Actor, supervisor: Actor) -> None:
    face = picture(verification(holder, NOW), "face")
    place_hold(
        holder=holder.id,
        reason="At court",
        until=LATER + timedelta(days=1),
        by=supervisor,
        now=NOW,
        request_id=fresh(),
    )

    ended = withdraw_after_giving(holder)

    assert follow_withdrawal(key=ended.id, now=LATER) == LATER + timedelta(days=1)
    assert file_facts(face.file).purged_at is None
    follow_withdrawal(key=ended.id, now=LATER + timedelta(days=1))
    assert file_facts(face.file).purged_at == LATER + timedelta(days=1)


def test_without_consent_a_check_under_way_is_given_up(holder: Actor) -> None:
    running = verification(holder, NOW, state=State.IN_REVIEW)
    elsewhere = verification(holder, NOW, state=State.COLLECTING, issuer="rivertown")
    refused = picture(verification(holder, NOW, state=State.REFUSED))
    approved = picture(verification(holder, NOW))
    give(holder)
    ended = withdraw(holder)

    follow_withdrawal(key=ended.id, now=LATER)

    running.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (running.state, elsewhere.state) == ("withdrawn", "collecting")
    assert file_facts(refused.file).purged_at == LATER
    assert file_facts(approved.file).purged_at is None


def withdraw_after_giving(holder: Actor) -> ConsentView:
    give(holder, "face")
    return withdraw(holder, "face")


def test_taking_back_twice_is_refused_and_a_repeat_is_not(holder: Actor) -> None:
    give(holder)
    ended = withdraw(holder, request_id="w")

    assert withdraw(holder, request_id="w") == ended
    with pytest.raises(rules.UnknownConsent):
        withdraw(holder)
    with pytest.raises(rules.ConsentRequestReused):
        withdraw(holder, "face", request_id="w")


def test_who_took_it_back_can_agree_again(holder: Actor) -> None:
    give(holder)
    withdraw(holder)
    give(holder, now=LATER)

    assert [one.in_force for one in consents(holder.id, by=holder)] == [True, False]


def test_staff_see_the_consents_of_their_issuer_only(holder: Actor, teller: Actor) -> None:
    give(holder)
    give(holder, issuer="rivertown")

    assert [one.issuer for one in consents(holder.id, by=teller)] == ["harbor"]
    assert len(consents(holder.id, by=holder)) == 2


def test_a_form_carries_which_texts_stood_on_its_page() -> None:
    both = (rules.Purpose.REAL_NAME, rules.Purpose.FACE)
    shown = rules.Shown.now(both, language="en")
    assert rules.Shown.read(str(shown)) == shown
    shown.check_is_current(both)
    assert rules.Shown.now(both, language="fr").language == "zh-hans"
    for unseen in ("", "en", "fr/face:1", "en/face", "en/face:x", "en/other:1", "en/face:1:1"):
        with pytest.raises(rules.TextChanged):
            rules.Shown.read(unseen).check_is_current(both)
