"""Zones of passports and cards of people who do not exist."""

from datetime import date

from yika.domain.identity.rules.mrz import check_digit

TODAY = date(2026, 11, 21)
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
MRV_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
MRV_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"


def passport(
    *,
    number: str = "E12345678",
    country: str = "CHN",
    born: str = "900307",
    sex: str = "F",
    last: str = "310101",
    names: str = "ZHANG<<SAN",
    personal: str = "",
) -> str:
    """The two lines of a passport, with right digits."""
    number, country = number.ljust(9, "<"), country.ljust(3, "<")
    line = number + check_digit(number) + country + born + check_digit(born) + sex
    line += (
        last + check_digit(last) + personal.ljust(14, "<") + check_digit(personal.ljust(14, "<"))
    )
    composite = check_digit(line[:10] + line[13:20] + line[21:])
    return f"P<{country}{names}".ljust(44, "<")[:44] + "\n" + line + composite


def second(text: str) -> str:
    return text.split("\n")[1]


def first(text: str) -> str:
    return text.split("\n", maxsplit=1)[0]
