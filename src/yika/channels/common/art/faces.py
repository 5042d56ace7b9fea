"""Which palette and motif a kind of card is drawn with, and what stands on a sample of it."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.channels.common.art.card import Face
from yika.channels.common.art.motifs import MOTIFS
from yika.channels.common.art.palettes import PALETTES
from yika.domain.cards.rules import CardView
from yika.products.product import CardProduct

FILE = Path(__file__).with_name("faces.toml")


def in_order(products: Iterable[CardProduct]) -> list[CardProduct]:
    """As the file of faces lists them; what it does not know comes last."""
    places = {code: place for place, code in enumerate(_chosen())}
    return sorted(products, key=lambda product: places.get(product.code, len(places)))


def sample(product: CardProduct, language: str) -> Face:
    """A card that nobody holds; its small print is the name in the other language."""
    names = (product.name.zh_hans, product.name.en)
    first, second = names if language == "zh-hans" else names[::-1]
    digits = f"{crc32(product.code.encode()):010}"
    return Face(
        name=first,
        second_name=second,
        number=f"{digits[:4]} ···· {digits[-4:]}",
        note=_("Sample"),
        **_look(product.code),
    )


def of_card(card: CardView, name: str, language: str, *, look: str | None = None) -> Face:
    """A card that somebody holds, in the look its holder chose for it, or tries on."""
    second = words.in_language(card.name, "en" if language == "zh-hans" else "zh-hans")
    dress = dict(_look(card.product))
    palette = card.face if look is None else look
    if palette in PALETTES:
        dress["palette"] = palette
    return Face(
        name=card.label or name,
        second_name=name if card.label else second,
        number=card.masked_number,
        **dress,
    )


def _look(code: str) -> Mapping[str, Any]:
    """The chosen look, or for a product without one always the same by its code."""
    chosen = _chosen().get(code)
    if chosen:
        return chosen
    number = crc32(code.encode())
    return {
        "palette": list(PALETTES)[number % len(PALETTES)],
        "motif": list(MOTIFS)[number // 16 % len(MOTIFS)],
    }


@cache
def _chosen() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
