"""PINs and passwords that are guessed first are refused, each with its own reason."""

import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.people.rules import secrets as rules
from yika.domain.people.rules.secrets import About, Reason, WeakSecret, patterns
from yika.domain.people.rules.secrets.common import PINS

ABOUT = About(
    name="Lin Wan",
    born_on=date(1990, 1, 5),
    id_digits="11010519900105371X",
    phones=("+8613812342046",),
    emails=("wan.lin77@example.com", "864209753@example.com"),
    card_numbers=("3104880172640093",),
)
COMMON = frozenset({"password", "sunshine", "iloveyou1", "lantern1"})
DIGITS = st.sampled_from(string.digits)
PIN_LENGTHS = st.integers(min_value=4, max_value=12)
PASSWORD_LENGTHS = st.integers(min_value=12, max_value=40)


def reasons(secret: str, *, kind: str = "pin", about: About = ABOUT) -> list[str]:
    return [str(one.facts["reason"]) for one in weaknesses(secret, kind, about)]


def weaknesses(secret: str, kind: str, about: About) -> list[WeakSecret]:
    return list(rules.weaknesses(secret, about, kind=kind, common=COMMON))


@pytest.mark.parametrize(
    ("pin", "reason"),
    [
        *(("12a456", "not-digits"), ("١٢٣٤٥٦", "not-digits"), ("123", "too-short")),
        *(("4829134829137", "too-long"), ("000000", "same"), ("123456", "run")),
        *(("654321", "run"), ("890123", "run"), ("135791", "run"), ("123789", "run")),
        *(("123321", "run"), ("121212", "repeats"), ("482482", "repeats")),
        *(
            ("112233", "repeats"),
            ("111222", "repeats"),
            ("7755", "repeats"),
            ("147258", "keyboard"),
        ),
        *(("852963", "keyboard"), ("159357", "keyboard"), ("2580", "keyboard")),
        *(("900105", "birthday"), ("050190", "birthday"), ("010590", "birthday")),
        *(("199001", "birthday"), ("19900105", "birthday"), ("0105", "birthday")),
        *(("199015", "birthday"), ("1990", "birthday"), ("105371", "id-number")),
        *(
            ("342046", "phone"),
            ("2046", "phone"),
            ("640093", "card-number"),
            ("0093", "card-number"),
        ),
        *(("209753", "email"), ("520131", "common"), ("131452", "common"), ("1984", "common")),
    ],
)
def test_a_weak_pin_is_refused_with_the_reason(pin: str, reason: str) -> None:
    assert reason in reasons(pin)
    with pytest.raises(WeakSecret):
        rules.check_secret(pin, ABOUT, kind="pin")


@pytest.mark.parametrize("pin", ["482913", "7026", "90274681", "４８２９１３", "608295"])
def test_a_pin_without_order_is_fine(pin: str) -> None:
    rules.check_secret(pin, ABOUT, kind="pin")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        *(("short-one", "too-short"), ("long-" * 26, "too-long"), ("aaaaaaaaaaaa", "same")),
        *(("abcdefghijkl", "run"), ("zyxwvutsrqpo", "run"), ("1234567890!!", "run")),
        *(
            ("abcabcabcabc", "repeats"),
            ("aabbccddeeff", "repeats"),
            ("密码密码密码密码密码密码", "repeats"),
        ),
        *(("qwertyuiop12", "keyboard"), ("1qaz2wsx3edc", "keyboard"), ("!QAZ@WSX#EDC", "keyboard")),
        *(("lkjhgfdsa;;;", "keyboard"), ("p4ssw0rd!!!!", "common"), ("Sunshine2026", "common")),
        *(
            ("!!iloveyou1!", "common"),
            ("my-1990-01-05-x", "birthday"),
            ("jan5 1990 abc", "birthday"),
        ),
        *(("5january90-xx", "birthday"), ("1990年1月5日是我的生日", "birthday")),
        *(("id-105-371-ok!", "id-number"), ("call 13812342046", "phone")),
        *(
            ("card:310488!!", "card-number"),
            ("wan.lin77-rocks", "email"),
            ("WanLin77rocks", "email"),
        ),
        *(("lin-wan-forever", "name"), ("LINWAN-2031-x", "name")),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password: str, reason: str) -> None:
    assert reason in reasons(password, kind="password")
    with pytest.raises(WeakSecret):
        rules.check_secret(password, ABOUT, kind="password", common=COMMON)


@pytest.mark.parametrize(
    "password", ["river-lantern-42", "tr0ub4dor&3x", "青山依旧在，几度夕阳红。", "k8Wq!zN2vB7s"]
)
def test_a_password_without_order_is_fine(password: str) -> None:
    rules.check_secret(password, ABOUT, kind="password", common=COMMON)


def test_a_chinese_name_counts_too() -> None:
    about = About(name="张三丰")
    assert "name" in reasons("我就是张三丰，一二三四五六", kind="password", about=about)
    assert "name" not in reasons("river-lantern-42", kind="password", about=about)


def test_accents_and_case_hide_no_name() -> None:
    assert "name" in reasons("garcia-lopez-9", kind="password", about=About(name="José García"))


