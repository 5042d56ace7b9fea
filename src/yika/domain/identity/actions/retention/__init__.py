"""Every way data is held, forgotten, copied for its owner, or destroyed when its time is over."""

from yika.domain.identity.actions.retention.ask_copy import MAKE, ask_copy
from yika.domain.identity.actions.retention.ask_erasure import ERASE, ask_erasure
from yika.domain.identity.actions.retention.end_erasure import (
    finish_erasure,
    held_wish,
    hinder_erasure,
    say_farewell,
)
from yika.domain.identity.actions.retention.erase_identity import (
    erase_pictures,
    follow_withdrawal,
    forget_copies,
)
from yika.domain.identity.actions.retention.gate import destroying
from yika.domain.identity.actions.retention.keep_copy import keep_copy
from yika.domain.identity.actions.retention.lift_hold import lift_hold
from yika.domain.identity.actions.retention.open_copy import open_copy
from yika.domain.identity.actions.retention.place_hold import place_hold
from yika.domain.identity.actions.retention.set_keeping_time import set_keeping_time
from yika.domain.identity.actions.retention.sweeps import (
    sweep_consents,
    sweep_copies,
    sweep_fields,
    sweep_names,
    sweep_pictures,
    sweep_ties,
    sweep_unused,
)
from yika.domain.identity.actions.retention.take_back_erasure import take_back_erasure

__all__ = [
    "ERASE",
    "MAKE",
    "ask_copy",
    "ask_erasure",
    "destroying",
    "erase_pictures",
    "finish_erasure",
    "follow_withdrawal",
    "forget_copies",
    "held_wish",
    "hinder_erasure",
    "keep_copy",
    "lift_hold",
    "open_copy",
    "place_hold",
    "say_farewell",
    "set_keeping_time",
    "sweep_consents",
    "sweep_copies",
    "sweep_fields",
    "sweep_names",
    "sweep_pictures",
    "sweep_ties",
    "sweep_unused",
    "take_back_erasure",
]
