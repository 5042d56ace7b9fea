"""One-time codes of authenticator apps, by the vectors of their standards."""

from datetime import UTC, datetime, timedelta

import pytest

from yika.domain.people.rules import totp

SECRET = b"12345678901234567890"

# RFC 4226, appendix D.
BY_COUNT = [
    "755224",
    "287082",
    "359152",
    "969429",
    "338314",
    "254676",
    "287922",
    "162583",
    "399871",
    "520489",
]
# RFC 6238, appendix B, the rows of SHA-1: seconds since 1970, T, code of eight digits.
BY_TIME = [
    (59, 0x1, "94287082"),
    (1_111_111_109, 0x23523EC, "07081804"),
    (1_111_111_111, 0x23523ED, "14050471"),
    (1_234_567_890, 0x273EF07, "89005924"),
    (2_000_000_000, 0x3F940AA, "69279037"),
    (20_000_000_000, 0x27BC86AA, "65353130"),
]


@pytest.mark.parametrize(("count", "code"), list(enumerate(BY_COUNT)))
def test_a_code_is_what_rfc_4226_says(count: int, code: str) -> None:
    assert totp.code_of(SECRET, count) == code


@pytest.mark.parametrize(("seconds", "step", "code"), BY_TIME)
def test_a_code_of_a_time_is_what_rfc_6238_says(seconds: int, step: int, code: str) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert totp.step_at(moment) == step
    assert totp.code_of(SECRET, step, digits=8) == code


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_clock_may_be_one_step_off_to_either_side(now: datetime, off: int) -> None:
    step = totp.step_at(now) + off
    code = totp.code_of(SECRET, step)
    assert totp.matching_step(SECRET, code, now=now, after=0) == step


@pytest.mark.parametrize("off", [-2, 2])
def test_a_clock_that_is_further_off_does_not_count(now: datetime, off: int) -> None:
    code = totp.code_of(SECRET, totp.step_at(now) + off)
    assert totp.matching_step(SECRET, code, now=now, after=0) is None


def test_neither_the_last_code_nor_one_before_it_counts_again(now: datetime) -> None:
    used = totp.step_at(now)
    for step in (used - 1, used):
        code = totp.code_of(SECRET, step)
        assert totp.matching_step(SECRET, code, now=now, after=used) is None
    fresh = totp.code_of(SECRET, used + 1)
    assert totp.matching_step(SECRET, fresh, now=now, after=used) == used + 1


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "0" * 100_000])
def test_what_is_no_code_is_wrong(now: datetime, code: str) -> None:
    assert totp.matching_step(SECRET, code, now=now, after=0) is None


def test_the_very_first_steps_of_time_have_codes_too() -> None:
    begin = datetime(1970, 1, 1, tzinfo=UTC)
    assert totp.matching_step(SECRET, totp.code_of(SECRET, 1), now=begin, after=0) == 1


@pytest.mark.parametrize("typed", ["287 082", " 287082 ", "２８７０８２", "287\u00a0082"])
def test_a_code_counts_however_it_is_spaced(typed: str) -> None:
    moment = datetime.fromtimestamp(59, UTC) - timedelta(seconds=1)
    assert totp.matching_step(SECRET, totp.normal(typed), now=moment, after=0) == 1


def test_the_secret_is_shown_as_apps_read_it() -> None:
    assert totp.shown(SECRET) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert totp.read(totp.shown(SECRET)) == SECRET
    assert totp.uri(SECRET, account="lin.wan", installation="Yika 一卡") == (
        "otpauth://totp/Yika%20%E4%B8%80%E5%8D%A1:lin.wan"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Yika+%E4%B8%80%E5%8D%A1"
    )
