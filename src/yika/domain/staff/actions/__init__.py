"""Every way roles can change, and how two people agree on something."""

from yika.domain.staff.actions.ask_approval import ask_approval
from yika.domain.staff.actions.decide_approval import decide_approval
from yika.domain.staff.actions.end_role import end_membership, end_role
from yika.domain.staff.actions.grant_role import grant_role
from yika.domain.staff.actions.move_staff import move_staff
from yika.domain.staff.actions.use_approval import use_approval

__all__ = [
    "ask_approval",
    "decide_approval",
    "end_membership",
    "end_role",
    "grant_role",
    "move_staff",
    "use_approval",
]
