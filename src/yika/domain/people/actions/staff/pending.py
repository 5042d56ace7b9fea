"""The time between the password and the second factor."""

from datetime import datetime

from yika.domain.journal.actions import record
from yika.domain.people.actions.sign_in.himself import himself
from yika.domain.people.actions.sign_in.open_sign_in import SignedIn, new_token
from yika.domain.people.models import Login, SignIn
from yika.domain.people.rules import sign_ins as rules
from yika.domain.people.rules.sign_ins import Way
from yika.domain.vault.actions import forget_tries, spend_try
from yika.kit import ids
from yika.kit.actor import Actor, Channel

SECOND_FACTOR = "people.second-factor"


def find_pending(token: str, *, now: datetime) -> SignIn:
    """The sign-in that waits for its second factor; NotSignedIn when this token has none."""
    row = SignIn.objects.of_token(token).select_related("login").first()
    if row is None or not row.is_pending or not row.is_open(now) or not row.login.is_active:
        raise rules.NotSignedIn
    return row


def spend_guess(login: Login, *, now: datetime) -> None:
    """Take one of the guesses at a second factor; refused when there are none left now."""
    spend_try(
        scope=SECOND_FACTOR,
        subject=str(login.pk),
        allowance=rules.SECOND_FACTOR_TRIES,
        now=now,
    )


def forget_guesses(login: Login) -> None:
    forget_tries(scope=SECOND_FACTOR, subject=str(login.pk))


def complete(pending: SignIn, *, way: Way, by: Actor, now: datetime, request_id: str) -> SignedIn:
    """Open the door, in the caller's transaction: from now on under another token.

    The one before may have been seen by whoever only knew the password.
    """
    row = SignIn.objects.select_for_update(of=("self",)).select_related("login").get(pk=pending.pk)
    if not row.is_pending or not row.is_open(now):
        raise rules.NotSignedIn  # given twice at the same moment

    token = new_token()
    row.token = rules.digest(token)
    row.second_factor_at = row.seen_at = now
    row.ends_at = now + rules.lifetime(Channel(row.channel)).longest
    row.save(update_fields=["token", "second_factor_at", "seen_at", "ends_at"])

    forget_guesses(row.login)
    person = himself(row.login, by.channel)
    record(
        "people.signed_in",
        subject=person.id,
        issuer=person.issuer,
        by=person,
        now=now,
        request_id=request_id,
        facts={"sign_in": str(row), "way": way},
    )
    return SignedIn(token=token, sign_in=str(row), login=person.id)


def note_refused(login: Login, *, way: Way, by: Actor, now: datetime, request_id: str) -> None:
    """Put a wrong second factor in the journal: whoever gave it knows the password."""
    record(
        "people.second_factor_refused",
        subject=ids.show("login", login.pk),
        issuer=himself(login, by.channel).issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"way": way},
    )
