"""Gives every card that is blocked already the stop that says so."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from django.db import migrations

AT_ONCE = 500


def add_stops(apps: Any, _editor: Any) -> None:
    cards = apps.get_model("cards", "Card").objects.filter(state="blocked", stops=0)
    heads: dict[str, "count[int]"] = {}
    while some := list(cards.order_by("issuer", "number")[:AT_ONCE]):
        _add(apps, some, heads)
    head = apps.get_model("cards", "StopListHead").objects
    for issuer, versions in heads.items():
        head.create(issuer=issuer, version=next(versions) - 1)


def _add(apps: Any, cards: Sequence[Any], heads: dict[str, "count[int]"]) -> None:
    steps = apps.get_model("cards", "CardStep").objects
    stop, entry = apps.get_model("cards", "Stop"), apps.get_model("cards", "StopListEntry")
    blocks = steps.filter(card__in=[card.id for card in cards], after="blocked")
    last = {step.card_id: step for step in blocks.order_by("number")}
    stop.objects.bulk_create(_stop(stop, card, last.get(card.id)) for card in cards)
    entry.objects.bulk_create(
        entry(
            card=card,
            issuer=card.issuer,
            version=next(heads.setdefault(card.issuer, count(1))),
            stopped="all:all",
            changed_at=last[card.id].at if card.id in last else card.activated_at,
        )
        for card in cards
    )
    for card in cards:
        card.stops = 1
    type(cards[0]).objects.bulk_update(cards, ["stops"])


def _stop(stop: Any, card: Any, step: Any) -> Any:
    since = step.at if step else card.activated_at
    return stop(
        id=card.id,
        card=card,
        issuer=card.issuer,
        kind="blocked",
        reason=step.reason if step else "taken-over",
        since=since,
        everywhere_at=since,
        actor_kind=step.actor_kind if step else "system",
        actor_id=step.actor_id if step else "",
        channel=step.channel if step else "worker",
        request=step.request if step else card.id,
    )


class Migration(migrations.Migration):
    dependencies = [("cards", "0003_stops")]

    operations = [migrations.RunPython(add_stops, migrations.RunPython.noop)]
