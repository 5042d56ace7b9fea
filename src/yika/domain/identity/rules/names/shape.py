"""What a name may look like: only what no document prints is refused."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from yika.domain.identity.rules.reasons import Reason

NAME_MAX: Final = 120
DOT: Final = "\u00b7"
# Dots of other keyboards that stand between the parts of a name.
DOTS: Final = dict.fromkeys(map(ord, "\u2022\u2027\u2219\u22c5\u30fb\uff65\u0387"), DOT)
SIGNS: Final = frozenset(f" {DOT}-'\u2019\u02bc\u2018.,/()\u2010\u2011")
BEGINS: Final = frozenset("'\u2019\u2018(")
# Planes of rare Han characters: newer ones are in names before they are in a library.
RARE_HAN: Final = range(0x20000, 0x40000)
LETTERS: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nl"})
# Scripts that stand beside Han characters in one name.
TOGETHER: Final = frozenset({"CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
HAN_SPACE: Final = re.compile(
    r"(?<=[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u00b7]) "
    r"(?=[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u00b7])"
)


@dataclass(frozen=True, slots=True)
class NameFinding:
    """The name as it is kept, why it cannot be one, and what is odd about it."""

    name: str
    wrong: Reason | None = None
    odd: tuple[Reason, ...] = ()


def normal_name(text: str) -> str:
    """The name as it is kept: no invisible marks, single spaces, none between Han characters."""
    composed = unicodedata.normalize("NFC", text).translate(DOTS)
    shown = "".join(each for each in composed if unicodedata.category(each) != "Cf")
    single = " ".join(part for part in re.split(r"[\s\u3000]+", shown) if part)
    return HAN_SPACE.sub("", single)


def judge_name(text: str) -> NameFinding:
    """Whether this can be a name; a line break or another control character inside cannot."""
    name = normal_name(text)
    if not name:
        return NameFinding(name, Reason.NAME_EMPTY)
    if len(name) > NAME_MAX:
        return NameFinding(name, Reason.NAME_TOO_LONG)
    if any(unicodedata.category(each) == "Co" for each in name):
        return NameFinding(name, Reason.NAME_PRIVATE_USE)
    controlled = any(unicodedata.category(each) == "Cc" for each in text.strip())
    if controlled or not all(map(_stands, name)) or not _begins(name[0]):
        return NameFinding(name, Reason.NAME_CHARACTERS)
    return NameFinding(name, odd=tuple(_odd(name)))


def _is_letter(character: str) -> bool:
    return unicodedata.category(character) in LETTERS or ord(character) in RARE_HAN


def _stands(character: str) -> bool:
    return _is_letter(character) or character in SIGNS


def _begins(character: str) -> bool:
    """No formula of a spreadsheet begins with a letter."""
    return _is_letter(character) or character in BEGINS


def _odd(name: str) -> list[Reason]:
    odd = []
    if len(name) == 1:
        odd.append(Reason.NAME_ONE_CHARACTER)
    if len({_script(each) for each in name if _is_letter(each)} - {""}) > 1:
        odd.append(Reason.NAME_MIXED_SCRIPTS)
    return odd


def _script(letter: str) -> str:
    """The first word of what Unicode calls it; marks belong to whatever they stand on."""
    if unicodedata.category(letter) in {"Mn", "Mc", "Lm"}:
        return ""
    script = unicodedata.name(letter, "CJK").partition(" ")[0]
    return "CJK" if script in TOGETHER else script
