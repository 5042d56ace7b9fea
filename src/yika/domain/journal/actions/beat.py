"""Shows that a worker is alive."""

from datetime import datetime

from yika.domain.journal.models import Heartbeat


def beat(*, host: str, now: datetime) -> None:
    """Note that the worker on this machine was alive just now."""
    Heartbeat.objects.update_or_create(host=host, defaults={"beat_at": now})
