"""Who acts on what: the one table that ties the domain's outbox and due work to those who do it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings

from yika.connectors.tray.tray import Tray
from yika.domain.journal.actions import Handler
from yika.domain.journal.provider import WayOut
from yika.domain.ledger.actions import release_due_holds

HOLDS_EVERY = timedelta(seconds=30)


def _release_holds(*, key: str, now: datetime) -> datetime:  # noqa: ARG001  there is one for all
    released = release_due_holds(now=now)
    return now if released else now + HOLDS_EVERY


WORK: Mapping[str, Handler] = {
    "ledger.release_holds": _release_holds,
}
"""Who does which kind of due work."""

STANDING = ("ledger.release_holds",)
"""Work that comes back for ever; the worker makes sure at its start that it is there."""

KINDS = ("message", "webhook", "device-list")


def ways_out() -> Mapping[str, WayOut]:
    """Where each kind of parcel goes. What has no way out here waits in the outbox, and is counted.

    On a developer's machine everything lands in the tray; its lines are plain text, so a
    production site has no tray.
    """
    if settings.CONFIG.production:
        return {}
    return {kind: Tray(settings.YIKA_HOME / "tray" / f"{kind}.jsonl") for kind in KINDS}
