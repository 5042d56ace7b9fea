"""The number of eighteen characters that a citizen keeps for life, and its three relatives.

Six digits of a region, eight of the day of birth, three of a sequence and a check character
(ISO 7064 MOD 11-2). Residence permits begin with 81, 82 or 83, foreigners' with 9.
"""

import re
from datetime import date
from typing import Final

from yika.domain.identity.rules.documents import NumberRule, Sex
from yika.domain.identity.rules.numbers.finding import NumberFinding, find_day, is_lifetime
from yika.domain.identity.rules.reasons import Reason

LENGTH: Final = 18
OLD_LENGTH: Final = 15
CHECK_CHARACTERS: Final = "10X98765432"
WEIGHTS: Final = tuple(2 ** (LENGTH - 1 - place) % 11 for place in range(LENGTH - 1))
BIRTH: Final = slice(6, 14)
SEQUENCE_LAST: Final = 16
REGION: Final = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71")
BEGINNINGS: Final = {
    NumberRule.CITIZEN: re.compile(r"(?!8[123])[0-8]"),
    NumberRule.RESIDENCE_PERMIT: re.compile(r"8[123]0000"),
    NumberRule.FOREIGN_PERMIT: re.compile(r"9"),
}


def check_character(first: str) -> str:
    """The last character that belongs behind these seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def upgraded(old: str) -> str:
    """The number that somebody with one of fifteen digits, born in 19.., has today."""
    first = f"{old[:6]}19{old[6:]}"
    return first + check_character(first)


def judge_citizen(number: str, rule: NumberRule, today: date) -> NumberFinding:
    """What this number says, already in its normal form."""
    wrong = _wrong(number, rule, today)
    if wrong:
        return NumberFinding(number, wrong)
    foreign = rule is NumberRule.FOREIGN_PERMIT
    known = rule is not NumberRule.CITIZEN or bool(REGION.match(number))
    male = int(number[SEQUENCE_LAST]) % 2
    return NumberFinding(
        number,
        odd=() if known else (Reason.NUMBER_REGION_UNKNOWN,),
        birth=number[BIRTH],
        sex=Sex.MALE if male else Sex.FEMALE,
        binding=not foreign,
    )


def _wrong(number: str, rule: NumberRule, today: date) -> Reason | None:
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return _not_eighteen(number)
    if not BEGINNINGS[rule].match(number):
        return Reason.NUMBER_OTHER_DOCUMENT
    born_on = find_day(number[BIRTH])
    if born_on is None or not is_lifetime(born_on, today):
        return Reason.NUMBER_BIRTH_DATE
    if check_character(number[:-1]) != number[-1]:
        return Reason.NUMBER_CHECKSUM
    return None


def _not_eighteen(number: str) -> Reason:
    if re.fullmatch(r"[0-9]{15}", number):
        return Reason.NUMBER_FIFTEEN_DIGITS
    characters = re.fullmatch(r"[0-9]*X?", number)
    return Reason.NUMBER_LENGTH if characters else Reason.NUMBER_CHARACTERS
