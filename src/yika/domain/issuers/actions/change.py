"""Puts what is given onto a row, and tells what that changed."""

from collections.abc import Collection, Mapping
from typing import TypedDict

from django.db.models import Model

from yika.domain.issuers.rules import Hours, Position, Text, read_services


class Description(TypedDict, total=False):
    """What people are told of an outlet, as the actions take it; None and left out are alike."""

    name: Text | None
    address: Text | None
    phone: str | None
    hours: Hours | None
    services: Collection[str] | None
    step_free: bool | None
    position: str | None


def changes(row: Model, given: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Set each given value that is not None; what differed, as it was and as it is."""
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for name, value in given.items():
        if value is not None and value != getattr(row, name):
            before[name], after[name] = getattr(row, name), value
            setattr(row, name, value)
    return before, after


def columns(told: Description) -> dict[str, object]:
    """The columns of an outlet that hold what is told of it."""
    found: dict[str, object] = {
        "telephone": told.get("phone"),
        "step_free": told.get("step_free"),
    }
    if (name := told.get("name")) is not None:
        found |= {"name_en": name.en, "name_zh": name.zh_hans}
    if (address := told.get("address")) is not None:
        found |= {"address_en": address.en, "address_zh": address.zh_hans}
    if (hours := told.get("hours")) is not None:
        found["hours"] = hours.as_json()
    if (services := told.get("services")) is not None:
        found["services"] = [*read_services(services)]
    if (position := told.get("position")) is not None:
        found["position"] = position and str(Position.read(position))
    return found
