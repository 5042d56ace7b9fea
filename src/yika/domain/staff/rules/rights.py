"""What people who work for an issuer may do, and which roles give them which of it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Right(StrEnum):
    """One thing that somebody may do at an issuer; checked by `kit.actor.check_may`."""

    PEOPLE_SEARCH = "people.search"
    PEOPLE_REGISTER = "people.register"
    PEOPLE_REVEAL = "people.reveal"
    PEOPLE_RESET = "people.reset"
    CARDS_VIEW = "cards.view"
    CARDS_HAND_OUT = "cards.hand_out"
    CARDS_STOCK = "cards.stock"
    CARDS_DESTROY = "cards.destroy"
    CARDS_MAKE = "cards.make"
    CARDS_IMPORT = "cards.import"
    CARDS_BLOCK = "cards.block"
    CARDS_REPORT_LOSS = "cards.report_loss"
    PIN_UNLOCK = "pin.unlock"
    ERRANDS_SERVE = "errands.serve"
    ERRANDS_VIEW = "errands.view"
    APPLICATIONS_VIEW = "applications.view"
    APPLICATIONS_SERVE = "applications.serve"
    ENQUIRIES_VIEW = "enquiries.view"
    ENQUIRIES_ANSWER = "enquiries.answer"
    IDENTITY_VIEW = "identity.view"
    IDENTITY_SERVE = "identity.serve"
    IDENTITY_REVIEW = "identity.review"
    IDENTITY_REVEAL = "identity.reveal"
    QUEUE_SERVE = "queue.serve"
    OUTLETS_MANAGE = "outlets.manage"
    STAFF_MANAGE = "staff.manage"
    MACHINES_MANAGE = "machines.manage"
    KEYS_MANAGE = "keys.manage"
    PRODUCTS_PROPOSE = "products.propose"
    PRODUCTS_APPROVE = "products.approve"
    APPROVALS_DECIDE = "approvals.decide"
    MESSAGES_VIEW = "messages.view"
    AUDIT_VIEW = "audit.view"
    DATA_MANAGE = "data.manage"
    CAMPAIGNS_MANAGE = "campaigns.manage"
    VISITS_SERVE = "visits.serve"


class Role(StrEnum):
    """What somebody is employed as."""

    TELLER = "teller"
    SUPERVISOR = "supervisor"
    REVIEWER = "reviewer"
    OPERATOR = "operator"
    AUDITOR = "auditor"


VIEWING = frozenset(
    {
        Right.PEOPLE_SEARCH,
        Right.CARDS_VIEW,
        Right.ERRANDS_VIEW,
        Right.APPLICATIONS_VIEW,
        Right.ENQUIRIES_VIEW,
        Right.IDENTITY_VIEW,
        Right.MESSAGES_VIEW,
        Right.AUDIT_VIEW,
    }
)
"""Rights that change nothing and unmask nobody."""

IN_PERSON = frozenset(
    {
        Right.PEOPLE_REVEAL,
        Right.IDENTITY_REVIEW,
        Right.IDENTITY_REVEAL,
        Right.STAFF_MANAGE,
        Right.MACHINES_MANAGE,
        Right.KEYS_MANAGE,
        Right.PRODUCTS_APPROVE,
        Right.APPROVALS_DECIDE,
        Right.DATA_MANAGE,
        Right.CAMPAIGNS_MANAGE,
        Right.VISITS_SERVE,
    }
)
"""Rights that no program may hold: somebody has to answer for each use."""

_TELLER = frozenset(
    {
        Right.PEOPLE_SEARCH,
        Right.PEOPLE_REGISTER,
        Right.PEOPLE_REVEAL,
        Right.PEOPLE_RESET,
        Right.CARDS_VIEW,
        Right.CARDS_HAND_OUT,
        Right.CARDS_STOCK,
        Right.CARDS_BLOCK,
        Right.CARDS_REPORT_LOSS,
        Right.PIN_UNLOCK,
        Right.ERRANDS_SERVE,
        Right.ERRANDS_VIEW,
        Right.APPLICATIONS_VIEW,
        Right.APPLICATIONS_SERVE,
        Right.ENQUIRIES_VIEW,
        Right.ENQUIRIES_ANSWER,
        Right.IDENTITY_VIEW,
        Right.IDENTITY_SERVE,
        Right.QUEUE_SERVE,
        Right.VISITS_SERVE,
    }
)

ROLES: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.TELLER: _TELLER,
        Role.SUPERVISOR: _TELLER
        | {
            Right.CARDS_DESTROY,
            Right.IDENTITY_REVIEW,
            Right.IDENTITY_REVEAL,
            Right.OUTLETS_MANAGE,
            Right.STAFF_MANAGE,
            Right.MACHINES_MANAGE,
            Right.PRODUCTS_APPROVE,
            Right.APPROVALS_DECIDE,
            Right.MESSAGES_VIEW,
            Right.AUDIT_VIEW,
            Right.DATA_MANAGE,
            Right.CAMPAIGNS_MANAGE,
        },
        Role.REVIEWER: frozenset(
            {
                Right.PEOPLE_SEARCH,
                Right.PEOPLE_REVEAL,
                Right.CARDS_VIEW,
                Right.ERRANDS_VIEW,
                Right.APPLICATIONS_VIEW,
                Right.ENQUIRIES_VIEW,
                Right.ENQUIRIES_ANSWER,
                Right.IDENTITY_VIEW,
                Right.IDENTITY_REVIEW,
                Right.IDENTITY_REVEAL,
                Right.CAMPAIGNS_MANAGE,
                Right.PRODUCTS_APPROVE,
                Right.APPROVALS_DECIDE,
                Right.MESSAGES_VIEW,
            }
        ),
        Role.OPERATOR: frozenset(
            {
                Right.CARDS_VIEW,
                Right.CARDS_STOCK,
                Right.CARDS_DESTROY,
                Right.CARDS_MAKE,
                Right.CARDS_IMPORT,
                Right.ERRANDS_VIEW,
                Right.APPLICATIONS_VIEW,
                Right.APPLICATIONS_SERVE,
                Right.ENQUIRIES_VIEW,
                Right.OUTLETS_MANAGE,
                Right.STAFF_MANAGE,
                Right.MACHINES_MANAGE,
                Right.KEYS_MANAGE,
                Right.PRODUCTS_PROPOSE,
                Right.MESSAGES_VIEW,
            }
        ),
        Role.AUDITOR: frozenset(
            {
                Right.CARDS_VIEW,
                Right.ERRANDS_VIEW,
                Right.APPLICATIONS_VIEW,
                Right.ENQUIRIES_VIEW,
                Right.IDENTITY_VIEW,
                Right.MESSAGES_VIEW,
                Right.AUDIT_VIEW,
            }
        ),
    }
)


def rights_of(roles: Iterable[Role]) -> frozenset[str]:
    """All that somebody with these roles may do, as `Actor.rights` wants it."""
    return frozenset(right.value for role in roles for right in ROLES[role])
