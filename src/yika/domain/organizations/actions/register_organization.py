"""Takes down an organization that wants cards, with the person who is responsible for it."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.organizations.mandating import Visit, check_takes, legible, let_act
from yika.domain.organizations.models import Organization
from yika.domain.organizations.queries import organization_view
from yika.domain.organizations.rules import refusals
from yika.domain.organizations.rules.codes import normal_code
from yika.domain.organizations.rules.standing import Role
from yika.domain.organizations.rules.terms import Letter, normal_name
from yika.domain.organizations.rules.views import OrganizationView
from yika.domain.people.actions import register_body
from yika.kit import ids
from yika.kit.actor import Actor


def register_organization(
    *,
    name: str,
    code: str,
    language: str,
    responsible: str,
    letter: Letter,
    by: Actor,
    now: datetime,
    request_id: str,
) -> OrganizationView:
    """Make an organization a holder; cards are given to it and activated for it as for others.

    The responsible person has proven to this issuer who he is, and whoever does it has seen the
    original of his letter. Safe to repeat.
    """
    check_takes(by, responsible)
    name, code = normal_name(name), normal_code(code)
    return _register(
        (name, code, language), responsible, legible(letter), Visit(by, now, request_id)
    )


@transaction.atomic
def _register(
    what: tuple[str, str, str],
    responsible: str,
    letter: Letter,
    visit: Visit,
) -> OrganizationView:
    by, now, request_id = visit.by, visit.now, visit.request_id
    name, code, language = what
    request = ids.request_key(request_id)
    if seen := Organization.objects.filter(created_by_request=request).first():
        if (seen.issuer, seen.name, seen.code) != (by.issuer, name, code):
            raise refusals.OrganizationRequestReused
        return organization_view(seen, now=now)

    if Organization.objects.filter(issuer=by.issuer, code=code).exists():
        raise refusals.CodeTaken

    holder = register_body(name=name, language=language, by=by, now=now, request_id=request_id)
    row = Organization(
        id=ids.read("hld", holder),
        issuer=by.issuer,
        name=name,
        code=code,
        registered_at=now,
        registered_by=by.id,
        created_by_request=request,
    )
    row.save(force_insert=True)
    mandate = let_act(row, responsible, Role.RESPONSIBLE, letter, visit=visit)
    record(
        "organization.registered",
        subject=holder,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"responsible": responsible, "mandate": str(mandate)},
    )
    return organization_view(row, now=now)
