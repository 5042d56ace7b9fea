"""Making, using and revoking API keys."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.issuers.samples import OPERATOR, harbor
from tests.domain.staff.samples import LIN, WANG, staff
from yika.domain.issuers.rules import UnknownIssuer
from yika.domain.journal.models import Entry
from yika.domain.machines import queries
from yika.domain.machines.actions import Made, make_key, note_key_used, revoke_key
from yika.domain.machines.models import ApiKey
from yika.domain.machines.queries import KeyView
from yika.domain.machines.rules import (
    APPROVAL_KIND,
    SCOPES,
    BeyondYourRights,
    KeyAlreadyShown,
    UnknownKey,
    digest_of_key,
)
from yika.domain.staff.actions import ask_approval, decide_approval
from yika.domain.staff.rules import IN_PERSON, ApprovalUsed, OtherContent, Right, Role
from yika.kit.actor import Actor, ActorKind, NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db

MAKER = staff(LIN, Role.OPERATOR)
STRANGER = staff(LIN, Role.OPERATOR, issuer="eastgate")
MORE = (Right.CARDS_VIEW, Right.ERRANDS_SERVE)


@pytest.fixture(autouse=True)
def _harbor(now: datetime) -> None:
    harbor(now)


def make(now: datetime, **other: Any) -> Made:
    given: dict[str, Any] = {
        "issuer": "harbor",
        "name": "Website",
        "scopes": [Right.CARDS_VIEW, Right.ERRANDS_VIEW],
        "by": MAKER,
        "request_id": "make",
    }
    return make_key(**given | other, now=now)


def approved(now: datetime, scopes: tuple[Right, ...] = MORE) -> str:
    asked = ask_approval(
        kind=APPROVAL_KIND,
        subject="harbor",
        issuer="harbor",
        digest=digest_of_key(issuer="harbor", name="Website", scopes=scopes, test=False),
        by=MAKER,
        now=now,
        request_id="ask",
    )
    second = staff(WANG, Role.SUPERVISOR)
    decide_approval(approval=asked.id, approve=True, by=second, now=now, request_id="decide")
    return asked.id


def found(made: Made, now: datetime) -> KeyView:
    key = queries.key_of(made.plain, now=now)
    assert key is not None
    return key


def test_a_key_acts_for_its_issuer_with_what_it_holds(now: datetime) -> None:
    made = make(now)

    assert found(made, now) == made.key
    assert made.plain.startswith("yk_live_")
    assert len(made.plain) > 48
    actor = made.key.actor()
    assert (actor.kind, actor.id) == (ActorKind.API_KEY, made.key.id)
    assert actor.may(Right.CARDS_VIEW, "harbor")
    assert not actor.may(Right.CARDS_VIEW, "eastgate")
    assert not actor.may(Right.CARDS_BLOCK, "harbor")
    assert queries.key_of("yk_live_guessed", now=now) is None


def test_the_text_of_a_key_is_shown_once_and_kept_nowhere(now: datetime) -> None:
    made = make(now)
    kept = repr(ApiKey.objects.values()) + repr(Entry.objects.values()) + repr(made)

    assert made.plain not in kept
    assert made.plain.removeprefix("yk_live_") not in kept
    with pytest.raises(KeyAlreadyShown):
        make(now)
    assert ApiKey.objects.count() == 1


def test_a_key_for_trying_out_looks_like_one(now: datetime) -> None:
    made = make(now, test=True)
    assert made.plain.startswith("yk_test_")
    assert made.key.test


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        ("name", {"name": " "}),
        ("scopes", {"scopes": []}),
        ("scopes", {"scopes": ["everything"]}),
        ("scopes", {"scopes": [Right.PEOPLE_REVEAL]}),
        ("expires_at", {"expires_at": datetime.fromisoformat("2026-11-20T04:00:00+00:00")}),
    ],
)
def test_what_no_program_should_hold_is_not_made(
    now: datetime, where: str, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        make(now, by=OPERATOR, **wrong)
    assert refused.value.faults[0].where == where


def test_no_program_holds_what_somebody_must_answer_for() -> None:
    assert not SCOPES & IN_PERSON
    assert Right.ERRANDS_SERVE in SCOPES


def test_a_key_holds_no_more_than_its_maker(now: datetime) -> None:
    with pytest.raises(BeyondYourRights, match=r"errands\.serve"):
        make(now, scopes=MORE)
    assert make(now, scopes=MORE, by=OPERATOR).key.scopes == ("cards.view", "errands.serve")


def test_a_second_person_may_agree_to_more_once(now: datetime) -> None:
    approval = approved(now)

    made = make(now, scopes=MORE, approval=approval)

    assert found(made, now).scopes == ("cards.view", "errands.serve")
    with pytest.raises(ApprovalUsed):
        make(now, scopes=MORE, approval=approval, request_id="another")


def test_what_was_not_agreed_to_is_not_made(now: datetime) -> None:
    approval = approved(now)
    with pytest.raises(OtherContent):
        make(now, scopes=[*MORE, Right.CARDS_BLOCK], approval=approval)
    assert not ApiKey.objects.exists()


def test_a_revoked_key_is_worthless_at_once(now: datetime) -> None:
    made = make(now)

    for _ in range(2):
        revoke_key(key=made.key.id, by=MAKER, now=now, request_id="revoke")

    assert queries.key_of(made.plain, now=now) is None
    assert queries.keys(MAKER) == []
    [shown] = queries.keys(MAKER, revoked=True)
    assert shown.revoked_at == now
    assert Entry.objects.filter(event="key.revoked").count() == 1


def test_a_key_may_expire(now: datetime) -> None:
    end = now + timedelta(days=90)
    made = make(now, expires_at=end)

    assert found(made, end - timedelta(seconds=1)).expires_at == end
    assert queries.key_of(made.plain, now=end) is None


def test_use_is_noted_at_most_once_a_minute(now: datetime) -> None:
    made = make(now)
    note_key_used(key=made.key, now=now)
    later = now + timedelta(seconds=59)

    with CaptureQueriesContext(connection) as asked:
        note_key_used(key=found(made, later), now=later)
    assert not [one for one in asked.captured_queries if one["sql"].startswith("UPDATE")]
    assert found(made, later).last_used_at == now

    note_key_used(key=found(made, later), now=now + timedelta(minutes=1))
    assert found(made, later).last_used_at == now + timedelta(minutes=1)


def test_the_staff_of_another_issuer_sees_and_changes_nothing(now: datetime) -> None:
    made = make(now)

    assert queries.keys(STRANGER) == queries.keys(STRANGER, issuer="harbor") == []
    with pytest.raises(UnknownIssuer):
        make(now, by=STRANGER, request_id="another")
    for key in (made.key.id, "key_none"):
        with pytest.raises(UnknownKey):
            revoke_key(key=key, by=STRANGER, now=now, request_id="x")
    assert found(made, now)


@pytest.mark.parametrize("role", [Role.TELLER, Role.SUPERVISOR, Role.REVIEWER])
def test_without_the_right_no_key_is_made_or_revoked(now: datetime, role: Role) -> None:
    made = make(now)
    by: Actor = staff(LIN, role)

    with pytest.raises(NotAllowed):
        make(now, by=by, request_id="another")
    with pytest.raises(NotAllowed):
        revoke_key(key=made.key.id, by=by, now=now, request_id="x")


def test_who_manages_or_audits_sees_the_keys(now: datetime) -> None:
    made = make(now)

    assert queries.keys(MAKER) == queries.keys(staff(WANG, Role.AUDITOR)) == [made.key]
    assert queries.keys(OPERATOR) == queries.keys(OPERATOR, issuer="harbor") == [made.key]
    with pytest.raises(NotAllowed):
        queries.keys(staff(WANG, Role.TELLER))
