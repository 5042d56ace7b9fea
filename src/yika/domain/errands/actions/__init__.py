"""Every way an errand can change. One engine drives all kinds of errand on all faces."""

from yika.domain.errands.actions.begin_errand import begin_errand
from yika.domain.errands.actions.expire_errand import expire_errand
from yika.domain.errands.actions.hand_over import hand_over
from yika.domain.errands.actions.note_trouble import note_trouble
from yika.domain.errands.actions.pick_up import pick_up
from yika.domain.errands.actions.prepare_step import prepare_step
from yika.domain.errands.actions.skip_step import skip_step
from yika.domain.errands.actions.take_step import take_step
from yika.domain.errands.actions.undo_step import undo_step
from yika.domain.errands.actions.withdraw_errand import withdraw_errand

__all__ = [
    "begin_errand",
    "expire_errand",
    "hand_over",
    "note_trouble",
    "pick_up",
    "prepare_step",
    "skip_step",
    "take_step",
    "undo_step",
    "withdraw_errand",
]
