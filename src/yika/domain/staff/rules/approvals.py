"""When something is agreed by two: the one who asks never decides, and it is good for one use."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from yika.domain.staff.rules.rights import Right
from yika.kit.actor import Actor, ActorKind, check_may
from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop
from yika.kit.seals import canonical

KIND_MAX: Final = 64
SUBJECT_MAX: Final = 64
DIGEST_LENGTH: Final = 64

DECIDE_WITHIN: Final = timedelta(days=7)
USE_WITHIN: Final = timedelta(days=1)


class Outcome(StrEnum):
    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """What was asked, by whom, and how it was decided. Persons are public ids of logins."""

    id: str
    kind: str
    subject: str
    issuer: str
    digest: str
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    outcome: Outcome
    decided_by: str | None
    decided_at: datetime | None
    used_at: datetime | None


class UnknownApproval(NotFound):
    code = "approval.unknown"
    wording = gettext_noop("There is no request for approval {approval}.")


class InPerson(Refusal):
    code = "approval.in_person"
    wording = gettext_noop("Only people who work here can ask for an approval or decide on it.")


class SamePerson(Refusal):
    code = "approval.same_person"
    wording = gettext_noop("You asked for this yourself. Ask a second person to decide.")


class AlreadyDecided(Conflict):
    code = "approval.already_decided"
    wording = gettext_noop("This was decided already.")


class NotApproved(Refusal):
    code = "approval.not_approved"
    wording = gettext_noop("This is not approved. A second person has to approve it first.")


class ApprovalExpired(Refusal):
    code = "approval.expired"
    wording = gettext_noop("The time for this approval is over. Ask for it again.")


class ApprovalUsed(Conflict):
    code = "approval.used"
    wording = gettext_noop("This approval was used already. It is good for one time only.")


class OtherContent(Refusal):
    code = "approval.other_content"
    wording = gettext_noop("This is not what was approved. Ask for approval of what it is now.")


class ApprovalRequestReused(Conflict):
    code = "approval.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


def digest(content: Mapping[str, object]) -> str:
    """Stands for exactly this content. Whatever must not change behind an approval belongs in it.

    It is no secret: leave out what could be guessed and must not be known, such as a PIN.
    """
    return hashlib.sha256(canonical(content)).hexdigest()


def check_asking(by: Actor, issuer: str) -> None:
    if by.kind is not ActorKind.STAFF or not by.sees(issuer):
        raise InPerson


def check_deciding(approval: ApprovalView, *, by: Actor, now: datetime) -> None:
    """Refuse unless this person may decide on it now."""
    if by.kind is not ActorKind.STAFF:
        raise InPerson
    check_may(by, Right.APPROVALS_DECIDE, approval.issuer)
    if by.id == approval.asked_by:
        raise SamePerson
    if approval.outcome is not Outcome.OPEN:
        raise AlreadyDecided
    if now >= approval.expires_at:
        raise ApprovalExpired


def check_same(approval: ApprovalView, *, kind: str, subject: str, digest: str) -> None:
    """Refuse unless exactly this was asked."""
    if (approval.kind, approval.subject, approval.digest) != (kind, subject, digest):
        raise OtherContent


def check_use(approval: ApprovalView, *, now: datetime) -> None:
    """Refuse unless it was approved, is not spent, and its time is not over."""
    if approval.outcome is not Outcome.APPROVED:
        raise NotApproved
    if approval.used_at:
        raise ApprovalUsed
    if now >= approval.expires_at:
        raise ApprovalExpired
