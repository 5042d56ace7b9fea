"""Who may say that a lost card is his: how often, and what he has shown once a code was right."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from yika.domain.vault.rules import Allowance
from yika.kit.errors import gettext_noop

# Whether card and contact belong together is never told, so a right guess costs as much as a
# wrong one. A code that was right begins the card's count anew.
CLAIMS_OF_CARD: Final = Allowance(
    free=5, window=timedelta(hours=1), first_wait=timedelta(minutes=1)
)
CLAIMS_OF_DEVICE: Final = Allowance(
    free=10, window=timedelta(hours=1), first_wait=timedelta(minutes=1)
)
CLAIMS_AT_KIOSK: Final = Allowance(free=60, window=timedelta(hours=1))
CLAIMS_OF_NETWORK: Final = Allowance(
    free=20, window=timedelta(hours=1), first_wait=timedelta(seconds=30)
)

NUMBER_EXPECTED: Final = gettext_noop("Enter the number of the card: digits only.")
CONTACT_EXPECTED: Final = gettext_noop(
    "Enter the mobile phone number or e-mail address that is on record for this card."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody has shown who knew the code: whose the card is, and which card it is."""

    holder: str
    card: str
