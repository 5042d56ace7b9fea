"""How the command line shows a product, what would change in it, and what that would do."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.utils.translation import gettext
from rich.table import Table

from yika.domain.cards.queries import PurseEffect
from yika.domain.cards.rules import Edition
from yika.kit.errors import gettext_noop
from yika.products.difference import Change, Effect
from yika.products.product import CardProduct
from yika.products.tables.purse import Purse
from yika.products.tables.table import Words
from yika.products.tables.validity import Validity
from yika.site.cli import frame

NOTHING = "–"
EFFECTS = {
    Effect.TIGHTER: gettext_noop("tighter"),
    Effect.LOOSER: gettext_noop("looser"),
    Effect.NEUTRAL: gettext_noop("neutral"),
}


def data(product: CardProduct, edition: Edition | None = None) -> dict[str, object]:
    """A product as data; with the edition it is stored as, if it is."""
    return {
        "product": product.code,
        "edition": product.edition,
        "name": _both(product.name),
        "validity": product.validity and product.validity.model_dump(exclude_none=True),
        "purses": [
            {
                "name": purse.name,
                "label": _both(purse.label),
                "unit": purse.unit,
                "floor": str(purse.floor),
                "ceiling": str(purse.ceiling),
                "spent": _turn(product, purse),
            }
            for purse in product.purses
        ],
        "stored": edition and stored(edition),
    }


def stored(edition: Edition) -> dict[str, object]:
    """What is known of a stored edition besides its content."""
    return {
        "id": edition.id,
        "issuer": edition.issuer,
        "product": edition.product.code,
        "edition": edition.number,
        "digest": edition.digest,
        "effective_on": edition.effective_on.isoformat(),
        "proposed_by": edition.proposed_by,
        "proposed_at": edition.proposed_at.isoformat(),
        "approved_by": edition.approved_by,
        "approved_at": edition.approved_at and edition.approved_at.isoformat(),
    }


def heading(product: CardProduct, today: date, edition: Edition | None = None) -> str:
    """Who and what a product is, one fact a line."""
    facts = {
        gettext("Product"): f"{product.code}, {product.name.en}, {product.name.zh_hans}",
        gettext("Edition"): product.edition,
        gettext("Valid"): _valid(product.validity, today),
    }
    if edition:
        facts[gettext("Effective")] = edition.effective_on
        facts[gettext("Proposed")] = f"{edition.proposed_at:%Y-%m-%d %H:%M} {edition.proposed_by}"
        facts[gettext("Approved")] = (
            f"{edition.approved_at:%Y-%m-%d %H:%M} {edition.approved_by}"
            if edition.approved_at
            else gettext("not yet")
        )
        facts[gettext("Digest")] = edition.digest
    return "\n".join(f"{name}: {fact}" for name, fact in facts.items())


def purses(product: CardProduct) -> Table:
    """The purses in the order in which use takes from them, with their limits."""
    headings = [
        gettext_noop("Purse"),
        gettext_noop("Label"),
        gettext_noop("Spent"),
        gettext_noop("At least"),
        gettext_noop("At most"),
    ]
    rows = [
        [
            purse.name,
            f"{purse.label.en}, {purse.label.zh_hans}",
            _turn(product, purse) or NOTHING,
            purse.floor,
            purse.ceiling,
        ]
        for purse in product.purses
    ]
    return frame.table(headings, rows)


def changes(found: Sequence[Change]) -> Table | str:
    """What differs, key by key."""
    if not found:
        return gettext("Nothing changes.")
    headings = [
        gettext_noop("Key"),
        gettext_noop("Now"),
        gettext_noop("Planned"),
        gettext_noop("Effect"),
    ]
    rows = [
        [each.key, each.old or NOTHING, each.new or NOTHING, gettext(EFFECTS[each.effect])]
        for each in found
    ]
    return frame.table(headings, rows)


def effects(found: Sequence[PurseEffect], since: date) -> str:
    """How many purses stand, and how many moves went, outside the planned limits."""
    words = gettext_noop(
        "{purse}, {floor} to {ceiling}: "
        "of {purses} purses {purses_below} are below and {purses_above} above; "
        "of {moves} moves since {since} {moves_below} would have been refused below "
        "and {moves_above} above."
    )
    return "\n".join(frame.worded(words, since=since, **facts) for facts in effect_data(found))


def effect_data(found: Sequence[PurseEffect]) -> list[dict[str, object]]:
    """The same as data."""
    return [
        {"purse": each.purse, "floor": str(each.floor), "ceiling": str(each.ceiling)}
        | asdict(each.effect)
        for each in found
    ]


def _turn(product: CardProduct, purse: Purse) -> int | None:
    """When use takes from this purse: first, second … among those of its unit; None for never."""
    order = product.spending_order(purse.unit)
    return order.index(purse) + 1 if purse in order else None


def _valid(validity: Validity | None, today: date) -> str:
    if validity is None:
        return gettext("without a last day")
    if validity.ends_on:
        return frame.worded(gettext_noop("until {day}"), day=validity.ends_on)
    words = gettext_noop("{span} from activation; activated today, until {day}")
    return frame.worded(words, span=validity.lasts, day=validity.last_day(today))


def _both(words: Words) -> dict[str, str]:
    return {"en": words.en, "zh-hans": words.zh_hans}
