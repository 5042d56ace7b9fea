"""What may stand in the journal, and how long the outbox and the due work keep trying."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from yika.kit.errors import Conflict, Unavailable, gettext_noop

STREAM = "journal"  # the name of the journal's chain of seals

EVENT = re.compile(r"[a-z]+(?:[_-][a-z0-9]+)*\.[a-z]+(?:[_-][a-z0-9]+)*")
KIND_MAX = 64
KEY_MAX = 64
REFERENCE_MAX = 128
FACTS_MAX = 8_192  # bytes; the journal says what happened, it is not a store of documents

# What a person is called, where he lives and how he is reached stands encrypted elsewhere, so
# that it can be erased. The guard looks at keys, not at values: a key is the same in every run,
# so a mistake shows in the first test, while a value that looks like a telephone number could
# stop an honest action on one day of the year.
PERSONAL = frozenset(
    {
        *("address", "birth_date", "birthday", "document_number", "email", "family_name"),
        *("full_name", "given_name", "id_number", "mobile", "password", "phone", "photo", "pin"),
    }
)

LEASE = timedelta(minutes=5)  # far longer than any way out takes to answer or to time out
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
PATIENCE = timedelta(days=3)

ERROR_MAX = 200
DIGITS = re.compile(r"\d(?:[ .-]?\d){4,}")
MAIL_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")


class ParcelState(StrEnum):
    """Where something that must leave stands.

    Unknown: handed over, but nobody can say whether it arrived. It is sent again, with the same
    reference, like one that waits. Too late: nobody was served by it any more, so it was dropped.
    """

    WAITING = "waiting"
    UNKNOWN = "unknown"
    SENT = "sent"
    GIVEN_UP = "given-up"
    TOO_LATE = "too-late"


TO_SEND = (ParcelState.WAITING.value, ParcelState.UNKNOWN.value)
NOT_SENT = (ParcelState.WAITING, ParcelState.UNKNOWN, ParcelState.GIVEN_UP)
AT_REST = (ParcelState.SENT.value, ParcelState.GIVEN_UP.value, ParcelState.TOO_LATE.value)


class NotGivenUp(Conflict):
    """Only what the worker has stopped trying can be put back in the queue by hand."""

    code = "outbox.not_given_up"
    wording = gettext_noop("{parcel} is not given up, it is {state}: there is nothing to retry.")


class TooLate(Conflict):
    """Nothing of it was kept, for it was of use for a short time only."""

    code = "outbox.too_late"
    wording = gettext_noop("{parcel} was of use for a short time only: nothing is left to send.")


class OutOfTime(Unavailable):
    """It was not sent, because nobody is served by it any more."""

    def __init__(self) -> None:
        super().__init__("too late to be of use", permanent=True)


def check_event(event: str) -> None:
    """A programming error if an event is not named in the form `card.closed`."""
    if not EVENT.fullmatch(event):
        raise ValueError(f"{event!r} is no event name; write it like card.closed")


def check_facts(**columns: Mapping[str, object]) -> None:
    """A programming error if something cannot be kept exactly, is too big, or names a person."""
    for name, facts in columns.items():
        for where, value in _leaves(facts, name):
            _check_leaf(where, value)
    size = len(json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode())
    if size > FACTS_MAX:
        raise ValueError(f"a journal entry of {size} bytes; at most {FACTS_MAX} fit")


def check_text(name: str, text: str, *, longest: int) -> None:
    """A programming error if a column could not hold the text the same way on every database."""
    if len(text) > longest:
        raise ValueError(f"{name} has {len(text)} characters; at most {longest} fit")
    _check_leaf(name, text)


def _leaves(value: object, where: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _check_key(where, key)
            yield from _leaves(inner, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _leaves(inner, f"{where}[{place}]")
    else:
        yield where, value


def _check_key(where: str, key: object) -> None:
    if not isinstance(key, str):
        raise TypeError(f"{where}: the key {key!r} is not a text")
    if key.lower() in PERSONAL:
        raise ValueError(f"{where}.{key}: personal data does not go here; refer to its row")
    _check_leaf(f"{where}.{key}", key)


def _check_leaf(where: str, value: object) -> None:
    """Only what comes back from both databases as it went in: a float may not."""
    if not (value is None or isinstance(value, bool | int | str)):
        raise TypeError(f"{where}: a {type(value).__name__} is not kept exactly; write it as text")
    if isinstance(value, str) and ("\0" in value or not _is_unicode(value)):
        raise ValueError(f"{where}: {value!r} holds what no database keeps")


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def pause(attempts: int, *, jitter: float) -> timedelta:
    """How long to wait after so many failed attempts: doubling, in the upper half of its span.

    `jitter` is a random number from 0 to 1. It keeps what failed together from coming back
    together.
    """
    doublings = min(attempts - 1, 20)
    longest = min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
    return longest * (0.5 + jitter / 2)


def next_attempt(
    *,
    attempts: int,
    failing_since: datetime,
    now: datetime,
    jitter: float,
    valid_until: datetime | None = None,
) -> datetime | None:
    """When to try again, or to drop what is too late by then; None after too many days."""
    due_at = now + pause(attempts, jitter=jitter)
    if valid_until:
        due_at = min(due_at, max(valid_until, now))
    return due_at if due_at - failing_since <= PATIENCE else None


def state_after(trouble: Exception, *, before: ParcelState, too_long: bool) -> ParcelState:
    """Where a parcel stands after an attempt that did not succeed.

    Only a way out that says "not taken" is believed; anything else may have arrived. What may
    have arrived once stays unknown, whatever a later attempt says.
    """
    if not isinstance(trouble, Unavailable):
        state = ParcelState.UNKNOWN
    elif trouble.permanent:
        state = ParcelState.GIVEN_UP
    else:
        state = before
    return ParcelState.GIVEN_UP if too_long else state


def masked(error: str) -> str:
    """The reason for a failure, short, without the numbers and addresses a partner may repeat."""
    text = " ".join(error.split())
    text = DIGITS.sub("•••", MAIL_ADDRESS.sub("•••@•••", text))
    return text if len(text) <= ERROR_MAX else text[: ERROR_MAX - 1] + "…"
