"""What is asked of a passkey, and when its answer counts."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from fido2.utils import websafe_decode, websafe_encode
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.people.soft_passkey import FLAG, Json, SoftPasskey
from yika.domain.people.rules import passkeys as rules
from yika.domain.people.rules.passkeys import (
    PasskeyCopied,
    PasskeyRefused,
    PasskeyTooLate,
    Purpose,
    User,
)
from yika.kit.keyring import Keyring

SITE = "https://cards.example.com"
LIN = User(id=bytes(range(16)), name="138 **** 8000", display_name="138 **** 8000")
CHALLENGE = bytes(range(58))


def registered(passkey: SoftPasskey) -> bytes:
    options = rules.creation_options(SITE, user=LIN, known=[], challenge=CHALLENGE)
    answer = passkey.made_for(options)
    return rules.new_passkey(SITE, answer, challenge=CHALLENGE).credential


def signed(passkey: SoftPasskey, credential: bytes, *, site: str = SITE) -> int:
    answer = passkey.signed_for(rules.request_options(site, challenge=CHALLENGE))
    return rules.signed_count(site, answer, challenge=CHALLENGE, credential=credential, user=LIN.id)


def test_the_browser_is_asked_for_a_key_that_checks_its_owner_and_is_found_without_a_name() -> None:
    options = rules.creation_options(SITE, user=LIN, known=[b"old"], challenge=CHALLENGE)
    assert json.loads(json.dumps(options)) == options
    assert options["rp"] == {"id": "cards.example.com", "name": "cards.example.com"}
    assert options["challenge"] == websafe_encode(CHALLENGE)
    assert options["excludeCredentials"] == [{"type": "public-key", "id": websafe_encode(b"old")}]
    wanted = options["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")
    assert options["attestation"] == "none"


def test_the_browser_may_offer_any_passkey_unless_some_are_named() -> None:
    anybody = rules.request_options(SITE, challenge=CHALLENGE)
    assert "allowCredentials" not in anybody
    assert anybody["rpId"] == "cards.example.com"
    known = rules.request_options(SITE, challenge=CHALLENGE, allowed=[b"one"])
    assert known["allowCredentials"] == [{"type": "public-key", "id": websafe_encode(b"one")}]


def test_what_a_passkey_made_lets_it_sign_in() -> None:
    passkey = SoftPasskey(SITE, counting=True)
    credential = registered(passkey)
    assert signed(passkey, credential) == 2


def test_a_site_with_a_port_is_a_page_of_its_own() -> None:
    passkey = SoftPasskey("http://localhost:8000")
    options = rules.creation_options(passkey.origin, user=LIN, known=[], challenge=CHALLENGE)
    assert options["rp"]["id"] == "localhost"
    rules.new_passkey(passkey.origin, passkey.made_for(options), challenge=CHALLENGE)
    answer = passkey.made_for(options)
    with pytest.raises(PasskeyRefused):
        rules.new_passkey("http://localhost:9000", answer, challenge=CHALLENGE)


@pytest.mark.parametrize(
    "odd",
    [
        {"origin": "https://evil.example.com"},
        {"origin": "http://cards.example.com"},
        {"origin": "https://sub.cards.example.com"},
        {"rp_id": "example.com"},
        {"flags": FLAG.UP},
        {"flags": FLAG.UV},
    ],
    ids=str,
)
def test_a_key_of_another_page_or_without_its_owner_is_refused(odd: dict[str, Any]) -> None:
    with pytest.raises(PasskeyRefused):
        registered(replace(SoftPasskey(SITE), **odd))
    good = SoftPasskey(SITE)
    credential = registered(good)
    with pytest.raises(PasskeyRefused):
        signed(replace(good, **odd), credential)


def test_a_page_inside_another_page_is_refused() -> None:
    passkey = SoftPasskey(SITE)
    options = rules.creation_options(SITE, user=LIN, known=[], challenge=CHALLENGE)
    answer = passkey.made_for(options)
    told = json.loads(websafe_decode(answer["response"]["clientDataJSON"]))
    framed = json.dumps(told | {"crossOrigin": True}).encode()
    answer["response"]["clientDataJSON"] = websafe_encode(framed)
    with pytest.raises(PasskeyRefused):
        rules.new_passkey(SITE, answer, challenge=CHALLENGE)


def test_another_key_another_person_and_another_challenge_are_refused() -> None:
    passkey = SoftPasskey(SITE)
    credential = registered(passkey)
    twin = replace(SoftPasskey(SITE), credential_id=passkey.credential_id, user=LIN.id)
    twin.rp_id = passkey.rp_id
    with pytest.raises(PasskeyRefused):
        signed(twin, credential)
    with pytest.raises(PasskeyRefused):
        signed(replace(passkey, user=b"somebody else"), credential)
    answer = passkey.signed_for(rules.request_options(SITE, challenge=b"another" * 8))
    with pytest.raises(PasskeyRefused):
        rules.signed_count(SITE, answer, challenge=CHALLENGE, credential=credential, user=LIN.id)


def test_an_answer_to_the_other_question_is_refused() -> None:
    passkey = SoftPasskey(SITE)
    registered(passkey)
    answer = passkey.signed_for(rules.request_options(SITE, challenge=CHALLENGE))
    with pytest.raises(PasskeyRefused):
        rules.new_passkey(SITE, answer, challenge=CHALLENGE)


@pytest.mark.parametrize(("counter", "last"), [(0, 0), (1, 0), (8, 7)])
def test_a_passkey_that_counts_on_or_never_counts_is_one_of_a_kind(counter: int, last: int) -> None:
    rules.check_counter(counter, last=last)


@pytest.mark.parametrize(("counter", "last"), [(7, 7), (3, 7), (0, 7)])
def test_a_passkey_that_does_not_count_on_is_a_copy(counter: int, last: int) -> None:
    with pytest.raises(PasskeyCopied):
        rules.check_counter(counter, last=last)


def a_challenge(now: datetime, **other: object) -> tuple[Keyring, bytes]:
    keyring = Keyring.generate()
    wanted = {"purpose": Purpose.ADD, "login": "login_1", "nonce": b"n" * 16} | other
    return keyring, rules.make_challenge(keyring, now=now, **wanted)  # type: ignore[arg-type]


def test_a_challenge_counts_for_five_minutes_also_under_a_new_key(now: datetime) -> None:
    keyring, challenge = a_challenge(now)
    check = {"purpose": Purpose.ADD, "login": "login_1"}
    late = now + rules.TIME_TO_ANSWER
    just = late - timedelta(microseconds=1)
    assert rules.check_challenge(keyring, challenge, now=just, **check) == late  # type: ignore[arg-type]
    newer = keyring.with_new("index")
    assert rules.check_challenge(newer, challenge, now=now, **check) == late  # type: ignore[arg-type]
    with pytest.raises(PasskeyTooLate):
        rules.check_challenge(keyring, challenge, now=late, **check)  # type: ignore[arg-type]


def test_a_challenge_serves_its_purpose_and_its_login_only(now: datetime) -> None:
    keyring, challenge = a_challenge(now)
    for purpose, login in [
        (Purpose.SIGN_IN, "login_1"),
        (Purpose.SECOND_FACTOR, "login_1"),
        (Purpose.ADD, "login_2"),
        (Purpose.ADD, ""),
    ]:
        with pytest.raises(PasskeyRefused):
            rules.check_challenge(keyring, challenge, purpose=purpose, login=login, now=now)


@pytest.mark.parametrize("place", [0, 15, 16, 23, 24, 25, 26, 57])
def test_a_challenge_that_was_altered_is_not_ours(now: datetime, place: int) -> None:
    keyring, challenge = a_challenge(now)
    altered = bytearray(challenge)
    altered[place] ^= 1
    for odd in (bytes(altered), challenge[:place], challenge + b"x", b""):
        with pytest.raises(PasskeyRefused):
            rules.check_challenge(keyring, odd, purpose=Purpose.ADD, login="login_1", now=now)


READERS: list[Callable[[Any], object]] = [
    rules.challenge_of,
    rules.challenge_of_new,
    lambda answer: rules.new_passkey(SITE, answer, challenge=CHALLENGE),
    lambda answer: rules.signed_count(
        SITE, answer, challenge=CHALLENGE, credential=b"", user=LIN.id
    ),
]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def twisted(answer: Json, path: tuple[str, ...], value: object) -> Json:
    """The answer with something else in one place."""
    if not path:
        return value  # type: ignore[return-value]
    head, *rest = path
    return answer | {head: twisted(answer[head], tuple(rest), value)}


@given(
    path=st.sampled_from(
        [(), ("id",), ("rawId",), ("type",), ("response",)]
        + [("response", name) for name in ("clientDataJSON", "attestationObject", "signature")]
    ),
    value=JSON | st.binary().map(websafe_encode),
)
@pytest.mark.parametrize("read", READERS)
def test_whatever_a_stranger_sends_is_refused(
    read: Callable[[Any], object], path: tuple[str, ...], value: object
) -> None:
    passkey = SoftPasskey(SITE, rp_id="cards.example.com")
    options = rules.request_options(SITE, challenge=CHALLENGE)
    answer = passkey.signed_for(options)
    answer["response"]["attestationObject"] = "oA"
    try:
        read(twisted(answer, path, value))
    except PasskeyRefused:
        pass
    else:
        assert read is rules.challenge_of or read is rules.challenge_of_new


def test_what_is_nested_without_end_is_refused() -> None:
    deep = websafe_encode(b"\x81" * 100_000 + b"\x00")
    response = {"clientDataJSON": websafe_encode(b"{}"), "attestationObject": deep}
    answer = {"rawId": "AA", "id": "AA", "type": "public-key", "response": response}
    with pytest.raises(PasskeyRefused):
        rules.challenge_of_new(answer)
