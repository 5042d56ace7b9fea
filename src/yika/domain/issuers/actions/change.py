"""Puts what is given onto a row, and tells what that changed."""

from collections.abc import Mapping

from django.db.models import Model


def changes(row: Model, given: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Set each given value that is not None; what differed, as it was and as it is."""
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for name, value in given.items():
        if value is not None and value != getattr(row, name):
            before[name], after[name] = getattr(row, name), value
            setattr(row, name, value)
    return before, after
