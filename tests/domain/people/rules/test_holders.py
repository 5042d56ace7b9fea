"""Names, phrases and purposes: one spelling, nothing hidden in them, masked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.people.rules import holders as rules
from yika.domain.people.rules.letters import has_invisible
from yika.kit.errors import Invalid

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("张三", "张三"),
        (" 张  三 ", "张三"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("Ｌｉｎ   Ｗａｎ", "Lin Wan"),
        ("O’Brien", "O'Brien"),
        ("𠮷田", "𠮷田"),
        ("\U00031350", "\U00031350"),
        ("José María", "José María"),
        ("Anne-Marie St. John", "Anne-Marie St. John"),
        ("陳大文 Alan", "陳大文 Alan"),
    ],
)
def test_a_name_has_one_spelling(typed: str, kept: str) -> None:
    assert rules.normal_name(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "·", "张3", "=cmd()", "<b>Lin</b>", "Lin, Wan", "Lin_Wan", "😀", "a" * 61),
        *("\ue000", "张\u200b三", "Lin\u202eWan", "张\ufe00三", "\u3164", "Lin\nWan", "\u0301"),
    ],
)
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.normal_name(typed)
    assert refused.value.faults[0].where == "name"


@given(st.text(max_size=70))
def test_a_kept_name_is_its_own_normal_form_and_shows_all_it_has(typed: str) -> None:
    try:
        name = rules.normal_name(typed)
    except Invalid:
        return
    assert rules.normal_name(name) == name
    assert not has_invisible(name)
    assert 0 < len(name) <= rules.NAME_MAX


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("阿卜杜拉·买买提", "阿***"),
        ("张", "张*"),
        ("Lin Wan", "L*** W***"),
        ("", ""),
    ],
)
def test_a_masked_name_keeps_the_first_letters(name: str, shown: str) -> None:
    assert rules.masked_name(name) == shown


def test_a_phrase_is_free_but_short_and_visible() -> None:
    assert rules.normal_phrase("  青山   依旧 ") == "青山 依旧"
    assert rules.normal_phrase("") == ""
    for typed in ("a" * 41, "blue\u202ehill", "line\nbreak"):
        with pytest.raises(Invalid):
            rules.normal_phrase(typed)


def test_a_purpose_is_some_words() -> None:
    assert rules.normal_purpose(" to call   back about the card ") == "to call back about the card"
    for typed in ("", "abc", "a" * 201):
        with pytest.raises(Invalid):
            rules.normal_purpose(typed)


@pytest.mark.parametrize("born_on", [TODAY, date(1990, 2, 28), date(1896, 12, 31)])
def test_people_are_born_within_a_long_life(born_on: date) -> None:
    rules.check_born_on(born_on, today=TODAY)


@pytest.mark.parametrize("born_on", [date(2026, 11, 21), date(1895, 1, 1), date(1800, 1, 1)])
def test_nobody_is_born_tomorrow_or_in_another_age(born_on: date) -> None:
    with pytest.raises(Invalid):
        rules.check_born_on(born_on, today=TODAY)


def test_languages_are_those_on_offer() -> None:
    rules.check_language("en")
    with pytest.raises(Invalid):
        rules.check_language("fr")
    offered = [rules.offered_language(one) for one in ("en", "en-GB", "zh-hans", "fr", "")]
    assert offered == ["en", "en", "zh-hans", "zh-hans", "zh-hans"]
