"""Errands in few words, for tests that drive the engine."""

from collections.abc import Callable

from tests.domain.errands.tiny import CARD, LI, NOW
from yika.domain.errands import actions
from yika.domain.errands.rules.views import ErrandView, Ticket
from yika.kit.actor import Actor


def begin(by: Actor = LI, request: str = "begin", **more: object) -> ErrandView:
    told = {"kind": "trial", "card": CARD, "by": by, "now": NOW, "request_id": request}
    return actions.begin_errand(**(told | more))  # type: ignore[arg-type]


def take(view: ErrandView, step: str, by: Actor = LI, **more: object) -> ErrandView:
    told = {
        "errand": view.id,
        "step": step,
        "given": {"word": "yes"},
        "version": view.version,
        "by": by,
        "now": NOW,
        "request_id": f"take {view.id} {step} {view.version}",
    }
    return actions.take_step(**(told | more))  # type: ignore[arg-type]


def change(
    act: Callable[..., ErrandView], view: ErrandView, by: Actor = LI, **more: object
) -> ErrandView:
    told = {"errand": view.id, "version": view.version, "by": by, "now": NOW}
    return act(**(told | {"request_id": f"{act.__name__} {view.version}"} | more))


def hand_over(view: ErrandView, by: Actor = LI, **more: object) -> Ticket:
    told = {"errand": view.id, "by": by, "now": NOW, "request_id": "over"}
    return actions.hand_over(**(told | more))  # type: ignore[arg-type]


def pick_up(ticket: str, by: Actor, **more: object) -> ErrandView:
    told = {"ticket": ticket, "by": by, "now": NOW, "request_id": f"up {ticket} {by.id}"}
    return actions.pick_up(**(told | more))  # type: ignore[arg-type]
