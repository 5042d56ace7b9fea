"""Opens a door for somebody who has proven who he is."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.sign_in.himself import himself, holder_of
from yika.domain.people.actions.tell import tell
from yika.domain.people.models import Contact, Login, SignIn
from yika.domain.people.rules import RequestReused
from yika.domain.people.rules import sign_ins as rules
from yika.domain.people.rules.sign_ins import Way
from yika.kit import ids
from yika.kit.actor import Actor

TOKEN_LENGTH = len(secrets.token_urlsafe(rules.TOKEN_BYTES))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who has come in. `new` when he became a holder by doing so.

    Whoever shows `token` is that person until the sign-in ends. `browser` opens nothing: kept by
    a holder's browser for a year, it only tells that he has been here before.
    """

    token: str = field(repr=False)
    sign_in: str
    login: str
    holder: str = ""
    browser: str = field(default="", repr=False)
    new: bool = False


def open_sign_in(
    login: Login,
    *,
    way: Way,
    device: str,
    browser: str,
    contact: Contact | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> SignedIn:
    """Let a holder in through the door of `by`, in the caller's transaction.

    A browser that he has not used before is told to him, but not at the `contact` that he has
    just read a code at. The same `request_id` gives the same sign-in again, under another token;
    the caller has proven him again.
    """
    if by.channel in rules.STAFF_CHANNELS:
        raise ValueError(f"holders do not sign in at {by.channel}")
    token, kept = new_token(), browser if _is_ours(browser) else new_token()
    row = new_row(login, token, device=device, by=by, now=now, request_id=request_id)
    row.ends_at = now + rules.lifetime(by.channel).longest
    row.browser = rules.digest(kept)
    is_new_browser = _is_new_browser(row)
    row, is_seen = stored(row)
    if not is_seen:
        record(
            "people.signed_in",
            subject=ids.show("login", login.id),
            by=himself(login, by.channel),
            now=now,
            request_id=request_id,
            facts={"sign_in": str(row), "way": way, "new_browser": is_new_browser},
        )
        if is_new_browser:
            _tell(row, but=contact)
    return SignedIn(
        token=token,
        sign_in=str(row),
        login=ids.show("login", login.id),
        holder=holder_of(login),
        browser=kept,
    )


def new_token() -> str:
    """256 random bits, so that nobody needs to slow down who tries to guess it."""
    return secrets.token_urlsafe(rules.TOKEN_BYTES)


def new_row(
    login: Login, token: str, *, device: str, by: Actor, now: datetime, request_id: str
) -> SignIn:
    """A sign-in that is not stored yet. A closed login never gets one."""
    if not login.is_active:
        raise rules.LoginClosed
    return SignIn(
        login=login,
        token=rules.digest(token),
        channel=by.channel,
        device=rules.visible(device, longest=rules.DEVICE_MAX),
        created_at=now,
        seen_at=now,
        created_by_request=ids.request_key(request_id),
    )


def stored(row: SignIn) -> tuple[SignIn, bool]:
    """The row as kept, and whether the same request had made it before.

    What was made just before goes on under the new token: of the old one only a hash is left.
    What has become more since, by a second factor, or has ended is never handed out again.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        seen = SignIn.objects.filter(created_by_request=row.created_by_request).first()
        if seen is None:
            raise
        same = SignIn.objects.filter(
            pk=seen.pk,
            login=row.login,
            channel=row.channel,
            second_factor_at=None,
            created_at__gt=row.created_at - rules.REPEATED_WITHIN,
            ends_at__gt=row.created_at,
        )
        if not same.update(token=row.token):
            raise RequestReused from error
        return seen, True
    return row, False


def _is_new_browser(row: SignIn) -> bool:
    """Whether the person may wonder who that was. Nobody wonders about the first time of all."""
    known = SignIn.objects.filter(login=row.login, browser=row.browser).exists()
    return not known and row.login.created_at < row.created_at


def _tell(row: SignIn, *, but: Contact | None) -> None:
    tell(
        row.login.holder,
        template="new-device",
        facts={"device": row.device or "?"},
        reference=f"{row}.new-device",
        now=row.created_at,
        but=but,
    )


def _is_ours(browser: str) -> bool:
    return len(browser) == TOKEN_LENGTH and browser.isascii()
