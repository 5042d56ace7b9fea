"""On PostgreSQL only what asks the database runs again: a rule is the same on both."""

import unittest

import pytest
from django.db import connection

ASKING = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if connection.vendor == "sqlite":
        return
    same = [item for item in items if not asks_the_database(item)]
    config.hook.pytest_deselected(items=same)
    items[:] = [item for item in items if asks_the_database(item)]


def asks_the_database(item: pytest.Item) -> bool:
    """By a fixture, by its mark, or as a class that is kept in a transaction by Django."""
    suite = getattr(item, "cls", None)
    return (
        not ASKING.isdisjoint(getattr(item, "fixturenames", ()))
        or item.get_closest_marker("django_db") is not None
        or (suite is not None and issubclass(suite, unittest.TestCase))
    )
