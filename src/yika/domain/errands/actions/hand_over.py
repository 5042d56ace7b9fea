"""Gives out a ticket by which an errand goes on at another face."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from yika.domain.errands.actions.go_on import note
from yika.domain.errands.folder import Folder, open_folder
from yika.domain.errands.models import ErrandTicket
from yika.domain.errands.rules import access, refusals, tickets
from yika.domain.errands.rules.plan import State
from yika.domain.errands.rules.views import Ticket
from yika.domain.errands.steps.step import Visit
from yika.domain.issuers.queries import find_issuer
from yika.domain.messages.rules import moment_words
from yika.domain.people import actions as people
from yika.domain.vault.queries import keyring
from yika.kit import blind
from yika.kit.actor import Actor

MADE = "errand-ticket-made"


@transaction.atomic
def hand_over(*, errand: str, by: Actor, now: datetime, request_id: str) -> Ticket:
    """Give out the one ticket of an open errand; one given out before stops working.

    Whoever brings the ticket goes on with the errand, so it works once and not for long. Only
    hashes of it are kept: it is made from a key and the request, so that a repeat of the same
    `request_id` shows the same one.
    """
    visit = Visit(by, now, request_id)
    folder = open_folder(errand, by=by, lock=True)
    access.check_serves(by, folder.row.issuer)
    if folder.state is not State.OPEN:
        raise refusals.OVER[folder.state]
    if now >= folder.row.expires_at:
        raise refusals.IsExpired

    secret = blind.index(keyring(), MADE, f"{errand}:{request_id}")
    ticket = tickets.made(secret, now=now)
    kept = {
        "token": tickets.token_digest(ticket.token),
        "code": blind.index(keyring(), tickets.KIND, ticket.code),
    }
    seen = ErrandTicket.objects.filter(errand=folder.row, token=kept["token"]).first()
    if seen:
        return Ticket(ticket.code, ticket.token, seen.expires_at)
    times = {"made_at": now, "expires_at": ticket.expires_at, "used_at": None}
    ErrandTicket.objects.update_or_create(errand=folder.row, defaults=kept | times)

    _tell_holder(folder, now=now)
    note("errand.handed_over", folder, visit)
    return ticket


def _tell_holder(folder: Folder, *, now: datetime) -> None:
    """Remind the holder, once he is known, of what waits for him; never of how to take it over."""
    row, issuer = folder.row, find_issuer(folder.row.issuer)
    if not folder.holder or issuer is None:
        return

    def facts(language: str) -> Mapping[str, str]:
        until = moment_words(row.expires_at, zone=issuer.zone, language=language)
        with override(language):
            return {"errand": gettext(folder.kind.title), "case": row.case, "until": until}

    people.tell_holder(
        holder=folder.holder,
        template="errand-waits",
        facts=facts,
        reference=f"errand-waits:{row}:{row.version}",
        issuer=row.issuer,
        now=now,
    )
