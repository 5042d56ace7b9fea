"""Every way an errand can change. One engine drives all kinds of errand on all faces."""

from yika.domain.errands.actions.begin_errand import begin_errand
from yika.domain.errands.actions.by_itself.expire_errand import expire_errand
from yika.domain.errands.actions.by_itself.follow_verification import follow_verification
from yika.domain.errands.actions.hand_over import hand_over
from yika.domain.errands.actions.note_trouble import (
    forget_failed_begins,
    note_trouble,
    sweep_failed_begins,
)
from yika.domain.errands.actions.pick_up import pick_up
from yika.domain.errands.actions.prepare_step import prepare_step
from yika.domain.errands.actions.skip_step import skip_step
from yika.domain.errands.actions.take_step import take_step
from yika.domain.errands.actions.undo_step import undo_step
from yika.domain.errands.actions.withdraw_errand import withdraw_errand

__all__ = [
    "begin_errand",
    "expire_errand",
    "follow_verification",
    "forget_failed_begins",
    "hand_over",
    "note_trouble",
    "pick_up",
    "prepare_step",
    "skip_step",
    "sweep_failed_begins",
    "take_step",
    "undo_step",
    "withdraw_errand",
]
