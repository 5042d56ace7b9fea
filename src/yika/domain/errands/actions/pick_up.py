"""Goes on with an errand at the face where its ticket is brought."""

from datetime import datetime

from django.db import transaction

from yika.domain.errands import telling
from yika.domain.errands.actions.go_on import go_on, note, welcome
from yika.domain.errands.asked import Asked, asked
from yika.domain.errands.folder import Folder, folder_of
from yika.domain.errands.models import Errand, ErrandTicket
from yika.domain.errands.rules import access, limits, refusals, tickets
from yika.domain.errands.rules.plan import Act, State
from yika.domain.errands.rules.views import ErrandView
from yika.domain.errands.steps.step import Visit
from yika.domain.vault.actions import check_tries, count_try
from yika.domain.vault.queries import keyring
from yika.kit import blind, ids
from yika.kit.actor import Actor, ActorKind

SCOPE = "errand.ticket"


def pick_up(*, ticket: str, by: Actor, now: datetime, request_id: str) -> ErrandView:
    """Go on here with the errand that a ticket or the token of its link stands for.

    It belongs to this face from now on, and to this holder if it had none. Safe to repeat with
    the same `request_id`. Never call this inside a transaction: tries are counted.
    """
    visit, request = Visit(by, now, request_id), asked(request_id, "pick-up", ticket)
    access.check_known(by)
    subject, allowance = limits.tickets(by)
    check_tries(scope=SCOPE, subject=subject, allowance=allowance, now=now)
    try:
        folder = _pick_up(ticket, visit, request)
    except refusals.WrongTicket:
        # Never forgotten for a right one, or somebody's own ticket would buy him guesses.
        count_try(scope=SCOPE, subject=subject, allowance=allowance, now=now)
        raise
    return telling.view(folder, by=by, now=now)


@transaction.atomic
def _pick_up(ticket: str, visit: Visit, request: Asked) -> Folder:
    brought = _find_ticket(ticket)
    if brought is None:
        raise refusals.WrongTicket
    folder = folder_of(Errand.objects.select_for_update().get(pk=brought.errand_id))
    brought.refresh_from_db()
    if folder.has_seen(request):
        return folder

    _check_ticket(brought, folder, visit)
    access.check_serves(visit.by, folder.row.issuer)

    row, by = folder.row, visit.by
    row.machine = ids.read("dev", by.id) if by.kind is ActorKind.DEVICE else None
    if by.kind is ActorKind.HOLDER:
        welcome(folder, by.id, visit)
    folder.write(Act.PICKED_UP, visit, asked=request)
    brought.used_at = visit.now
    brought.save(update_fields=["used_at"])

    note("errand.picked_up", folder, visit)
    go_on(folder, visit)
    return folder


def _find_ticket(text: str) -> ErrandTicket | None:
    token, code = tickets.find_token(text), tickets.find_code(text)
    if token:
        return ErrandTicket.objects.filter(token=token).first()
    if code:
        hashes = blind.candidates(keyring(), tickets.KIND, code)
        return ErrandTicket.objects.filter(code__in=hashes).first()
    return None


def _check_ticket(brought: ErrandTicket, folder: Folder, visit: Visit) -> None:
    """Refuse alike whatever is wrong, so that trying tells nothing."""
    if not tickets.works(
        used_at=brought.used_at, expires_at=brought.expires_at, now=visit.now
    ) or not access.may_pick_up(folder.standing, visit.by):
        raise refusals.WrongTicket
    if folder.state is not State.OPEN:
        raise refusals.OVER[folder.state]
    if visit.now >= folder.row.expires_at:
        raise refusals.IsExpired
