"""Freeze, open again or close an account."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal import actions as journal
from yika.domain.ledger import queries, rules
from yika.domain.ledger.rules import State
from yika.domain.ledger.stores import wait_for_postings
from yika.kit.actor import Actor


@transaction.atomic
def change_state(
    *, account: str, state: State, reason: str, by: Actor, now: datetime, request_id: str
) -> None:
    """Set what may move at an account. Closing is for good, and only when it is empty.

    Safe to repeat.
    """
    if not queries.has_floor(account):
        wait_for_postings()  # which read such an account without locking it
    row = queries.lock_account(account)
    if row.state == state:
        return
    if row.state == State.CLOSED:
        raise rules.AccountClosed
    balance = queries.balance(account) if state is State.CLOSED else None
    if balance or row.held:
        raise rules.AccountNotEmpty(balance=balance)

    before, row.state = row.state, state
    row.save(update_fields=["state"])
    journal.record(
        "ledger.account_state_changed",
        subject=account,
        by=by,
        now=now,
        request_id=request_id,
        issuer=row.heading.book.code,
        before={"state": before},
        after={"state": state},
        facts={"reason": reason},
    )
