"""A zone out of lines, from the front: the end of a line is often outside of the picture."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from yika.domain.identity.rules.documents import Sex
from yika.domain.identity.rules.mrz.digits import (
    AS_DIGITS,
    FILLER,
    check_digit,
    find_birth,
    find_expiry,
    fits,
)
from yika.domain.identity.rules.mrz.lines import with_fillers, zone_lines
from yika.domain.identity.rules.mrz.zone import Form, Zone

SEXES: Final = {
    "M": Sex.MALE,
    "F": Sex.FEMALE,
    FILLER: Sex.UNSPECIFIED,
    "X": Sex.UNSPECIFIED,
}
DAY: Final = r"[0-9OIBS<]{6}"
DIGIT: Final = r"[0-9OIBS<]"
DAYS: Final = rf"(?P<born>{DAY})(?P<born_digit>{DIGIT})(?P<sex>[MFX<])(?P<last>{DAY})"
DAYS_AND_DIGIT: Final = rf"{DAYS}(?P<last_digit>{DIGIT})"
COUNTRY: Final = r"(?P<country>[A-Z]{3}|[A-Z]{2}<|[A-Z]<<|<<<)"
SECOND: Final = re.compile(
    rf"(?P<number>[A-Z0-9<]{{9}})(?P<digit>{DIGIT}){COUNTRY}{DAYS_AND_DIGIT}"
)
CARD_FIRST: Final = re.compile(
    rf"(?P<code>[ACI][A-Z0-9<])(?P<issuer>[A-Z<]{{3}})"
    rf"(?P<number>[A-Z0-9<]{{9}})(?P<digit>{DIGIT})(?P<rest>.*)"
)
CARD_SECOND: Final = re.compile(rf"{DAYS_AND_DIGIT}{COUNTRY}")
NAMES: Final = re.compile(
    r"(?P<code>[PVACI][A-Z0-9<])(?P<issuer>[A-Z<]{3})(?P<names>[A-Z]+<[A-Z0-9<]*)"
)
CARD_WIDTH: Final = 30
WIDTHS: Final = {Form.TD2: 36, Form.TD3: 44, Form.MRV_A: 44, Form.MRV_B: 36}


class Named(NamedTuple):
    """The line of names, as far as there is one."""

    code: str = ""
    issuer: str = ""
    surname: str = ""
    given_names: str = ""
    cut: bool = False


def parse(text: str, *, today: date) -> Zone | None:
    """The zone in these lines, the one whose digits are right if there are several; or None.

    A zone with a wrong digit is given back as well, and says so: it must not be used, but it
    tells apart what was not read from what was not there.
    """
    zones = list(_zones(zone_lines(text), today))
    return min(zones, key=lambda zone: len(zone.wrong), default=None)


def _zones(lines: list[str], today: date) -> Iterator[Zone]:
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        after = lines[place + 1] if place + 1 < len(lines) else ""
        card = _card(before, line, after, today)
        if card:
            yield card
            continue
        for each in with_fillers(line):
            zone = _two_lines(before, each, today)
            if zone and (each == line or _is_mended(zone)):
                yield zone


def _is_mended(zone: Zone) -> bool:
    """Fillers that were put in must make everything right, and may stand at the end only."""
    return not zone.wrong and FILLER not in zone.number


def _two_lines(first: str, second: str, today: date) -> Zone | None:
    found = SECOND.match(second)
    if found is None:
        return None
    named = _named(NAMES.fullmatch(first), len(first) in WIDTHS.values())
    form = _form(named.code, max(len(first), len(second)))
    digit = _digit(found["digit"])
    number = found["number"]
    if digit == FILLER and form is Form.TD2:
        number, digit = _long_number(number, second[28:35])
    return _zone(
        form,
        named,
        found,
        numbered=(number, digit),
        today=today,
        composite=_composite(form, second),
    )


def _card(first: str, second: str, third: str, today: date) -> Zone | None:
    found, head = CARD_SECOND.match(second), CARD_FIRST.fullmatch(first)
    if found is None or head is None:
        return None
    number, digit = head["number"], _digit(head["digit"])
    if digit == FILLER:
        number, digit = _long_number(number, head["rest"])
    surname, given_names = _names(third)
    cut = len(third) == CARD_WIDTH and not third.endswith(FILLER)
    named = Named(head["code"].strip(FILLER), head["issuer"], surname, given_names, cut)
    composite = None
    if len(first) == len(second) == CARD_WIDTH:
        sealed = first[5:] + _days(second, 0) + second[18:29]
        composite = fits(sealed, _digit(second[29]))
    return _zone(Form.TD1, named, found, numbered=(number, digit), today=today, composite=composite)


def _zone(
    form: Form,
    named: Named,
    found: re.Match[str],
    *,
    numbered: tuple[str, str],
    today: date,
    composite: bool | None,
) -> Zone:
    number, digit = numbered
    born, last = (found[name].translate(AS_DIGITS) for name in ("born", "last"))
    born_on, expires_on = find_birth(born, today), find_expiry(last, today)
    right = {
        "number": bool(number.strip(FILLER)) and fits(number, digit),
        "born_on": fits(born, _digit(found["born_digit"])) and _is_day(born, born_on),
        "expires_on": fits(last, _digit(found["last_digit"])) and _is_day(last, expires_on),
    }
    return Zone(
        form,
        code=named.code,
        issuer=named.issuer.strip(FILLER),
        number=number.strip(FILLER),
        nationality=found["country"].strip(FILLER),
        born_on=born_on,
        sex=SEXES[found["sex"]],
        expires_on=expires_on,
        surname=named.surname,
        given_names=named.given_names,
        names_cut=named.cut,
        wrong=tuple(name for name, is_right in right.items() if not is_right),
        composite=composite,
    )


def _form(code: str, width: int) -> Form:
    match code[:1]:
        case "V":
            return Form.MRV_A if width > WIDTHS[Form.MRV_B] else Form.MRV_B
        case "A" | "C" | "I":
            return Form.TD2
        case _:
            return Form.TD3


def _named(found: re.Match[str] | None, whole: bool) -> Named:
    if found is None:
        return Named()
    surname, given_names = _names(found["names"])
    cut = whole and not found["names"].endswith(FILLER)
    return Named(found["code"].strip(FILLER), found["issuer"], surname, given_names, cut)


def _names(text: str) -> tuple[str, str]:
    surname, _, given_names = text.strip(FILLER).partition(FILLER * 2)
    return " ".join(surname.split(FILLER)), " ".join(given_names.replace(FILLER, " ").split())


def _digit(character: str) -> str:
    return character.translate(AS_DIGITS)


def _is_day(digits: str, day: date | None) -> bool:
    """A day, or one that is left out, wholly or in part."""
    return day is not None or FILLER in digits


def _long_number(number: str, rest: str) -> tuple[str, str]:
    """A number that did not fit goes on behind its place; its check digit is the last of it."""
    more = rest.partition(FILLER)[0]
    return (number + more[:-1], _digit(more[-1])) if more else (number, FILLER)


def _days(line: str, start: int) -> str:
    """The two days and their digits, which the composite digit is made of."""
    both = line[start : start + 7] + line[start + 8 : start + 15]
    return both.translate(AS_DIGITS)


def _composite(form: Form, line: str) -> bool | None:
    if form not in {Form.TD2, Form.TD3} or len(line) != WIDTHS[form]:
        return None
    sealed = line[:9] + _digit(line[9]) + _days(line, 13) + line[28:-1]
    return check_digit(sealed) == _digit(line[-1])
