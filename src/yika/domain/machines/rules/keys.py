"""What an API key may hold, and what its text looks like."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from yika.domain.machines.rules.machines import check_name, new_token
from yika.domain.staff.rules import IN_PERSON, Right, digest
from yika.kit.actor import Actor
from yika.kit.errors import Conflict, Fault, Invalid, NotFound, Refusal, gettext_noop

SCOPES: Final = frozenset(Right) - IN_PERSON
"""The rights that a program may hold."""

APPROVAL_KIND: Final = "key.make"
"""What a second person is asked for when a key is to hold more than its maker."""

SCOPES_EXPECTED = gettext_noop("expected at least one right that a program may hold")
EXPIRY_EXPECTED = gettext_noop("expected a time that is still to come, or none")


class UnknownKey(NotFound):
    code = "key.unknown"
    wording = gettext_noop("There is no API key {key}.")


class KeyAlreadyShown(Conflict):
    code = "key.already_shown"
    wording = gettext_noop(
        "This request already made a key, and a key is shown only once. Revoke it and make another."
    )


class BeyondYourRights(Refusal):
    code = "key.beyond_your_rights"
    wording = gettext_noop(
        "A key may do what you may do. For more ({rights}) a second person has to approve it."
    )


def new_key(*, test: bool) -> str:
    """The text of a key, which is shown once; its beginning tells programs that find one lost."""
    return f"yk_{'test' if test else 'live'}_{new_token()}"


def check_key(
    *, name: str, scopes: Collection[str], expires_at: datetime | None, now: datetime
) -> None:
    """Invalid, naming every fault, when there must not be such a key."""
    check_name(name)
    faults = [
        Fault("scopes", scope, SCOPES_EXPECTED) for scope in sorted(set(scopes) - set(SCOPES))
    ]
    if not scopes:
        faults.append(Fault("scopes", "", SCOPES_EXPECTED))
    if expires_at is not None and expires_at <= now:
        faults.append(Fault("expires_at", "", EXPIRY_EXPECTED))
    if faults:
        raise Invalid(faults)


def beyond(scopes: Collection[str], *, by: Actor, issuer: str) -> list[str]:
    """Which of these its maker does not hold himself."""
    return sorted(str(scope) for scope in scopes if not by.may(scope, issuer))


def digest_of_key(*, issuer: str, name: str, scopes: Collection[str], test: bool) -> str:
    """What a second person approves when a key is to hold more than its maker."""
    facts = {"issuer": issuer, "name": name, "scopes": sorted(scopes), "test": test}
    return digest(facts)
