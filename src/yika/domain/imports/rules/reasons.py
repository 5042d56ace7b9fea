"""What can be wrong with one line of a file, and how that is told."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from yika.kit.errors import gettext_noop


class Reason(StrEnum):
    """The value is a stable code, as it stands in the file of refused lines."""

    BROKEN = "broken"
    CELLS = "cells"
    NUMBER_MISSING = "number-missing"
    NUMBER_ROUNDED = "number-rounded"
    NUMBER_FORM = "number-form"
    NUMBER_SERIES = "number-series"
    NUMBER_CHECK = "number-check"
    NUMBER_TWICE = "number-twice"
    NUMBER_TAKEN = "number-taken"
    STATE_UNKNOWN = "state-unknown"
    OUTLET_UNKNOWN = "outlet-unknown"
    OUTLET_NOT_STOCK = "outlet-not-stock"
    DAY_FORM = "day-form"
    AMOUNT_FORM = "amount-form"
    AMOUNT_FRACTION = "amount-fraction"
    AMOUNT_ABOVE = "amount-above"
    AMOUNT_BELOW = "amount-below"
    NAME_MISSING = "name-missing"
    NAME_FORM = "name-form"
    PHONE_FORM = "phone-form"
    EMAIL_FORM = "email-form"
    HOLDER_IN_STOCK = "holder-in-stock"


WORDINGS: Final[Mapping[Reason, str]] = {
    Reason.BROKEN: gettext_noop("The quotation marks of this line do not fit together."),
    Reason.CELLS: gettext_noop("This line has another number of columns than the first line."),
    Reason.NUMBER_MISSING: gettext_noop("There is no card number."),
    Reason.NUMBER_ROUNDED: gettext_noop(
        "The spreadsheet has rounded this number. Format the column as text before saving."
    ),
    Reason.NUMBER_FORM: gettext_noop("A card number has digits only."),
    Reason.NUMBER_SERIES: gettext_noop(
        "Numbers of this kind of card have another length or another beginning."
    ),
    Reason.NUMBER_CHECK: gettext_noop(
        "The check digit does not fit: a digit is wrong, or two are swapped."
    ),
    Reason.NUMBER_TWICE: gettext_noop("The same number stands in line {other}."),
    Reason.NUMBER_TAKEN: gettext_noop("There is already a card with this number."),
    Reason.STATE_UNKNOWN: gettext_noop("This is not a state in which a card can be taken over."),
    Reason.OUTLET_UNKNOWN: gettext_noop("The issuer has no outlet with this code."),
    Reason.OUTLET_NOT_STOCK: gettext_noop("Only a card in stock lies at an outlet."),
    Reason.DAY_FORM: gettext_noop("This is not a day. Write it like 2030-07-31."),
    Reason.AMOUNT_FORM: gettext_noop("This is not an amount. Write plain digits, like 12.50."),
    Reason.AMOUNT_FRACTION: gettext_noop("This amount is finer than the smallest coin."),
    Reason.AMOUNT_ABOVE: gettext_noop("This purse cannot hold so much."),
    Reason.AMOUNT_BELOW: gettext_noop("This purse cannot be so far below zero."),
    Reason.NAME_MISSING: gettext_noop("A holder needs a name."),
    Reason.NAME_FORM: gettext_noop("This is not a name."),
    Reason.PHONE_FORM: gettext_noop("This is not a phone number."),
    Reason.EMAIL_FORM: gettext_noop("This is not an e-mail address."),
    Reason.HOLDER_IN_STOCK: gettext_noop("A card in stock has no holder yet."),
}

VALUE_MAX: Final = 60


class Fault(NamedTuple):
    """What is wrong in one cell. The value is empty where the cell is about a person.

    `other` is the line with which it does not agree, where there is one.
    """

    line: int
    column: str
    reason: Reason
    value: str = ""
    other: int | None = None
