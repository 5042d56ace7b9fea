"""Who sees which import, and what the report says in both languages."""

import csv
import io
from datetime import datetime

import pytest
from django.utils import translation

from tests.domain.imports.samples import (
    ISSUER,
    OPERATOR,
    STRANGER,
    SUPERVISOR,
    number,
    plain,
    receive,
    table,
    work,
)
from yika.domain.imports import queries
from yika.domain.imports.rules.refusals import UnknownImport
from yika.domain.imports.rules.refused_file import BOM
from yika.domain.imports.rules.states import Mode
from yika.kit.actor import WORKER, Actor, ActorKind, Channel, NotAllowed

pytestmark = pytest.mark.usefixtures("harbor")

HOLDER = Actor(ActorKind.HOLDER, "hld_x", Channel.WEB)
GUEST = Actor(ActorKind.STAFF, "login_x", Channel.CONSOLE, issuer=ISSUER)


def test_imports_are_listed_newest_first_page_by_page(now: datetime) -> None:
    made = [receive(plain(1, first=n), now).id for n in range(5)]

    first = queries.imports(OPERATOR, limit=3)
    rest = queries.imports(OPERATOR, limit=3, before=first[-1].id)

    assert [view.id for view in first + rest] == made[::-1]


def test_staff_of_another_issuer_sees_nothing(now: datetime) -> None:
    view = receive(plain(1), now)

    assert queries.imports(STRANGER) == []
    assert queries.imports(STRANGER, issuer=ISSUER) == []
    for ask in (queries.import_of, queries.refused_lines, queries.refused_file):
        with pytest.raises(UnknownImport):
            ask(view.id, STRANGER)


@pytest.mark.parametrize("by", [HOLDER, GUEST])
def test_who_may_not_look_at_cards_sees_no_imports(now: datetime, by: Actor) -> None:
    view = receive(plain(1), now)

    with pytest.raises(NotAllowed):
        queries.imports(by)
    with pytest.raises((NotAllowed, UnknownImport)):
        queries.import_of(view.id, by)


def test_the_system_sees_all_or_those_of_one_issuer(now: datetime) -> None:
    view = receive(plain(1), now)

    assert [each.id for each in queries.imports(WORKER)] == [view.id]
    assert queries.imports(WORKER, issuer="elsewhere") == []


@pytest.mark.parametrize("text", ["", "imp_1", "card_01h", "'; DROP TABLE"])
def test_what_is_no_id_is_an_import_that_does_not_exist(text: str) -> None:
    with pytest.raises(UnknownImport):
        queries.import_of(text, WORKER)


def test_the_file_of_refused_lines_speaks_both_languages(now: datetime) -> None:
    file = table((number(1), ""), (number(1), ""), ("=1+1", "gone"))
    view = work(receive(file, now, mode=Mode.PER_LINE), now)

    with translation.override("zh-hans"):
        text = "".join(queries.refused_file(view.id, SUPERVISOR))

    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))
    assert [row[:4] for row in rows[1:]] == [
        ["3", "card number", number(1), "number-twice"],
        ["4", "card number", "'=1+1", "number-form"],
        ["4", "state", "gone", "state-unknown"],
    ]
    assert rows[1][4] == "The same number stands in line 2."


def test_the_lines_of_a_page_are_whole(now: datetime) -> None:
    view = work(receive(table(("x", "y"), ("x", "y")), now, mode=Mode.PER_LINE), now)

    page = queries.refused_lines(view.id, WORKER, limit=1)

    assert [line.line for line in page] == [2, 2]
    assert [line.line for line in queries.refused_lines(view.id, WORKER, after=2)] == [3, 3]
