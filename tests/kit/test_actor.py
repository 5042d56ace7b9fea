"""Who may do what: staff, machines and programs at their issuer, holders nothing over others."""

import pytest

from yika.kit.actor import WORKER, Actor, ActorKind, Channel, NotAllowed, check_may

TELLER = Actor(
    ActorKind.STAFF,
    "login_1",
    Channel.COUNTER,
    issuer="rivertown-transit",
    rights=frozenset({"cards.hand_out"}),
)
HOLDER = Actor(ActorKind.HOLDER, "hld_1", Channel.WEB)


def test_staff_may_do_what_their_rights_say_at_their_issuer_only() -> None:
    assert TELLER.may("cards.hand_out", "rivertown-transit")
    assert not TELLER.may("cards.hand_out", "harbor-mobile")
    assert not TELLER.may("cards.destroy", "rivertown-transit")


def test_no_issuer_is_nobodys_issuer() -> None:
    nobody = Actor(ActorKind.STAFF, "login_2", Channel.COUNTER, rights=frozenset({"x"}))

    assert not nobody.may("x", "")
    assert not nobody.sees("")


def test_a_holder_has_no_rights_and_the_system_has_all() -> None:
    assert not HOLDER.may("cards.hand_out", "rivertown-transit")
    assert not HOLDER.sees("rivertown-transit")
    assert WORKER.may("cards.hand_out", "rivertown-transit")
    assert WORKER.sees("rivertown-transit")


def test_what_is_not_allowed_is_refused_by_name() -> None:
    check_may(TELLER, "cards.hand_out", "rivertown-transit")
    with pytest.raises(NotAllowed, match=r"cards\.destroy"):
        check_may(TELLER, "cards.destroy", "rivertown-transit")


def test_rights_never_show_in_the_words_for_an_actor() -> None:
    assert "hand_out" not in repr(TELLER)
