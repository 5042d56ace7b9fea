"""Card stock: how many cards at once, how a delivery is counted, what needs a second person."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from yika.domain.staff.rules import digest
from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop

BATCH_MAX: Final = 100_000
COUNTED_MAX: Final = 1_000_000
DESTROY_MAX: Final = 500
DESTROY_ALONE_MAX: Final = 5
"""More cards than this are destroyed only after a second person has agreed."""

DESTRUCTION: Final = "cards.destroy"
"""The kind of approval that this needs."""


class DeliveryState(StrEnum):
    """A delivery that differs waits until somebody has found out which cards are missing."""

    ON_THE_WAY = "on_the_way"
    RECEIVED = "received"
    DIFFERS = "differs"
    SETTLED = "settled"


class NoNumbers(Refusal):
    code = "stock.no_numbers"
    wording = gettext_noop(
        "{product} does not say how its cards are numbered. Give its next edition a [number]."
    )


class CountOutOfRange(Refusal):
    code = "stock.count_out_of_range"
    wording = gettext_noop("At least one and at most {most} cards at once.")


class UnknownBatch(NotFound):
    code = "stock.unknown_batch"
    wording = gettext_noop("There is no such batch here.")


class UnknownDelivery(NotFound):
    code = "stock.unknown_delivery"
    wording = gettext_noop("There is no such delivery here.")


class UnknownPlace(NotFound):
    code = "stock.unknown_place"
    wording = gettext_noop("There is no such place in this list. Begin at its first page.")


class NotSoMany(Refusal):
    code = "stock.not_so_many"
    wording = gettext_noop("Only {left} cards of this batch are left to send.")


class NotInBatch(Refusal):
    code = "stock.not_in_batch"
    wording = gettext_noop("These numbers are not a range of this batch.")


class TooManyForPaper(Refusal):
    code = "stock.too_many_for_paper"
    wording = gettext_noop("At most {most} cards are drawn at once. Choose a part, or the table.")


class AlreadyCounted(Conflict):
    code = "stock.already_counted"
    wording = gettext_noop("This delivery has been counted and is in stock.")


class NothingToSettle(Conflict):
    code = "stock.nothing_to_settle"
    wording = gettext_noop("The count of this delivery does not differ, so nothing is to settle.")


class MissingUnnamed(Refusal):
    code = "stock.missing_unnamed"
    wording = gettext_noop(
        "The count differs by {difference}, and {named} cards are named as missing. "
        "Name each missing card; without one, count the delivery again."
    )


class OtherOutlet(Refusal):
    code = "stock.other_outlet"
    wording = gettext_noop("This is done at the outlet where the cards are.")


class ApprovalNeeded(Refusal):
    code = "stock.approval_needed"
    wording = gettext_noop(
        "More than {alone} cards are destroyed only after a second person has agreed."
    )


class CardRequestReused(Conflict):
    code = "card.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


def check_count(count: int, *, most: int) -> None:
    if not 1 <= count <= most:
        raise CountOutOfRange(most=most)


def check_counted(counted: int) -> None:
    if not 0 <= counted <= COUNTED_MAX:
        raise CountOutOfRange(most=COUNTED_MAX)


def state_after_count(*, sent: int, counted: int) -> DeliveryState:
    """Whether a blind count agrees with what was sent."""
    return DeliveryState.RECEIVED if sent == counted else DeliveryState.DIFFERS


def check_countable(state: DeliveryState) -> None:
    """A count may be repeated as long as it differs, never once the cards are in stock."""
    if state in {DeliveryState.RECEIVED, DeliveryState.SETTLED}:
        raise AlreadyCounted


def check_settlement(
    state: DeliveryState, *, sent: int, counted: int | None, missing: Sequence[str]
) -> None:
    """Cards that are short must be named one by one; cards too many are none of this delivery."""
    if state is not DeliveryState.DIFFERS or counted is None:
        raise NothingToSettle
    short = max(sent - counted, 0)
    if len(set(missing)) != short:
        raise MissingUnnamed(difference=counted - sent, named=len(set(missing)))


def needs_second_person(count: int) -> bool:
    return count > DESTROY_ALONE_MAX


def destruction(cards: Sequence[str], reason: str) -> tuple[str, str]:
    """The subject and the digest under which a second person approves that cards are destroyed."""
    wanted = sorted(set(cards))
    return wanted[0], digest({"cards": wanted, "reason": reason})
