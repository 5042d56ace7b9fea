"""What two people must agree on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.domain.staff.samples import LIN, OPERATOR, WANG, ZHOU, staff
from yika.domain.journal.models import Entry
from yika.domain.staff import queries
from yika.domain.staff.actions import ask_approval, decide_approval, use_approval
from yika.domain.staff.models import Approval
from yika.domain.staff.rules import (
    DECIDE_WITHIN,
    USE_WITHIN,
    AlreadyDecided,
    ApprovalExpired,
    ApprovalRequestReused,
    ApprovalUsed,
    ApprovalView,
    InPerson,
    NotApproved,
    OtherContent,
    Outcome,
    Role,
    SamePerson,
    UnknownApproval,
    digest,
)
from yika.kit.actor import Actor, NotAllowed

pytestmark = pytest.mark.django_db

CONTENT = {"cards": ["card_one", "card_two"], "reason": "damaged"}
TELLER, SUPERVISOR = staff(LIN, Role.TELLER), staff(WANG, Role.SUPERVISOR)
STRANGER = staff(ZHOU, Role.SUPERVISOR, issuer="eastgate")


def ask(now: datetime, **other: Any) -> ApprovalView:
    given = {
        "kind": "cards.destroy",
        "subject": "batch_one",
        "issuer": "harbor",
        "digest": digest(CONTENT),
        "by": TELLER,
        "request_id": "ask",
    }
    return ask_approval(**given | other, now=now)


def decide(
    asked: ApprovalView, now: datetime, *, approve: bool = True, by: Actor = SUPERVISOR
) -> ApprovalView:
    return decide_approval(approval=asked.id, approve=approve, by=by, now=now, request_id="decide")


def use(asked: ApprovalView, now: datetime, **other: Any) -> None:
    given = {
        "kind": "cards.destroy",
        "subject": "batch_one",
        "digest": digest(CONTENT),
        "by": TELLER,
        "request_id": "use",
    }
    use_approval(approval=asked.id, **given | other, now=now)


def test_what_is_asked_approved_and_done_is_told_by_three_entries(now: datetime) -> None:
    asked = ask(now)
    approved = decide(asked, now)
    use(asked, now)

    assert (asked.outcome, approved.outcome) == (Outcome.OPEN, Outcome.APPROVED)
    assert (approved.asked_by, approved.decided_by, approved.decided_at) == (LIN, WANG, now)
    events = Entry.objects.filter(subject=asked.id).order_by("id")
    assert [(one.event, one.actor_id) for one in events] == [
        ("approval.asked", LIN),
        ("approval.decided", WANG),
        ("approval.used", LIN),
    ]


def test_who_asks_never_decides(now: datetime) -> None:
    lin = staff(LIN, Role.SUPERVISOR)
    asked = ask(now, by=lin)

    with pytest.raises(SamePerson):
        decide(asked, now, by=lin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.update(decided_by=LIN, decided_at=now, outcome="approved")


@pytest.mark.parametrize("role", [Role.TELLER, Role.OPERATOR, Role.AUDITOR])
def test_who_may_not_decide_does_not(now: datetime, role: Role) -> None:
    with pytest.raises(NotAllowed):
        decide(ask(now), now, by=staff(WANG, role))


def test_programs_neither_ask_nor_decide(now: datetime) -> None:
    with pytest.raises(InPerson):
        ask(now, by=OPERATOR)
    with pytest.raises(InPerson):
        decide(ask(now), now, by=OPERATOR)


def test_what_was_decided_stays_decided(now: datetime) -> None:
    asked = ask(now)
    refused = decide(asked, now, approve=False)

    assert decide(asked, now + timedelta(hours=1), approve=False) == refused
    with pytest.raises(AlreadyDecided):
        decide(asked, now, approve=True)
    with pytest.raises(AlreadyDecided):
        decide(asked, now, by=staff(ZHOU, Role.REVIEWER))


@pytest.mark.parametrize("approve", [None, False])
def test_without_a_yes_nothing_is_done(now: datetime, *, approve: bool | None) -> None:
    asked = ask(now)
    if approve is not None:
        decide(asked, now, approve=approve)

    with pytest.raises(NotApproved):
        use(asked, now)


@pytest.mark.parametrize(
    "other", [{"kind": "cards.make"}, {"subject": "batch_two"}, {"digest": digest({})}]
)
def test_only_exactly_what_was_asked_is_approved(now: datetime, other: dict[str, str]) -> None:
    asked = ask(now)
    decide(asked, now)

    with pytest.raises(OtherContent):
        use(asked, now, **other)


def test_an_approval_is_good_for_one_use(now: datetime) -> None:
    asked = ask(now)
    decide(asked, now)

    use(asked, now)
    use(asked, now)  # the same request, once more
    with pytest.raises(ApprovalUsed):
        use(asked, now, request_id="another")
    with pytest.raises(OtherContent):
        use(asked, now, digest=digest({}))
    assert Entry.objects.filter(event="approval.used").count() == 1


def test_a_change_that_fails_leaves_its_approval_unspent(now: datetime) -> None:
    asked = ask(now)
    decide(asked, now)

    class Failed(Exception):
        pass

    def change() -> None:
        with transaction.atomic():
            use(asked, now)
            raise Failed

    with pytest.raises(Failed):
        change()
    use(asked, now, request_id="another")


def test_only_who_asked_may_use_it(now: datetime) -> None:
    asked = ask(now)
    decide(asked, now)

    with pytest.raises(UnknownApproval):
        use(asked, now, by=SUPERVISOR)


def test_a_request_that_nobody_decides_on_expires(now: datetime) -> None:
    asked = ask(now)
    assert asked.expires_at == now + DECIDE_WITHIN

    with pytest.raises(ApprovalExpired):
        decide(asked, now + DECIDE_WITHIN)


def test_an_approval_that_is_not_used_expires(now: datetime) -> None:
    asked = ask(now)
    decide(asked, now)

    with pytest.raises(ApprovalExpired):
        use(asked, now + USE_WITHIN)
    use(asked, now + USE_WITHIN - timedelta(seconds=1))


def test_asking_twice_is_asking_once(now: datetime) -> None:
    assert ask(now) == ask(now + timedelta(hours=1))
    with pytest.raises(ApprovalRequestReused):
        ask(now, digest=digest({}))
    assert Approval.objects.count() == 1


def test_who_may_decide_or_audit_sees_all_and_others_what_they_asked(now: datetime) -> None:
    first = ask(now)
    second = ask(now, by=SUPERVISOR, request_id="second")

    assert queries.approvals(SUPERVISOR) == [second, first]
    assert queries.approvals(staff(ZHOU, Role.AUDITOR)) == [second, first]
    assert queries.approvals(TELLER) == [first]
    assert queries.approvals(SUPERVISOR, limit=1, before=second.id) == [first]
    decided = decide(first, now)
    assert queries.approvals(OPERATOR, outcome=Outcome.APPROVED) == [decided]


def test_one_request_is_seen_by_the_same_people(now: datetime) -> None:
    asked = ask(now, by=SUPERVISOR)

    for by in (SUPERVISOR, staff(ZHOU, Role.REVIEWER), staff(ZHOU, Role.AUDITOR), OPERATOR):
        assert queries.approval(asked.id, by) == asked
    for by in (TELLER, STRANGER):
        with pytest.raises(UnknownApproval):
            queries.approval(asked.id, by)


def attempts(asked: ApprovalView, now: datetime) -> list[Callable[[], object]]:
    return [
        lambda: decide(asked, now, by=STRANGER),
        lambda: use(asked, now, by=STRANGER),
        lambda: decide_approval(
            approval="apv_none", approve=True, by=SUPERVISOR, now=now, request_id="x"
        ),
    ]


def test_the_staff_of_another_issuer_sees_and_decides_nothing(now: datetime) -> None:
    asked = ask(now)

    assert queries.approvals(STRANGER) == []
    for attempt in attempts(asked, now):
        with pytest.raises(UnknownApproval):
            attempt()
    with pytest.raises(InPerson):
        ask(now, by=STRANGER, request_id="another")
