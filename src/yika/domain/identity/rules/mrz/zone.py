"""What a machine-readable zone says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yika.domain.identity.rules.documents import Fields, Sex
from yika.domain.identity.rules.mrz.countries import country_of


class Form(StrEnum):
    """The forms of ICAO 9303: cards of three lines or two, passports, visas large and small."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRV_A = "MRV-A"
    MRV_B = "MRV-B"


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone, read from its front as far as it goes.

    `wrong` names the fields whose check digit, or whose day, is impossible: where it is empty
    the number and both days are right. The composite digit is a bonus, None where the line was
    cut before it. Names have no check digit at all: they are only a proposal.
    """

    form: Form
    code: str
    issuer: str
    number: str
    nationality: str
    born_on: date | None
    sex: Sex
    expires_on: date | None
    surname: str = ""
    given_names: str = ""
    names_cut: bool = False
    wrong: tuple[str, ...] = ()
    composite: bool | None = None

    @property
    def latin_name(self) -> str:
        """The surname first, as it is printed."""
        return f"{self.surname} {self.given_names}".strip()

    def fields(self) -> Fields:
        """What it proposes; an unspecified sex is not proposed over a printed one."""
        return Fields(
            latin_name=self.latin_name,
            number=self.number,
            sex=None if self.sex is Sex.UNSPECIFIED else self.sex,
            born_on=self.born_on,
            nationality=country_of(self.nationality),
            expires_on=self.expires_on,
        )
