"""How a text is filled, cleaned and counted."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from math import ceil
from zoneinfo import ZoneInfo

from yika.domain.messages.rules.language import spoken

GAP = re.compile(r"\{([a-z_]+)\}")
CUT = "…"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

# The letters of a short message that take 7 bits each (3GPP TS 23.038, 6.2.1); those of the
# extension table take two places.
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("\f^{}\\[~]|€")
SINGLE, EACH = 160, 153
SINGLE_WIDE, EACH_WIDE = 70, 67


def gaps(text: str) -> list[str]:
    """The names of what is filled in, each once, in the order in which they stand."""
    return list(dict.fromkeys(GAP.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with these gaps filled, others left open. A value is never looked at again."""
    return GAP.sub(lambda gap: values.get(gap[1], gap[0]), text)


def clean(value: str, *, longest: int) -> str:
    """A value as it may stand in a message: one line, nothing invisible, not too long.

    Names and phrases are typed by people. A line break would end a header or begin a line that
    looks like ours, and a mark that turns the direction of writing would disguise a number.
    """
    visible = "".join(" " if _is_odd(letter) else letter for letter in value)
    text = " ".join(visible.split())
    return text if len(text) <= longest else text[: longest - 1] + CUT


def _is_odd(letter: str) -> bool:
    """Control, format, surrogate, private and unassigned letters, and every kind of space."""
    return unicodedata.category(letter)[0] in "CZ"


def moment_words(moment: datetime, *, zone: str, language: str) -> str:
    """A moment as a message says it, by the clock on the wall: 11月20日12:05."""
    at = moment.astimezone(ZoneInfo(zone))
    if spoken(language) == "en":
        return f"{at.day} {MONTHS[at.month - 1]} at {at:%H:%M}"
    return f"{at.month}月{at.day}日{at:%H:%M}"


def sms_parts(text: str) -> int:
    """How many short messages the text takes, as the networks count them."""
    if all(letter in GSM or letter in GSM_TWICE for letter in text):
        length = len(text) + sum(letter in GSM_TWICE for letter in text)
        return 1 if length <= SINGLE else ceil(length / EACH)
    length = len(text.encode("utf-16-le")) // 2
    return 1 if length <= SINGLE_WIDE else ceil(length / EACH_WIDE)
