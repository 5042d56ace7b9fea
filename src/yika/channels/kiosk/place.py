"""What stands on every screen of a kiosk: whose it is, where it stands, whom to call."""

from typing import Any

from django.utils.translation import get_language

from yika.channels.common import words
from yika.domain.issuers import queries as issuers
from yika.domain.machines.queries import MachineView
from yika.kit import ids


def place(kiosk: MachineView) -> dict[str, Any]:
    """Issuer, outlet and hotline in the reader's language."""
    language = get_language() or ""
    issuer = issuers.issuer(kiosk.issuer)
    outlet = issuers.outlet(kiosk.outlet) if kiosk.outlet else None
    return {
        "issuer": words.in_language(issuer.name, language),
        "outlet": words.in_language(outlet.name, language) if outlet else "",
        "hotline": issuer.hotline,
        "kiosk": kiosk,
        "request_id": ids.new_id(),
    }
