"""What people of the demo have asked and complained of, and how it was answered."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from yika.domain.enquiries import actions, queries
from yika.domain.enquiries.rules import Asker, EnquiryView, Question
from yika.kit.actor import Actor
from yika.site.demo.houses import House
from yika.site.demo.life.people import people_of

WRITTEN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["enquiry"]


def fill(house: House, *, now: datetime) -> None:
    """Let some holders of a house ask something. What is there already stays as it is.

    One of them is late: the worker raises it as soon as it runs.
    """
    if queries.enquiries(by=house.teller, now=now, limit=1):
        return
    for written, holder in zip(WRITTEN, people_of(house), strict=False):
        _ask(house, written, holder, now)


def _ask(house: House, written: Mapping[str, Any], holder: Actor, now: datetime) -> None:
    at = now - timedelta(days=written["days"])
    request = f"demo:enquiry:{house.code}:{written['days']}"
    found = actions.ask_enquiry(
        issuer=house.code,
        question=Question(
            kind=written["kind"],
            topic=written["topic"],
            words=written["words"],
            page="/cards",
        ),
        asker=Asker(),
        by=holder,
        now=at,
        request_id=request,
    )
    if "answer" in written:
        _answer(house, found, written, at + timedelta(days=written["after"]))
    if "stars" in written:
        actions.rate_enquiry(
            enquiry=found.id,
            stars=written["stars"],
            words=written.get("remark", ""),
            by=holder,
            now=at + timedelta(days=written["after"], hours=2),
            request_id=f"{request}:rate",
        )


def _answer(house: House, found: EnquiryView, written: Mapping[str, Any], at: datetime) -> None:
    by, request = house.teller, f"demo:enquiry:{found.id}"
    actions.take_enquiry(enquiry=found.id, by=by, now=at, request_id=f"{request}:take")
    actions.answer_enquiry(
        enquiry=found.id,
        words=written["answer"],
        version=found.version,
        by=by,
        now=at,
        request_id=f"{request}:answer",
    )
