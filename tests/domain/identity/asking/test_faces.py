"""A program may compare faces: a hint for the reviewer, of who has agreed to just that."""

from dataclasses import dataclass

import pytest

from tests.domain.identity.verifying.desk import (
    SEEN,
    acting,
    approve,
    filled,
    picture,
    submit,
)
from tests.domain.people.folks import NOW
from yika.connectors.face.absent import AbsentMatcher
from yika.connectors.face.simulator import NONE, SEVERAL, SimulatedMatcher, digest_of
from yika.domain.identity import actions, queries
from yika.domain.identity.actions.consents import give_consent, withdraw_consent
from yika.domain.identity.models import CheckResult, Evidence
from yika.domain.identity.queries.consents import kept_consents
from yika.domain.identity.rules.consents import Purpose, current
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.actions import deliver_parcel
from yika.domain.vault.queries import file_facts, open_file
from yika.kit.errors import Unavailable
from yika.site.reactions import WORK

RULE = {"level": 2, "face": "hint"}
FACE = picture(60)


@dataclass(frozen=True)
class Always:
    """Finds every face so much alike."""

    alike: int

    def compare(self, *, portrait, face):
        told = {digest_of(face): self.alike}
        return SimulatedMatcher(told).compare(portrait=portrait, face=face)


class Broken:
    def compare(self, *, portrait, face):  # noqa: ARG002
        raise Unavailable("a picture it never understands", permanent=True)


def agree(holder):
    text = current(Purpose.FACE)
    give_consent(
        holder=holder.id,
        issuer="harbor",
        purpose="face",
        version=text.version,
        language="en",
        **acting(holder),
    )


def show_face(found, by):
    return actions.add_picture(verification=found, side="face", content=FACE, **acting(by))


def given(holder, teller):
    agree(holder)
    found = filled(holder.id, teller, **RULE)
    show_face(found, teller)
    submit(found, teller, witness=SEEN)
    return found


def deliver(matcher):
    way = actions.FaceComparing(matcher, clock=lambda: NOW)
    return deliver_parcel(kind="identity.face", way=way, clock=lambda: NOW, chance=lambda: 0)


def check():
    row = CheckResult.objects.filter(name="face").last()
    return row and (row.outcome, row.reason)


@pytest.mark.parametrize(
    ("matcher", "said"),
    [
        (Always(88), ("pass", "face_similar")),
        (Always(31), ("warn", "face_low_similarity")),
        (Always(NONE), ("warn", "face_not_found")),
        (Always(SEVERAL), ("warn", "face_several")),
        (AbsentMatcher(), ("not_run", "nobody_asked")),
        (Broken(), ("error", "no_answer")),
    ],
)
def test_whatever_it_finds_is_a_hint_and_a_person_decides(holder, teller, reviewer, matcher, said):
    found = given(holder, teller)
    deliver(matcher)

    assert check() == said
    view = queries.verification(found, by=reviewer, now=NOW)
    assert (view.state, view.needs_two, view.awaited) == (State.IN_REVIEW, False, ())
    assert approve(found, reviewer).state is State.APPROVED


def test_the_reviewer_reads_the_figure_with_honest_words(holder, teller, reviewer):
    found = given(holder, teller)
    deliver(Always(31))
    [hint] = [
        one
        for one in queries.verification(found, by=reviewer, now=NOW).checks
        if one.name == "face"
    ]
    assert hint.facts == {"alike": "31"}
    assert "Only a hint" in hint.words.staff.format(**hint.facts)


def test_without_the_separate_consent_no_face_is_kept_and_nobody_needs_one(
    holder, teller, reviewer
):
    found = filled(holder.id, teller, **RULE)
    with pytest.raises(refusals.FaceConsentNeeded):
        show_face(found, teller)
    assert submit(found, teller, witness=SEEN).state is State.IN_REVIEW
    assert queries.verification(found, by=reviewer, now=NOW).awaited == ()
    assert approve(found, reviewer).state is State.APPROVED


@pytest.mark.parametrize("rule", [{"face": "staff"}, {"face": "none", "level": 1}])
def test_where_the_policy_wants_no_hint_no_face_is_taken(holder, teller, rule):
    agree(holder)
    found = filled(holder.id, teller, **RULE | rule)
    with pytest.raises(refusals.OtherSide):
        show_face(found, teller)


def test_the_document_once_more_is_no_picture_of_a_face(holder, teller):
    agree(holder)
    found = filled(holder.id, teller, **RULE)
    with pytest.raises(refusals.SamePicture):
        actions.add_picture(verification=found, side="face", content=picture(1), **acting(teller))


def test_consent_taken_back_destroys_the_face_alone_and_stops_the_comparison(
    holder, teller, reviewer
):
    found = given(holder, teller)
    withdraw_consent(holder=holder.id, issuer="harbor", purpose="face", **acting(holder))
    deliver(Always(99))
    assert check() == ("not_run", "consent_missing")

    consent = _withdrawn(holder)
    WORK["data.follow_withdrawal"](key=consent, now=NOW)
    kept = {one.side: file_facts(one.file).purged_at for one in Evidence.objects.all()}
    assert (kept["face"], kept["front"]) == (NOW, None)
    assert approve(found, reviewer).state is State.APPROVED


def test_a_face_destroyed_meanwhile_gives_no_hint(holder, teller):
    found = given(holder, teller)
    withdraw_consent(holder=holder.id, issuer="harbor", purpose="face", **acting(holder))
    WORK["data.follow_withdrawal"](key=_withdrawn(holder), now=NOW)
    agree(holder)
    deliver(Always(99))
    assert check() == ("not_run", "nothing_to_compare")
    assert found


def test_nothing_measured_of_a_face_is_kept(holder, teller):
    given(holder, teller)
    deliver(Always(88))
    row = CheckResult.objects.get(name="face")
    assert row.told("facts") == '{"alike": "88"}'
    face = Evidence.objects.get(side="face")
    assert open_file(face.file, face.where("picture")).startswith(b"\xff\xd8")


def _withdrawn(holder):
    return next(one.id for one in kept_consents(holder.id) if one.withdrawn_at)