def test_every_reason_has_words_of_its_own_and_none_tells_the_secret() -> None:
    kinds = WeakSecret.__subclasses__()
    assert {kind.reason for kind in kinds} == set(Reason)
    assert len({kind.wording for kind in kinds}) == len(Reason)
    with pytest.raises(WeakSecret) as refused:
        rules.check_secret("342046", ABOUT, kind="pin")
    assert "342046" not in str(refused.value) + str(refused.value.facts)
    assert refused.value.facts == {"reason": "phone"}


def test_what_is_known_of_a_person_stays_out_of_logs() -> None:
    assert repr(ABOUT) == "About()"


def test_a_whole_book_is_refused_at_once() -> None:
    assert reasons("ab1" * 1_000_000, kind="password") == ["too-long"]
    assert reasons("12" * 1_000_000) == ["too-long"]


def test_the_list_of_pins_holds_none_that_a_rule_refuses_anyway() -> None:
    ruled = [
        pin
        for pin in PINS
        if patterns.counts_by_steps(pin)
        or patterns.repeats(pin)
        or patterns.made_of(pin, patterns.COUNTED)
        or patterns.made_of(pin, patterns.KEYPAD)
    ]
    assert ruled == []


def test_most_pins_are_left_to_choose_from() -> None:
    fine = sum(not reasons(f"{number:06}", about=About()) for number in range(0, 1_000_000, 199))
    assert fine / len(range(0, 1_000_000, 199)) > 0.98


@given(DIGITS, st.integers(min_value=1, max_value=9), PIN_LENGTHS)
def test_every_pin_that_counts_by_equal_steps_is_refused(first: str, step: int, size: int) -> None:
    pin = "".join(str((int(first) + step * place) % 10) for place in range(size))
    assert "run" in reasons(pin, about=About())


@given(st.text(string.digits, min_size=1, max_size=6), st.integers(min_value=2, max_value=4))
def test_every_pin_made_of_one_block_is_refused(block: str, times: int) -> None:
    pin = block * times
    if len(pin) in range(4, 13):
        assert {"repeats", "same"} & set(reasons(pin, about=About()))


@given(st.text(min_size=1, max_size=20), PASSWORD_LENGTHS)
def test_every_password_made_of_one_block_is_refused(block: str, size: int) -> None:
    block = rules.normal_secret(block)[: size // 2] or "a"
    password = rules.normal_secret((block * size)[:size])
    if len(password) >= rules.PASSWORD_MIN and patterns.repeats(password):
        assert reasons(password, kind="password", about=About())


@given(
    st.sampled_from(patterns.KEYS + patterns.ALPHABET),
    st.sampled_from(patterns.KEYS + patterns.ALPHABET),
    st.booleans(),
)
def test_every_password_made_of_two_ordered_stretches_is_refused(
    one: str, other: str, shout: bool
) -> None:
    password = (one + other)[:40]
    password = password.upper() if shout else password
    if len(password) >= rules.PASSWORD_MIN:
        assert {"run", "keyboard", "repeats"} & set(
            reasons(password, kind="password", about=About())
        )


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 1, 1)),
    st.sampled_from(["%Y%m%d", "%y%m%d", "%d%m%Y", "%d%m%y", "%m%d%Y", "%m%d%y", "%Y%m", "%m%d"]),
)
def test_no_spelling_of_the_day_of_birth_is_a_pin(born_on: date, spelling: str) -> None:
    assert "birthday" in reasons(f"{born_on:{spelling}}", about=About(born_on=born_on))


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%y", "%d %B %Y", "%b%d%y", "%Y年%m月%d日"]),
    st.text(string.ascii_letters, min_size=4, max_size=8),
)
def test_no_password_holds_the_day_of_birth(born_on: date, spelling: str, around: str) -> None:
    password = f"{around}{born_on.strftime(spelling)}{around[::-1]}"
    assert "birthday" in reasons(password, kind="password", about=About(born_on=born_on))


@given(st.text(string.digits, min_size=11, max_size=19), st.data())
def test_no_stretch_of_a_known_number_is_a_pin(number: str, data: st.DataObject) -> None:
    size = data.draw(st.integers(min_value=4, max_value=8))
    start = data.draw(st.integers(min_value=0, max_value=len(number) - size))
    pin = number[start : start + size]
    assert "phone" in reasons(pin, about=About(phones=(number,)))
    assert "id-number" in reasons(pin, about=About(id_digits=number))
    assert "card-number" in reasons(pin, about=About(card_numbers=(number,)))


@given(st.text(), st.sampled_from(["pin", "password"]), st.text(max_size=40), st.text(max_size=40))
def test_any_text_gets_an_answer(secret: str, kind: str, name: str, email: str) -> None:
    about = About(name=name, emails=(email,), born_on=date(2000, 2, 29), phones=("",))
    reasons(secret, kind=kind, about=about)


@given(st.text(string.digits, min_size=4, max_size=8))
def test_knowing_more_of_a_person_never_makes_a_secret_good(pin: str) -> None:
    assert set(reasons(pin, about=About())) <= set(reasons(pin, about=ABOUT))


@given(st.integers(min_value=0, max_value=60_000))
def test_every_birthday_since_1900_has_only_good_answers_left(days: int) -> None:
    born_on = date(1900, 1, 1) + timedelta(days=days % 46_000)
    assert reasons("482913", about=About(born_on=born_on)) in ([], ["birthday"])
