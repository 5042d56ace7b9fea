"""Every way an organization, its letters of authority or the users of its cards can change."""

from yika.domain.organizations.actions.end_mandate import end_mandate
from yika.domain.organizations.actions.give_mandate import give_mandate
from yika.domain.organizations.actions.letters import show_letter, sweep_letters
from yika.domain.organizations.actions.register_organization import register_organization
from yika.domain.organizations.actions.users import add_user, end_user, forget_uses

__all__ = [
    "add_user",
    "end_mandate",
    "end_user",
    "forget_uses",
    "give_mandate",
    "register_organization",
    "show_letter",
    "sweep_letters",
]
