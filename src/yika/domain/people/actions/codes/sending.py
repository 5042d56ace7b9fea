"""Sends one code to where it is to go; whoever asks decides where that is."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import record
from yika.domain.messages.actions import send_message
from yika.domain.messages.rules import Recipient
from yika.domain.people.actions.codes.goal import Goal
from yika.domain.people.actions.codes.try_code import SENT, code_mac
from yika.domain.people.actions.tell import WAYS
from yika.domain.people.models import Proof
from yika.domain.people.queries.codes import sent_view
from yika.domain.people.rules import RequestReused, codes, offered_language
from yika.domain.people.rules.codes import ProofView, Purpose
from yika.domain.vault.actions import check_tries, spend_try
from yika.domain.vault.rules.tries import TooManyTries
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind
from yika.kit.seals import MAC_BYTES

SENT_FOR = "people.code.sent-for"
SENT_FROM = "people.code.sent-from"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a code is asked for: its purpose, where it is to go, and what it is about."""

    purpose: Purpose
    goal: Goal
    about: str = ""
    language: str


def send_to(
    wish: Wish, *, address: str, by: Actor, now: datetime, request_id: str, facts: dict[str, Any]
) -> ProofView:
    """Send a code in this transaction, counted for the contact, the holder and the network.

    Safe to repeat: the same `request_id` is one code.
    """
    request = ids.request_key(request_id)
    if seen := _seen(request, wish):
        return seen

    try:
        _spend(wish.goal, by=by, address=address, now=now)
    except TooManyTries:
        # A double click meets its own first half here.
        if seen := _seen(request, wish):
            return seen
        raise

    row, code = _row(wish, now=now)
    row.created_by_request = request
    _store(row)
    _send(row, code, wish.goal, issuer=by.issuer)

    record(
        "people.code_sent",
        subject=str(row),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"purpose": wish.purpose, "way": wish.goal.kind} | facts,
    )
    return sent_view(row)


def _seen(request: UUID, wish: Wish) -> ProofView | None:
    """What this request sent before. The same request id for something else is refused."""
    row = Proof.objects.filter(created_by_request=request).first()
    if row is None:
        return None
    asked = (wish.purpose, wish.goal.kind, wish.goal.value, wish.about)
    if (row.purpose, row.kind, row.told("value"), row.about) != asked:
        raise RequestReused
    return sent_view(row)


def _spend(goal: Goal, *, by: Actor, address: str, now: datetime) -> None:
    spend_try(scope=SENT, subject=goal.name, allowance=codes.SENDS_TO_CONTACT, now=now)
    if goal.holder and goal.counts_for_holder:
        spend_try(
            scope=SENT_FOR,
            subject=str(goal.holder),
            allowance=codes.SENDS_FOR_HOLDER,
            now=now,
        )
    if by.kind is not ActorKind.SYSTEM:
        spend_try(
            scope=SENT_FROM,
            subject=codes.origin(by, address),
            allowance=codes.sends_from(by),
            now=now,
        )


def _row(wish: Wish, *, now: datetime) -> tuple[Proof, str]:
    goal = wish.goal
    row = Proof(
        purpose=wish.purpose,
        kind=goal.kind,
        holder=goal.holder,
        about=wish.about,
        language=offered_language(wish.language),
        sent_at=now,
        again_at=_again_at(goal, now),
        expires_at=now + codes.LIFE,
    )
    row.keep("value", goal.value)
    code = f"{secrets.randbelow(10**codes.DIGITS):0{codes.DIGITS}}"
    row.mac = code_mac(row.id, code)
    if not goal.arrives:
        row.mac = row.mac[:2] + secrets.token_bytes(MAC_BYTES)  # no code leads to it
    return row, code


def _store(row: Proof) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise RequestReused from error


def _again_at(goal: Goal, now: datetime) -> datetime:
    try:
        check_tries(scope=SENT, subject=goal.name, allowance=codes.SENDS_TO_CONTACT, now=now)
    except TooManyTries as refused:
        return now + timedelta(seconds=int(str(refused.facts["wait_seconds"])))
    return now


def _send(row: Proof, code: str, goal: Goal, *, issuer: str) -> None:
    """Put the message into the outbox; for a code to nobody, do the same work and take it back."""
    owner = goal.owner
    with transaction.atomic():
        send_message(
            template="code",
            to=Recipient(
                holder=str(owner or goal.holder or ""),
                way=WAYS[goal.kind],
                address=goal.value,
                language=row.language,
                phrase=owner.told("phrase") if owner else "",
            ),
            facts={
                "purpose": row.purpose,
                "code": code,
                "minutes": str(codes.LIFE // timedelta(minutes=1)),
            },
            reference=str(row),
            issuer=issuer,
            now=row.sent_at,
            valid_until=row.expires_at,
        )
        if not goal.arrives:
            transaction.set_rollback(True)
