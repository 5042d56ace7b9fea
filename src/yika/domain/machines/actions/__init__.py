"""Every way machines and API keys can change."""

from yika.domain.machines.actions.add_machine import add_machine
from yika.domain.machines.actions.beat import beat, note_key_used
from yika.domain.machines.actions.claim_answer import claim_answer
from yika.domain.machines.actions.issue_pairing_code import Pairing, issue_pairing_code
from yika.domain.machines.actions.keep_answer import keep_answer, release_answer, sweep_answers
from yika.domain.machines.actions.make_key import Made, make_key
from yika.domain.machines.actions.pair_machine import Paired, pair_machine
from yika.domain.machines.actions.revoke_key import revoke_key
from yika.domain.machines.actions.revoke_machine import revoke_machine

__all__ = [
    "Made",
    "Paired",
    "Pairing",
    "add_machine",
    "beat",
    "claim_answer",
    "issue_pairing_code",
    "keep_answer",
    "make_key",
    "note_key_used",
    "pair_machine",
    "release_answer",
    "revoke_key",
    "revoke_machine",
    "sweep_answers",
]
