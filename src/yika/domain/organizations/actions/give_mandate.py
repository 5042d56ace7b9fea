"""Lets a person act for an organization, by a letter that he has brought."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.organizations.mandating import Visit, check_takes, hold, legible, let_act
from yika.domain.organizations.models import Mandate
from yika.domain.organizations.queries import organization_view
from yika.domain.organizations.rules import refusals
from yika.domain.organizations.rules.standing import WITH_LETTER, Role
from yika.domain.organizations.rules.terms import Letter
from yika.domain.organizations.rules.views import OrganizationView
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import Fault, Invalid, gettext_noop

ROLE_EXPECTED = gettext_noop("a responsible person or a deputy")


def give_mandate(
    *,
    organization: str,
    person: str,
    role: str,
    letter: Letter,
    by: Actor,
    now: datetime,
    request_id: str,
) -> OrganizationView:
    """Take a letter of authority, or a newer one. A new responsible person replaces the old.

    The person has proven to this issuer who he is. Safe to repeat.
    """
    check_takes(by, person)
    if role not in WITH_LETTER:
        raise Invalid([Fault("role", "", ROLE_EXPECTED)])
    return _give(organization, (person, Role(role)), legible(letter), Visit(by, now, request_id))


@transaction.atomic
def _give(
    organization: str,
    who: tuple[str, Role],
    letter: Letter,
    visit: Visit,
) -> OrganizationView:
    by, now, request_id = visit.by, visit.now, visit.request_id
    row = hold(organization, by=by)
    seen = Mandate.objects.filter(created_by_request=ids.request_key(request_id)).first()
    if seen is not None:
        if (seen.organization_id, ids.show("hld", seen.person), seen.role) != (row.pk, *who):
            raise refusals.OrganizationRequestReused
        return organization_view(row, now=now)

    mandate = let_act(row, *who, letter, visit=visit)
    record(
        "organization.mandate_given",
        subject=organization,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"holder": who[0], "role": who[1].value, "mandate": str(mandate)},
    )
    return organization_view(row, now=now)
