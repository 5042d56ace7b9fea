"""Envelopes open only as they were closed: same place, same bytes, a key that is still there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.kit import envelope
from yika.kit.envelope import OVERHEAD, Reason, Unreadable
from yika.kit.keyring import KeyMissing, Keyring, Ring

KEYRING = Keyring.generate()
HERE = envelope.place("metro", "identity.person", "42", "number")


@given(st.binary(max_size=300), st.text(max_size=40).filter(lambda text: text.isprintable()))
def test_what_was_sealed_opens_in_its_place(plain: bytes, where: str) -> None:
    blob = envelope.seal(KEYRING, plain, where=where)
    assert envelope.open_(KEYRING, blob, where=where) == plain
    assert len(blob) == len(plain) + OVERHEAD


@given(st.binary(max_size=60), st.data())
def test_any_altered_bit_is_noticed(plain: bytes, data: st.DataObject) -> None:
    blob = bytearray(envelope.seal(KEYRING, plain, where=HERE))
    at = data.draw(st.integers(0, len(blob) - 1))
    blob[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((Unreadable, KeyMissing)):
        envelope.open_(KEYRING, bytes(blob), where=HERE)


@given(st.binary(max_size=60), st.data())
def test_a_cut_blob_is_noticed(plain: bytes, data: st.DataObject) -> None:
    blob = envelope.seal(KEYRING, plain, where=HERE)
    with pytest.raises(Unreadable):
        envelope.open_(KEYRING, blob[: data.draw(st.integers(0, len(blob) - 1))], where=HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        envelope.place("metro", "identity.person", "43", "number"),
        envelope.place("metro", "identity.person", "42", "name"),
        envelope.place("campus", "identity.person", "42", "number"),
        envelope.place("metro", "cards.card", "42", "number"),
        "",
    ],
)
def test_a_blob_copied_elsewhere_does_not_open(elsewhere: str) -> None:
    blob = envelope.seal(KEYRING, b"110101199003070117", where=HERE)
    with pytest.raises(Unreadable) as trouble:
        envelope.open_(KEYRING, blob, where=elsewhere)
    assert trouble.value.reason is Reason.ALTERED_OR_MOVED
    assert trouble.value.where == elsewhere


def test_the_same_text_never_looks_the_same() -> None:
    assert len({envelope.seal(KEYRING, b"same", where=HERE) for _ in range(20)}) == 20


def test_the_text_does_not_show() -> None:
    assert b"110101199003070117" not in envelope.seal(KEYRING, b"110101199003070117", where=HERE)


def test_a_key_that_was_taken_out_is_named() -> None:
    blob = envelope.seal(KEYRING.with_new("wrap"), b"x", where=HERE)
    with pytest.raises(KeyMissing, match="key 2 for wrap"):
        envelope.open_(KEYRING, blob, where=HERE)
    with pytest.raises(KeyMissing, match="key 2 for wrap"):
        envelope.rewrap(KEYRING, blob)


def test_another_key_of_the_same_number_says_so() -> None:
    blob = envelope.seal(KEYRING, b"x", where=HERE)
    with pytest.raises(Unreadable, match="another wrap key") as trouble:
        envelope.open_(Keyring.generate(), blob, where=HERE)
    assert trouble.value.reason is Reason.WRONG_KEY
    assert HERE in str(trouble.value)


@pytest.mark.parametrize(
    "blob", [b"", b"\x01", b"\x02" + bytes(100), b"plain text, not sealed at all"]
)
def test_what_is_no_envelope_says_so(blob: bytes) -> None:
    for look in (
        lambda: envelope.open_(KEYRING, blob, where=HERE),
        lambda: envelope.rewrap(KEYRING, blob),
    ):
        with pytest.raises((Unreadable, KeyMissing)):
            look()


def test_only_the_first_bytes_are_needed_to_know_the_key() -> None:
    blob = envelope.seal(KEYRING.with_new("wrap"), b"x", where=HERE)
    assert envelope.wrap_version(blob[:3]) == 2
    assert blob.startswith(envelope.head(2))
    for short in (b"", b"\x01\x00", b"\x09\x00\x01"):
        with pytest.raises(Unreadable, match="format of an envelope"):
            envelope.wrap_version(short)


@given(st.binary(max_size=60))
def test_rewrapping_changes_the_key_and_not_the_text(plain: bytes) -> None:
    rotated = KEYRING.with_new("wrap")
    old = envelope.seal(KEYRING, plain, where=HERE)
    new = envelope.rewrap(rotated, old)
    assert (envelope.wrap_version(old), envelope.wrap_version(new)) == (1, 2)
    assert new[43:] == old[43:]
    assert len(new) == len(old)
    without_the_old = Keyring({**rotated.rings, "wrap": Ring(2, {2: rotated.key("wrap", 2)})})
    assert envelope.open_(without_the_old, new, where=HERE) == plain


def test_rewrapping_also_gives_an_altered_text_no_way_in() -> None:
    rotated = KEYRING.with_new("wrap")
    blob = envelope.seal(KEYRING, b"x", where=HERE)
    with pytest.raises(Unreadable):
        envelope.open_(rotated, envelope.rewrap(rotated, blob[:-1] + b"?"), where=HERE)


def test_what_a_database_driver_gives_opens_too() -> None:
    blob = memoryview(envelope.seal(KEYRING, b"x", where=HERE))
    assert envelope.open_(KEYRING, blob, where=HERE) == b"x"
    assert envelope.wrap_version(blob) == 1
    assert envelope.rewrap(KEYRING, blob)[:3] == blob[:3]


def test_two_places_never_read_the_same() -> None:
    assert envelope.place("", "cards.card", 7, "pin") == "|cards.card|7|pin"
    with pytest.raises(ValueError, match="no bar"):
        envelope.place("a|b", "c", "d", "e")
