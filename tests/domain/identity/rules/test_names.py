"""Names: the legal ones in every script, the dangerous ones, and which two are one."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yika.domain.identity.rules.names import (
    Likeness,
    compare_names,
    fold_traditional,
    index_name,
    is_called,
    judge_name,
    normal_name,
)
from yika.domain.identity.rules.names.folding import _table
from yika.domain.identity.rules.reasons import Reason

EXAMPLES = 1000 if os.environ.get("YIKA_SOAK") else 40
LONG = "阿不都热合曼·买买提艾力·吐尔逊江·阿卜杜拉江"


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "欧阳修文",
        "買買提·艾力",
        LONG + "·艾力",
        "𠮷野家",
        "〇三",
        "\U00031350三",
        "\U0002ebf0三",
        "﨑山",
        "葛\U000e0100城",
        "山田 さくら",
        "김철수",
        "ERIKSSON ANNA MARIA",
        "O'Brien-Smith",
        "O’Brien, Jr.",
        "'t Hooft",
        "Raj A/L Kumar",
        "TANAKA (SMITH)",
        "Nguyễn Thị Minh Khai",
        "Łukasz Żółć",
        "محمد بن سلمان",
        "Иван Петров",
        "สมชาย",
    ],
)
def test_names_of_people_are_never_refused(name: str) -> None:
    found = judge_name(name)
    assert (found.wrong, found.odd) == (None, ())
    assert judge_name(found.name) == found


def test_the_long_name_has_its_dots() -> None:
    assert len(judge_name(LONG + "·艾力").name) >= 25


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", Reason.NAME_EMPTY),
        (" \u200b\u3000", Reason.NAME_EMPTY),
        ("名" * 121, Reason.NAME_TOO_LONG),
        ("张\ue000", Reason.NAME_PRIVATE_USE),
        ("\U000f0000三", Reason.NAME_PRIVATE_USE),
        ("=cmd|' /C calc'!A0", Reason.NAME_CHARACTERS),
        ("=cmd", Reason.NAME_CHARACTERS),
        ("+86", Reason.NAME_CHARACTERS),
        ("-1", Reason.NAME_CHARACTERS),
        ("-Anna", Reason.NAME_CHARACTERS),
        ("@SUM", Reason.NAME_CHARACTERS),
        ("<b>张三</b>", Reason.NAME_CHARACTERS),
        ("张三\x00", Reason.NAME_CHARACTERS),
        ("张\n三", Reason.NAME_CHARACTERS),
        ("Anna\tMaria", Reason.NAME_CHARACTERS),
        ("张三2", Reason.NAME_CHARACTERS),
        ("张三😀", Reason.NAME_CHARACTERS),
        ("张\ufffd", Reason.NAME_CHARACTERS),
        ("张\udc00三", Reason.NAME_CHARACTERS),
        ("·", Reason.NAME_CHARACTERS),
    ],
)
def test_what_no_document_prints_is_refused(name: str, reason: Reason) -> None:
    assert judge_name(name).wrong is reason


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("张", Reason.NAME_ONE_CHARACTER),
        ("张San", Reason.NAME_MIXED_SCRIPTS),
        ("Аnna", Reason.NAME_MIXED_SCRIPTS),
    ],
)
def test_odd_names_are_looked_at_and_kept(name: str, odd: Reason) -> None:
    found = judge_name(name)
    assert (found.name, found.wrong, found.odd) == (name, None, (odd,))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("张三 ", "张三"),
        (" 张　三\n", "张三"),
        ("买买提 · 艾力", "买买提·艾力"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("Anna  Maria ", "Anna Maria"),
        ("\u202eAnna\u200b", "Anna"),
        ("Mu\u0308ller", "Müller"),
        ("張三", "張三"),
        ("𠮷 三", "𠮷三"),
    ],
)
def test_a_name_is_kept_as_it_is_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert normal_name(typed) == kept
    assert judge_name(typed).wrong is None


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("张三", "张 三", Likeness.EXACT),
        ("買買提·艾力", "买买提•艾力", Likeness.FOLDED),
        ("張三", "张三", Likeness.FOLDED),
        ("Anna Eriksson", "ANNA ERIKSSON", Likeness.FOLDED),
        ("Müller Hans", "MUELLER HANS", Likeness.FOLDED),
        ("Müller Hans", "MULLER HANS", Likeness.FOLDED),
        ("Strauß", "STRAUSS", Likeness.FOLDED),
        ("O'Brien", "OBRIEN", Likeness.FOLDED),
        ("Nguyễn", "NGUYEN", Likeness.FOLDED),
        ("ZHANG SAN FENG", "ZHANG SANFENG", Likeness.FOLDED),
        ("葛\U000e0100城", "葛城", Likeness.FOLDED),
        ("Anna Maria Eriksson", "ERIKSSON ANNA MARIA", Likeness.ORDER),
        ("Eriksson, Anna-Maria", "ANNA MARIA ERIKSSON", Likeness.ORDER),
        ("张三", "李四", Likeness.DIFFERENT),
        ("张三", "张三丰", Likeness.DIFFERENT),
        ("Anna", "Anna Anna", Likeness.DIFFERENT),
        ("が", "か", Likeness.DIFFERENT),
        ("", "张三", Likeness.DIFFERENT),
    ],
)
def test_two_spellings_are_one_name_or_are_not(one: str, other: str, likeness: Likeness) -> None:
    assert compare_names(one, other) is likeness
    assert compare_names(other, one) is likeness


def test_a_name_that_a_zone_cut_is_like_its_beginning() -> None:
    whole, cut = "NILAVADHANANANDA CHAYAPA DEJTHAMRONG", "NILAVADHANANANDA CHAYAPA DEJ"
    assert compare_names(whole, cut) is Likeness.DIFFERENT
    assert compare_names(whole, cut, cut=True) is Likeness.CUT
    assert compare_names(whole, "", cut=True) is Likeness.DIFFERENT


def test_the_index_of_a_name_finds_its_spellings() -> None:
    for one, other in (("張三", "张 三"), ("Anna-Maria", "ANNA MARIA"), ("Łukasz", "łukasz")):
        assert index_name(one) == index_name(other)
    assert index_name("张三") != index_name("张四")


def test_what_readers_make_traditional_is_folded_back() -> None:
    assert fold_traditional("黃國漢壯爾") == "黄国汉壮尔"


def test_no_character_of_today_is_folded_away() -> None:
    """What is simplified already stays, and folding twice changes nothing more."""
    table = _table()
    assert not {ord(simple) for simple in table.values()} & set(table)
    assert all(simple.encode("gb2312") for simple in table.values())
    kept = "乾於著瞭藉昇堃喆甦淼濬钟锺"
    assert fold_traditional(kept) == kept


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_makes_it_stumble(one: str, other: str) -> None:
    found = judge_name(one)
    assert judge_name(found.name).name == found.name
    assert compare_names(one, one) is Likeness.EXACT
    assert compare_names(one, other) is compare_names(other, one)
    index_name(one)


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=40))
def test_no_accepted_name_is_a_formula_or_a_tag(text: str) -> None:
    found = judge_name(text)
    assert found.wrong or (found.name[0] not in "=+-@\t\r" and not set(found.name) & set("<>&\x00"))


@pytest.mark.parametrize(
    ("called", "names", "same"),
    [
        ("張三", ["张三"], True),
        ("san zhang", ["张三", "ZHANG SAN"], True),
        ("Müller Jörg", ["JOERG MUELLER"], True),
        ("小三", ["张三"], False),
        ("Lin", ["林晚", ""], False),
    ],
)
def test_an_account_is_called_like_any_of_the_names(
    called: str, names: list[str], same: bool
) -> None:
    assert is_called(called, names) is same
