"""Who is behind a token, and where a person is signed in."""

from dataclasses import dataclass
from datetime import datetime

from yika.domain.people.models import SignIn
from yika.domain.people.queries.holders import holder_view
from yika.domain.people.rules import UnknownHolder
from yika.domain.people.rules import sign_ins as rules
from yika.domain.people.rules.views import HolderView
from yika.domain.staff.queries import standing
from yika.domain.staff.rules import Standing
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who has signed in: a holder with his own things, or a member of staff with his standing.

    Staff have no standing before the second factor, and none when they have no role any more.
    """

    login: str
    handle: str
    sign_in: str
    channel: Channel
    holder: HolderView | None
    standing: Standing | None
    second_factor: bool
    old_secret: bool
    seen_at: datetime

    def actor(self, channel: Channel) -> Actor:
        """This person as the one who acts through a door, with what he may do there now."""
        if self.holder:
            return Actor(ActorKind.HOLDER, self.holder.id, channel)
        if self.standing is None:
            raise rules.NotSignedIn
        return Actor(
            ActorKind.STAFF,
            self.login,
            channel,
            issuer=self.standing.issuer,
            outlet=self.standing.outlet or "",
            rights=frozenset(map(str, self.standing.rights)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInView:
    """One place where a person is signed in."""

    id: str
    channel: Channel
    device: str
    begun_at: datetime
    seen_at: datetime


def who(token: str, *, now: datetime) -> Who | None:
    """The person whose token this is; None when the sign-in has ended or never was."""
    found = SignIn.objects.of_token(token).select_related("login", "login__holder").first()
    if found is None or not found.is_open(now) or not found.login.is_active:
        return None
    login, is_staff = ids.show("login", found.login.id), found.channel in rules.STAFF_CHANNELS
    holder = getattr(found.login, "holder", None)
    return Who(
        login=login,
        handle=found.login.handle,
        sign_in=str(found),
        channel=Channel(found.channel),
        holder=holder_view(holder, now=now) if holder and not is_staff else None,
        standing=standing(login) if is_staff and not found.is_pending else None,
        second_factor=found.second_factor_at is not None,
        old_secret=rules.is_old(found.login.password_set_at, now),
        seen_at=found.seen_at,
    )


def sign_ins(login: str, *, now: datetime) -> list[SignInView]:
    """Where a person is signed in now, the place used last first."""
    rows = SignIn.objects.filter(login=ids.read("login", login), ends_at__gt=now)
    return [
        _view(row) for row in rows.order_by("-seen_at") if row.is_open(now) and not row.is_pending
    ]


def sign_ins_of(holder: str) -> list[SignInView]:
    """Every sign-in of a holder that is still on record, ended ones too, the newest first.

    For the copy of his data: nobody else is asked for here.
    """
    try:
        rows = SignIn.objects.filter(login__holder=ids.read("hld", holder))
    except ValueError as error:
        raise UnknownHolder from error
    return [_view(row) for row in rows.order_by("-created_at")]


def _view(row: SignIn) -> SignInView:
    return SignInView(
        id=str(row),
        channel=Channel(row.channel),
        device=row.device,
        begun_at=row.created_at,
        seen_at=row.seen_at,
    )
