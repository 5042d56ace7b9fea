"""Letters nobody sees, which make two texts that look alike differ."""

import re
import unicodedata
from typing import Final

from yika.kit.errors import Fault, Invalid, gettext_noop

INVISIBLE: Final = gettext_noop(
    "There is an invisible character in it. Type it by hand instead of pasting it."
)

# Those of Unicode's default ignorable code points that are no format characters: fillers and
# variation selectors.
_FILLERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)


def check_visible(text: str, *, where: str) -> None:
    """Refuse control and format characters, lone halves of letters, and fillers."""
    if has_invisible(text):
        raise Invalid([Fault(str(where), "", INVISIBLE)])


def has_invisible(text: str) -> bool:
    """Whether something stands in it that cannot be seen and is no space."""
    odd = any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for letter in text)
    return odd or bool(_FILLERS.search(text))
