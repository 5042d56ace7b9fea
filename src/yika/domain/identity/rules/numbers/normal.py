"""The one way in which a number is written: however it came in, it must be found again."""

import unicodedata


def normal_number(text: str) -> str:
    """The number in capitals, narrow, without spaces and invisible marks.

    Nothing else is mended: a digit of another script stays, and is refused where it is judged.
    """
    narrow = unicodedata.normalize("NFKC", text)
    shown = (each for each in narrow if not (each.isspace() or _invisible(each)))
    return unicodedata.normalize("NFKC", "".join(shown).upper())


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc"}
