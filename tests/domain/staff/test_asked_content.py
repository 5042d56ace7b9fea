"""Whoever decides on a request is shown exactly what was asked for, or nothing."""

import pytest

from yika.domain.staff import queries
from yika.domain.staff.actions import ask_approval
from yika.domain.staff.rules import digest
from yika.kit.actor import Actor, ActorKind, Channel

pytestmark = pytest.mark.django_db
ASKER = Actor(ActorKind.STAFF, "login_01kaf0000000000000000000as", Channel.CONSOLE, issuer="harbor")
CONTENT = {"name": "app", "scopes": ["cards.view"]}


def ask(now, **more):
    return ask_approval(
        kind="key.make",
        subject="harbor",
        issuer="harbor",
        by=ASKER,
        now=now,
        request_id="ask",
        **more,
    )


def test_the_content_is_told_as_it_was_asked(now) -> None:
    asked = ask(now, digest=digest(CONTENT), content=CONTENT)
    assert queries.asked_content(asked) == CONTENT


def test_without_a_content_nothing_is_told(now) -> None:
    assert queries.asked_content(ask(now, digest=digest(CONTENT))) is None


def test_a_content_of_another_digest_is_a_mistake_of_ours(now) -> None:
    with pytest.raises(ValueError, match="not the content"):
        ask(now, digest=digest({"name": "other"}), content=CONTENT)
