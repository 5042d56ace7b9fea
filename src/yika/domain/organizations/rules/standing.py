"""As what somebody acts for an organization, and what he may do as that."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from yika.domain.organizations.rules.refusals import NotYourPart
from yika.kit.errors import gettext_noop

ROLE_MAX: Final = 16


class Role(StrEnum):
    """The responsible person and the deputies have a letter; a user has a card in his hands."""

    RESPONSIBLE = "responsible"
    DEPUTY = "deputy"
    USER = "user"


class Act(StrEnum):
    LOOK = "look"
    FREEZE = "freeze"
    REPORT_LOSS = "report-loss"
    SERVE = "serve"
    NAME_USERS = "name-users"
    END_MANDATES = "end-mandates"


WITH_LETTER: Final = frozenset({Role.RESPONSIBLE, Role.DEPUTY})

MAY: Final[Mapping[Role, frozenset[Act]]] = MappingProxyType(
    {
        Role.RESPONSIBLE: frozenset(Act),
        Role.DEPUTY: frozenset(Act) - {Act.END_MANDATES},
        Role.USER: frozenset({Act.LOOK, Act.FREEZE, Act.REPORT_LOSS}),
    }
)
"""Whoever uses a card may stop it, and nothing that would let it go again or cost anything."""

ROLE_WORDS: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.RESPONSIBLE: gettext_noop("Responsible person"),
        Role.DEPUTY: gettext_noop("Deputy"),
        Role.USER: gettext_noop("User of a card"),
    }
)


def check_act(role: Role, act: Act) -> None:
    """Refuse what is not for somebody in this role."""
    if act not in MAY[role]:
        raise NotYourPart
