"""Where on the globe an outlet is, and how far that is from elsewhere."""

import re
from math import asin, cos, radians, sin, sqrt
from typing import Final, NamedTuple, Self

from yika.kit.errors import Fault, Invalid, gettext_noop

POSITION_MAX: Final = 24
FORM: Final = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,8})?) *, *(-?[0-9]{1,3}(?:\.[0-9]{1,8})?)")
EARTH: Final = 6_371_008.8  # metres, the mean radius
POLE: Final = 90
DATE_LINE: Final = 180

POSITION_EXPECTED = gettext_noop(
    "expected latitude and longitude in degrees, such as 30.59312, 114.30525"
)


class Position(NamedTuple):
    """Degrees of the world geodetic system (WGS 84), as browsers and satellites tell them."""

    latitude: float
    longitude: float

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `30.59312, 114.30525`."""
        found = FORM.fullmatch(text.strip())
        place = cls(*(round(float(one), 5) for one in found.groups())) if found else None
        if place is None or abs(place.latitude) > POLE or abs(place.longitude) > DATE_LINE:
            raise Invalid([Fault("position", "", POSITION_EXPECTED)])
        return place

    def __str__(self) -> str:
        """What `read` reads; five digits are one metre."""
        return f"{self.latitude:.5f}, {self.longitude:.5f}"

    def metres_to(self, other: "Position") -> float:
        """How far it is in a straight line over the ground."""
        here, there = radians(self.latitude), radians(other.latitude)
        east = radians(other.longitude - self.longitude)
        half = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(east / 2) ** 2
        return 2 * EARTH * asin(min(1.0, sqrt(half)))
