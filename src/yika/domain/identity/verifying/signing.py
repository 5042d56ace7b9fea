"""What lies on the customer's screen, how the person confirmed it, and who took it all down."""

from datetime import datetime, timedelta
from typing import Final

from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.review.states import GIVING, Act
from yika.domain.identity.verifying.checking import pictures
from yika.domain.identity.verifying.folder import Folder
from yika.domain.identity.verifying.replacing import drop
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, ActorKind, Channel

SHOWN_FOR: Final = timedelta(minutes=10)
AT_HAND_FOR: Final = timedelta(minutes=30)
TAKEN_DOWN: Final = frozenset({Act.PICTURE_ADDED, Act.FIELDS_GIVEN})


def is_shown(folder: Folder, by: Actor, now: datetime) -> bool:
    """Whether this clerk has just handed it over, and nothing has happened since."""
    last = folder.turns[-1] if folder.turns else None
    if last is None or (last.act, last.by) != (Act.SHOWN.value, by.id):
        return False
    return folder.state in GIVING and now < last.at + SHOWN_FOR


def signed(folder: Folder) -> str:
    """How the person confirmed the details as they stand; empty where he has not."""
    for turn in reversed(folder.turns):
        if turn.act == Act.FIELDS_GIVEN.value:
            return ""
        if turn.act == Act.SIGNED.value:
            return turn.detail
    return ""


def drop_signature(folder: Folder, *, now: datetime) -> None:
    """What was signed is no longer what stands there."""
    for row in pictures(folder):
        if row.side == Side.SIGNATURE.value:
            drop(row, now=now)


def has_at_hand(folder: Folder, by: Actor, now: datetime) -> bool:
    """Whether this clerk took it all down himself a moment ago, with the paper in his hand."""
    if by.kind is not ActorKind.STAFF or by.channel is not Channel.COUNTER:
        return False
    done = [turn for turn in folder.turns if turn.act in TAKEN_DOWN]
    his = all(turn.by == by.id and now < turn.at + AT_HAND_FOR for turn in done)
    may = by.may(Right.IDENTITY_SERVE, folder.row.issuer)
    return bool(done) and his and may and folder.state in GIVING
