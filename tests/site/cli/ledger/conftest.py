"""A harbor's books with a till and a purse, and somebody who may move money between them."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.site.cli.conftest import Outcome, Yika
from yika.domain.ledger.rules import day_of
from yika.domain.people.actions.create_login import create_login
from yika.site.cli import frame

ISSUER = "harbor"
PASSWORD = "correct horse battery"


def days_ago(count: int) -> str:
    """A day of the books, counted back from today there."""
    today = day_of(frame.now(), "Asia/Shanghai")
    return (today - timedelta(days=count)).isoformat()


Act = Callable[..., Outcome]
Told = Callable[..., Any]


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def act(yika: Yika, db: None) -> Act:
    """Give a command of the ledger as somebody with a login."""
    create_login(
        handle="lin", password=PASSWORD, by=frame.OPERATOR, now=frame.now(), request_id="lin"
    )

    def run(*arguments: str, typed: str = PASSWORD) -> Outcome:
        return yika("ledger", *arguments, "--by", "lin", "--password-stdin", typed=typed)

    return run


@pytest.fixture
def told(yika: Yika) -> Told:
    """What a command that only asks answers to a program."""

    def run(*arguments: str) -> Any:
        outcome = yika("ledger", *arguments, "--json")
        assert outcome.code == 0, outcome.err
        return json.loads(outcome.out)

    return run


@pytest.fixture
def book(act: Act) -> str:
    """Books whose first day was four days ago."""
    opened = act("open-book", ISSUER, "--zone", "Asia/Shanghai", "--first-day", days_ago(4))
    assert opened.code == 0, opened.err
    return ISSUER


@pytest.fixture
def accounts(act: Act, book: str) -> None:
    """A till without a floor, and a purse that may go 8.00 CNY below zero."""
    of = ["--issuer", book, "--unit", "CNY"]
    limits = ["--floor", "-8.00 CNY", "--ceiling", "100.00 CNY"]
    for name, more in (("till", []), ("purse", limits)):
        opened = act("open-account", name, *of, "--heading", f"{name}s", *more)
        assert opened.code == 0, opened.err


def top_up(act: Act, amount: str = "50.00 CNY", *more: str, **typed: str) -> Outcome:
    given = ["till", "purse", amount, "--reason", "top-up", "--way", "cash"]
    return act("post", *given, *more, **typed)
