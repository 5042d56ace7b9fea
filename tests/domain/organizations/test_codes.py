"""The code of an organization, its name, and the days of a letter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.organizations.rules import terms
from yika.domain.organizations.rules.codes import check_letter, normal_code
from yika.domain.organizations.rules.standing import MAY, Act, Role
from yika.kit.errors import Invalid

GOOD = "91350100M000100Y43"  # the example of the standard
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
TODAY = date(2026, 11, 20)


def wide(text: str) -> str:
    """The same as some keyboards write it."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


@pytest.mark.parametrize(
    "typed",
    [GOOD, GOOD.lower(), " 9135 0100 M000 100Y 43 ", "91350100-M000100Y4-3", wide(GOOD)],
)
def test_a_code_reads_the_same_however_it_is_typed(typed: str) -> None:
    assert normal_code(typed) == GOOD


@pytest.mark.parametrize(
    "typed",
    ["", GOOD[:-1], GOOD + "0", "9135010OM000100Y43", "9135A100M000100Y43", "110101199003070011"],
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        normal_code(typed)


@given(
    st.text(LETTERS, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(LETTERS, min_size=9, max_size=9),
    st.data(),
)
def test_one_wrong_character_never_passes(head: str, region: str, body: str, data) -> None:
    stem = head + region + body
    code = stem + check_letter(stem)
    assert normal_code(code) == code

    at = data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from([one for one in LETTERS if one != code[at]]))
    with pytest.raises(Invalid):
        normal_code(code[:at] + other + code[at + 1 :])


@pytest.mark.parametrize("name", ["江城（集团）", "3M 中国有限公司", "Harbor & Sons, Ltd."])
def test_names_of_organizations_have_brackets_and_digits(name: str) -> None:
    assert terms.normal_name(f" {name} ")


@pytest.mark.parametrize("name", ["", "江", "123", "=公司", "公\u200b司", "公" * 61])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        terms.normal_name(name)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2026, 11, 2), date(2026, 11, 1)),
        (date(2026, 1, 1), date(2026, 11, 19)),
        (date(2026, 1, 1), date(2036, 1, 1)),
    ],
)
def test_a_letter_that_is_over_or_endless_is_refused(since: date, until: date) -> None:
    with pytest.raises(Invalid):
        terms.check_days(since, until, today=TODAY)


def test_the_last_day_of_a_letter_is_one_of_its_days() -> None:
    assert terms.is_good(TODAY, TODAY, today=TODAY)
    assert not terms.is_good(date(2026, 11, 21), date(2026, 12, 1), today=TODAY)


def test_who_uses_a_card_can_only_stop_it() -> None:
    assert MAY[Role.USER] == {Act.LOOK, Act.FREEZE, Act.REPORT_LOSS}
    assert MAY[Role.USER] < MAY[Role.DEPUTY] < MAY[Role.RESPONSIBLE]
