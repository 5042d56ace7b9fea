"""Who can be given a role, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from yika.domain.staff.rules.rights import Right, Role, rights_of
from yika.kit.actor import Actor, check_may
from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop


@dataclass(frozen=True, slots=True)
class Standing:
    """For which issuer somebody works, at which outlet (or none), as what, and what he may do."""

    login: str
    issuer: str
    outlet: str
    roles: tuple[Role, ...]
    rights: frozenset[str]


class UnknownStaff(NotFound):
    code = "staff.unknown"
    wording = gettext_noop("Nobody with the login {login} works here.")


class WorksElsewhere(Conflict):
    code = "staff.works_elsewhere"
    wording = gettext_noop("This person works for another issuer. That has to end first.")


class NotYourself(Refusal):
    code = "staff.not_yourself"
    wording = gettext_noop("Nobody changes his own roles. Ask somebody else who may.")


class AuditorsOnlyLook(Refusal):
    code = "staff.auditors_only_look"
    wording = gettext_noop("An auditor has no other role: nobody audits himself.")


class OutletElsewhere(Refusal):
    code = "staff.outlet_elsewhere"
    wording = gettext_noop("The outlet is closed, or it belongs to another issuer.")


def check_managing(by: Actor, *, login: str, issuer: str) -> None:
    """Refuse unless somebody may change the roles of another person at an issuer."""
    check_may(by, Right.STAFF_MANAGE, issuer)
    if by.id == login:
        raise NotYourself


def check_roles(roles: Iterable[Role]) -> None:
    """Refuse what one person must not be at the same time."""
    together = set(roles)
    if Role.AUDITOR in together and len(together) > 1:
        raise AuditorsOnlyLook


def standing(*, login: str, issuer: str, outlet: str, roles: Iterable[str]) -> Standing:
    """What somebody with these roles is and may do; the order of the roles is always the same."""
    held = set(roles)
    known = tuple(role for role in Role if role in held)
    return Standing(login, issuer, outlet, known, rights_of(known))
