"""How single values are written in a product file: amounts, units, spans, days, texts."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from difflib import get_close_matches
from reprlib import Repr
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema

from yika.kit.money import UNITS, Money
from yika.products.tables.span import Span

# In the smallest coin. Far below what the books can hold, so that no sum of purses reaches it.
AMOUNT_MAX = 10**15
LINE_MAX = 60
STEPS_MAX = 12
NAME_FORM = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"

_short = Repr()
_short.maxstring = _short.maxother = _short.maxlong = LINE_MAX


def shown(given: object) -> str:
    """A value that was given instead, short enough for a message."""
    return str(given) if isinstance(given, date | time) else _short.repr(given)


def nearest(word: object, known: Iterable[str]) -> str | None:
    """The known word that somebody most likely meant."""
    folded = {_folded(name): name for name in known}
    near = get_close_matches(_folded(str(word)), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def inline(value: object) -> str:
    """A value as it is written in a file, a table on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {inline(each)}" for key, each in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_")


def _amount(given: object) -> Money:
    if isinstance(given, Money):
        return given
    if not isinstance(given, str) or len(given) > LINE_MAX:
        raise ValueError(
            f'expected an amount with its unit, such as "20.00 CNY", not {shown(given)}'
        )
    number, _, unit = given.partition(" ")
    if number and unit:
        _unit(unit)
    amount = Money.parse(given)
    if not 0 < amount.minor <= AMOUNT_MAX:
        most = Money(AMOUNT_MAX, amount.unit)
        raise ValueError(f"expected more than zero and at most {most}, not {amount}")
    return amount


def _fee(given: object) -> Money:
    """An amount of zero: there is no way yet to take more from somebody who has no card."""
    try:
        fee = Money.parse(given) if isinstance(given, str) and len(given) <= LINE_MAX else given
    except ValueError:
        fee = None
    if not isinstance(fee, Money) or fee.minor:
        raise ValueError(f'expected a fee of zero, such as "0.00 CNY", not {shown(given)}')
    return fee


def _unit(given: str) -> str:
    if given in UNITS:
        return given
    meant = nearest(given, UNITS)
    hint = f"did you mean `{meant}`?" if meant else "units are CNY and the like, points, MB, rides"
    raise ValueError(f"no such unit as {shown(given)}; {hint}")


def _span(given: object) -> Span:
    if isinstance(given, Span):
        return given
    if not isinstance(given, str) or len(given) > LINE_MAX:
        raise ValueError(f'expected a span of time, such as "18 months", not {shown(given)}')
    return Span.parse(given)


def _day(given: object) -> date:
    """A TOML date, or the same in quotes: the content of an edition has only texts."""
    if type(given) is date:
        return given
    if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise ValueError(f"there is no day {given} in the calendar") from None
    raise ValueError(f"expected a day, such as 2030-07-31, not {shown(given)}")


def _steps(given: object) -> tuple[str, ...]:
    """Different names, as a list; a list of JSON, a list of TOML and a tuple are alike."""
    names = tuple(given) if isinstance(given, list | tuple) else ()
    wrong = [name for name in names if not re.fullmatch(NAME_FORM, str(name))]
    if not 1 <= len(names) <= STEPS_MAX or wrong:
        odd = shown(wrong[0] if wrong else given)
        raise ValueError(
            f"expected a list of 1 to {STEPS_MAX} names of steps, "
            f'such as ["possession", "pin"], not {odd}'
        )
    twice = [name for place, name in enumerate(names) if name in names[:place]]
    if twice:
        raise ValueError(f"expected each step once: {shown(twice[0])} stands twice")
    return names


def words_of(known: tuple[str, ...], what: str) -> PlainValidator:
    """A list of some of these words, each once, in the order in which they are known."""

    def read(given: object) -> tuple[str, ...]:
        words = tuple(given) if isinstance(given, list | tuple) else (given,)
        strange = [word for word in words if word not in known]
        if strange or len(set(words)) < len(words):
            listed = ", ".join(f'"{word}"' for word in known)
            raise ValueError(f"expected a list of {what}: {listed}, each at most once")
        return tuple(word for word in known if word in words)

    return PlainValidator(read, json_schema_input_type=list[str])


def _digits(given: object) -> str:
    if not isinstance(given, str) or not re.fullmatch("[0-9]+", given):
        raise ValueError(f'expected digits in quotes, such as "3104", not {shown(given)}')
    return given


def _line(given: str) -> str:
    if given != " ".join(given.split()) or not given.isprintable():
        raise ValueError(f"expected one line without spaces around it, not {shown(given)}")
    return given


Amount = Annotated[
    Money,
    PlainValidator(_amount),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": "^(0|[1-9][0-9]*)(\\.[0-9]+)? [A-Za-z]+$"}),
]
Fee = Annotated[
    Money,
    PlainValidator(_fee),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": "^0(\\.0+)? [A-Z]+$"}),
]
Lasting = Annotated[
    Span,
    PlainValidator(_span),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]* (day|week|month|year)s?$"}),
]
Day = Annotated[
    date,
    PlainValidator(_day),
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Unit = Annotated[
    str, AfterValidator(_unit), WithJsonSchema({"type": "string", "enum": list(UNITS)})
]
StepNames = Annotated[
    tuple[str, ...],
    PlainValidator(_steps),
    PlainSerializer(list),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "string", "pattern": f"^{NAME_FORM}$"},
            "minItems": 1,
            "maxItems": STEPS_MAX,
            "uniqueItems": True,
        }
    ),
]
DigitsText = Annotated[
    str, PlainValidator(_digits), WithJsonSchema({"type": "string", "pattern": "^[0-9]+$"})
]
Line = Annotated[str, Field(min_length=1, max_length=LINE_MAX), AfterValidator(_line)]
