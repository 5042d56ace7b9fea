"""Sees to it that a person no longer acts for an organization."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.organizations.mandating import end, hold
from yika.domain.organizations.models import Mandate
from yika.domain.organizations.queries import check_for, key, organization_view
from yika.domain.organizations.rules import refusals
from yika.domain.organizations.rules.standing import Act
from yika.domain.organizations.rules.views import OrganizationView
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may


@transaction.atomic
def end_mandate(*, mandate: str, by: Actor, now: datetime, request_id: str) -> OrganizationView:
    """End a mandate at once: by staff, the responsible person, or who acts by it.

    Safe to repeat.
    """
    found = Mandate.objects.filter(pk=key("mandate", mandate)).first()
    if found is None:
        raise refusals.UnknownMandate
    organization = ids.show("hld", found.organization_id)
    row = hold(organization, by=by)
    found = row.mandates.get(pk=found.pk)
    _check(found, by, now)
    if found.ended_at is not None:
        return organization_view(row, now=now)

    end(found, by=by, now=now)
    record(
        "organization.mandate_ended",
        subject=organization,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"mandate": mandate, "holder": ids.show("hld", found.person)},
    )
    return organization_view(row, now=now)


def _check(mandate: Mandate, by: Actor, now: datetime) -> None:
    row = mandate.organization
    if by.kind is not ActorKind.HOLDER:
        check_may(by, Right.PEOPLE_REGISTER, row.issuer)
    elif by.person != ids.show("hld", mandate.person):
        check_for(by, row, Act.END_MANDATES, now=now)
