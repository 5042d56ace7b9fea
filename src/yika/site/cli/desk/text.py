"""How moments are shown in the lists of these commands."""

from datetime import datetime

NEVER = "–"


def moment(at: datetime | None) -> str:
    """To the minute, in UTC."""
    return f"{at:%Y-%m-%d %H:%M}" if at else NEVER
