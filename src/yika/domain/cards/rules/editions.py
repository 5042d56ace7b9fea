"""When an edition of a product may be proposed and approved. Pure: no database, no clock."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, ActorKind, check_may
from yika.kit.errors import Conflict, Fault, Invalid, NotFound, Refusal, gettext_noop
from yika.products.product import CardProduct

ISSUER: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
ISSUER_MAX: Final = 48
ISSUER_EXPECTED: Final = gettext_noop(
    "expected the short name of an issuer, such as harbor-transit: "
    "small letters, digits and single dashes, 48 at most"
)


class UnknownEdition(NotFound):
    code = "product.unknown_edition"
    wording = gettext_noop("{issuer} has no edition {edition} of {product}.")


class NotInForce(NotFound):
    code = "product.not_in_force"
    wording = gettext_noop("{issuer} has no edition of {product} in force on {on}.")


class EditionTaken(Conflict):
    code = "product.edition_taken"
    wording = gettext_noop(
        "Edition {edition} of {product} is stored already and never changes. "
        "Give a changed product the number {next}."
    )


class RequestReused(Conflict):
    code = "product.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class AlreadyApproved(Conflict):
    code = "product.already_approved"
    wording = gettext_noop("Edition {edition} of {product} is already approved.")


class NotNextEdition(Refusal):
    code = "product.not_next_edition"
    wording = gettext_noop("The next edition of {product} is {next}, not {edition}.")


class PassedOver(Refusal):
    code = "product.passed_over"
    wording = gettext_noop(
        "Edition {later} of {product} is approved, so edition {edition} no longer can be. "
        "Propose its content again under the next number."
    )


class NotByStaff(Refusal):
    code = "product.not_by_staff"
    wording = gettext_noop("An edition is approved by a member of staff, in person.")


class SamePerson(Refusal):
    code = "product.same_person"
    wording = gettext_noop("You proposed this edition. Ask a second person to approve it.")


class ContentChanged(Refusal):
    code = "product.content_changed"
    wording = gettext_noop(
        "What is stored as edition {edition} of {product} is not what was proposed. "
        "Do not use it; tell whoever looks after the database."
    )


class EffectiveInPast(Refusal):
    code = "product.effective_in_past"
    wording = gettext_noop("{on} is past. Choose today, {today}, or a later day.")


class EffectiveTooEarly(Refusal):
    code = "product.effective_too_early"
    wording = gettext_noop(
        "Edition {earlier} takes effect on {since}. A later edition cannot take effect before it."
    )


class UnitChanged(Refusal):
    code = "product.unit_changed"
    wording = gettext_noop(
        "The purse {purse} is kept in {kept} since edition {since}, so it cannot be in {given}. "
        "Give the new purse another name."
    )


@dataclass(frozen=True, slots=True)
class Edition:
    """One stored edition of a product."""

    id: str
    issuer: str
    product: CardProduct
    digest: str
    effective_on: date
    proposed_by: str
    proposed_at: datetime
    approved_by: str | None
    approved_at: datetime | None

    @property
    def number(self) -> int:
        return self.product.edition

    @property
    def facts(self) -> dict[str, object]:
        """What the journal keeps of it: enough to find any later change of the stored row."""
        return {
            "product": self.product.code,
            "edition": self.number,
            "digest": self.digest,
            "effective_on": self.effective_on.isoformat(),
        }


def check_issuer(issuer: str) -> None:
    if not ISSUER.fullmatch(issuer) or len(issuer) > ISSUER_MAX:
        raise Invalid([Fault("issuer", "", ISSUER_EXPECTED)])


def check_right(by: Actor, right: Right, issuer: str) -> None:
    """Refuse staff of an issuer without the right. At the command line nobody acts for one."""
    if by.issuer:
        check_may(by, right, issuer)


def check_proposal(
    product: CardProduct, *, stored: Sequence[Edition], effective_on: date, today: date
) -> None:
    """Refuse what can never be approved. `stored` are the editions of this product so far."""
    following = max((edition.number for edition in stored), default=0) + 1
    facts = {"product": product.code, "edition": product.edition, "next": following}
    if product.edition < following:
        raise EditionTaken(**facts)
    if product.edition != following:
        raise NotNextEdition(**facts)
    _check_day(effective_on, stored=stored, today=today)
    _check_units(product, stored=stored)


def check_approval(proposed: Edition, *, stored: Sequence[Edition], by: Actor, today: date) -> None:
    """Refuse anybody but a second person, and whatever has become wrong since the proposal."""
    facts = {"product": proposed.product.code, "edition": proposed.number}
    if proposed.approved_at:
        raise AlreadyApproved(**facts)
    if by.kind != ActorKind.STAFF:
        raise NotByStaff
    if by.id == proposed.proposed_by:
        raise SamePerson
    later = [edition.number for edition in _approved(stored) if edition.number > proposed.number]
    if later:
        raise PassedOver(later=max(later), **facts)
    _check_day(proposed.effective_on, stored=stored, today=today)
    _check_units(proposed.product, stored=stored)


def in_force(stored: Sequence[Edition], *, on: date) -> Edition | None:
    """The approved edition under which cards are sold on a day."""
    begun = [edition for edition in _approved(stored) if edition.effective_on <= on]
    return max(begun, key=lambda edition: edition.number, default=None)


def _check_day(effective_on: date, *, stored: Sequence[Edition], today: date) -> None:
    if effective_on < today:
        raise EffectiveInPast(on=effective_on, today=today)
    for earlier in _approved(stored):
        if effective_on < earlier.effective_on:
            raise EffectiveTooEarly(earlier=earlier.number, since=earlier.effective_on)


def _check_units(product: CardProduct, *, stored: Sequence[Edition]) -> None:
    """The books keep all purses of one name together, and units never mix."""
    kept = {
        purse.name: (purse.unit, edition.number)
        for edition in sorted(_approved(stored), key=lambda edition: -edition.number)
        for purse in edition.product.purses
    }
    for purse in product.purses:
        unit, since = kept.get(purse.name, (purse.unit, 0))
        if purse.unit != unit:
            raise UnitChanged(purse=purse.name, kept=unit, since=since, given=purse.unit)


def _approved(stored: Sequence[Edition]) -> list[Edition]:
    return [edition for edition in stored if edition.approved_at]
