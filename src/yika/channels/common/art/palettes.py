"""The colors a card can be drawn in."""

from typing import NamedTuple


class Palette(NamedTuple):
    """Four tones: the shaded corner, the ground, the lit corner, the one accent."""

    deep: str
    base: str
    light: str
    spark: str


PALETTES = {
    "jade": Palette("#04352c", "#0a6b55", "#2fa583", "#f2c879"),
    "ink": Palette("#0d1420", "#1d2b40", "#42587a", "#e5b567"),
    "cinnabar": Palette("#5a1410", "#a8281c", "#e0614a", "#ffd9a0"),
    "plum": Palette("#2b1338", "#5b2a72", "#9a63b0", "#f5c2d3"),
    "sky": Palette("#0a2c4d", "#14609c", "#56a8dc", "#ffe3a3"),
    "ochre": Palette("#4a2b07", "#94590f", "#d79a37", "#fff0cf"),
    "indigo": Palette("#171a47", "#353d93", "#7d88e0", "#ffd0a6"),
    "lagoon": Palette("#05313a", "#0b6a79", "#4bb7c5", "#ffdb8f"),
    "slate": Palette("#1a2125", "#43525c", "#8496a1", "#f2dcab"),
    "rose": Palette("#4a0f29", "#96305a", "#d6779b", "#ffe2c4"),
    "pine": Palette("#10290f", "#35602d", "#83ad5f", "#f5e5a4"),
}
