"""Registers the people that lines of a file name, each of them once."""

from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from yika.domain.imports import staging
from yika.domain.imports.models import Import, StagedLine
from yika.domain.imports.rules.reading.people import Holder
from yika.domain.imports.staging import Span
from yika.domain.people.actions import register_holder
from yika.domain.vault.queries import keyring
from yika.kit import blind, ids
from yika.kit.actor import Actor

LANGUAGE: Final = "zh-hans"  # nobody asked them yet; each may change it


def register_holders(row: Import, span: Span, *, by: Actor, now: datetime) -> None:
    """Note beside each line of a span the holder whom it names.

    Nobody who was registered before is given a card because a line has his phone number: what
    the file says is not proven. Who has several cards in the file is registered once.
    """
    registered: dict[Holder, UUID] = {}
    for line in staging.staged(row, span):
        who = staging.named_in(row, line)
        if who is None:
            continue
        if who not in registered:
            registered[who] = _register(row, who, by=by, now=now)
        StagedLine.objects.filter(file=row, line=line.line).update(holder=registered[who])


def _register(row: Import, who: Holder, *, by: Actor, now: datetime) -> UUID:
    """The request is made of the person, by a keyed hash: the journal learns nothing from it."""
    person = blind.index(keyring(), "import-holder", who.written().decode()).hex()
    holder = register_holder(
        name=who.name,
        language=LANGUAGE,
        phone=who.phone,
        email=who.email,
        by=replace(by, issuer=row.issuer),  # who gets to know him thereby
        now=now,
        request_id=f"{row}:{person}",
    )
    return ids.read("hld", holder)
