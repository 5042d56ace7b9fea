"""Of whom among the staff it was noted which person he is, and how many of his family."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from yika.domain.identity.models import StaffTie
from yika.domain.staff.queries import colleague, staff_of
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Tied:
    """A member of staff: whether it is noted who he is, and how many of his family are."""

    login: str
    himself: bool = False
    family: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """One note: himself or of his family, since when. Of whom it is, nobody can read."""

    id: str
    family: bool
    since: datetime


def noted_ties(login: str, *, by: Actor) -> list[Tie]:
    """Each of one colleague, the oldest first; before whom `ties_of` is."""
    if by.id != login:
        colleague(login, by)
    rows = StaffTie.objects.filter(login=login).order_by("since", "id")
    return [Tie(ids.show("tie", row.id), row.family, row.since) for row in rows]


def ties_of(login: str, *, by: Actor) -> Tied:
    """One of them: before himself, and before who manages or audits the staff of his issuer."""
    if by.id != login:
        colleague(login, by)
    return _tied([login])[login]


def reviewers(*, by: Actor) -> list[Tied]:
    """All who decide about real names at the actor's issuer, the longest there first."""
    found = [one.standing for one in staff_of(by)]
    logins = [one.login for one in found if Right.IDENTITY_REVIEW in one.rights]
    tied = _tied(logins)
    return [tied[login] for login in logins]


def _tied(logins: list[str]) -> dict[str, Tied]:
    rows = StaffTie.objects.filter(login__in=logins).order_by().values_list("login")
    counted = rows.annotate(
        himself=Count("id", filter=Q(family=False)), family=Count("id", filter=Q(family=True))
    )
    known = {login: Tied(login, bool(himself), family) for login, himself, family in counted}
    return {login: known.get(login, Tied(login)) for login in logins}
