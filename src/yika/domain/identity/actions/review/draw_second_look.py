"""Draws some of the confirmations, by chance, for another reviewer to look at again."""

from datetime import datetime
from typing import Final

from django.db import transaction

from yika.domain.identity.models import SecondLook
from yika.domain.identity.rules.review.policy import is_drawn
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.verifying.folder import Visit, note, open_folder
from yika.domain.vault.queries import keyring
from yika.kit import blind
from yika.kit.actor import WORKER

CHANCE: Final = "second-look"


@transaction.atomic
def draw_second_look(*, key: str, now: datetime) -> datetime | None:
    """Draw it or not. Called by the worker once the confirmation counts; the key names it.

    The chance is a keyed hash: told twice it is the same, and nobody who confirms can foretell
    it. What was drawn before, or was undone since, is not drawn.
    """
    folder = open_folder(key, by=WORKER, lock=True)
    row = folder.row
    if folder.state is not State.APPROVED:
        return None
    if SecondLook.objects.filter(verification=row).exists():
        return None
    chance = blind.index(keyring(), CHANCE, f"{folder.id}:{row.attempt}")
    if not is_drawn(folder.policy, chance):
        return None

    SecondLook.objects.create(
        verification=row, issuer=row.issuer, approved_by=row.decided_by, drawn_at=now
    )
    note("identity.second_look_drawn", folder, Visit(WORKER, now, f"draw:{key}"))
    return None
