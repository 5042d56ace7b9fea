"""What is accepted about organizations. Pure: no database, no clock."""

from yika.domain.organizations.rules.codes import normal_code
from yika.domain.organizations.rules.refusals import (
    CardOfAPerson,
    CodeTaken,
    InPerson,
    LetterOver,
    NotYourPart,
    OrganizationRequestReused,
    OwnLetter,
    PersonNotProven,
    UnknownMandate,
    UnknownOrganization,
    UnknownUser,
)
from yika.domain.organizations.rules.standing import Act, Role, check_act
from yika.domain.organizations.rules.terms import Letter, is_good
from yika.domain.organizations.rules.views import (
    ActingView,
    MandateView,
    OrganizationView,
    UserView,
)

__all__ = [
    "Act",
    "ActingView",
    "CardOfAPerson",
    "CodeTaken",
    "InPerson",
    "Letter",
    "LetterOver",
    "MandateView",
    "NotYourPart",
    "OrganizationRequestReused",
    "OrganizationView",
    "OwnLetter",
    "PersonNotProven",
    "Role",
    "UnknownMandate",
    "UnknownOrganization",
    "UnknownUser",
    "UserView",
    "check_act",
    "is_good",
    "normal_code",
]
