"""Ends the ties of staff who work here no more, and those to people nobody knows any more."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from yika.domain.identity.models import ProvenIdentity, StaffTie
from yika.domain.people.queries import find_holder_of_login
from yika.domain.staff.queries import standing
from yika.domain.vault.actions.drop_portion import drop_portion
from yika.domain.vault.rules.portions import Portion
from yika.kit import ids


def sweep_ties(*, spared: frozenset[UUID], now: datetime, dry_run: bool) -> Portion:  # noqa: ARG001  it ends with the work
    """Delete what was noted of members of staff who have left, and of their families."""
    logins = StaffTie.objects.order_by().values_list("login", flat=True).distinct()
    left = [login for login in logins if standing(login) is None and not _is_held(login, spared)]
    known = ProvenIdentity.objects.filter(holder__in=spared, person_index__isnull=False)
    rows = StaffTie.objects.filter(login__in=left).exclude(
        person_index__in=known.values("person_index")
    )
    return drop_portion(rows, since="since", dry_run=dry_run)


def people_of(rows: "QuerySet[ProvenIdentity]") -> frozenset[bytes]:
    """The blind indexes of whose names these are."""
    found = rows.filter(person_index__isnull=False).values_list("person_index", flat=True)
    return frozenset(bytes(one) for one in found if one)


def end_ties_to(people: Collection[bytes]) -> int:
    """End the ties to those of these people whom nobody has proven any more; how many.

    In the caller's transaction, once the names behind these indexes were destroyed.
    """
    still = ProvenIdentity.objects.filter(person_index__in=people)
    known = people_of(still)
    return StaffTie.objects.filter(person_index__in=set(people) - known).delete()[0]


def _is_held(login: str, spared: frozenset[UUID]) -> bool:
    holder = find_holder_of_login(login)
    return holder is not None and ids.read("hld", holder) in spared
