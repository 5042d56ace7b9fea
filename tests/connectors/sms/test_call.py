"""What can be said of a call, whatever happens to the line."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.connectors.sms.samples import CODE, REFERENCE, TEXTS
from yika.connectors.sms.aliyun import Aliyun
from yika.connectors.sms.approved import ApprovedTexts
from yika.connectors.sms.fake import (
    BROKEN,
    CUT_AFTER_TAKING,
    CUT_BEFORE_TAKING,
    HANGING,
    FakeProvider,
    Mood,
)
from yika.connectors.sms.tencent import Tencent
from yika.domain.journal.provider import WayOut
from yika.kit.errors import Invalid, Unavailable, Unknown

Make = Callable[[str], WayOut]


def aliyun(endpoint: str) -> WayOut:
    return Aliyun(
        key_id="key",
        key_secret="secret",
        signature="一卡",
        texts=TEXTS,
        endpoint=endpoint,
        timeout=0.3,
    )


def tencent(endpoint: str) -> WayOut:
    return Tencent(
        key_id="key",
        key_secret="secret",
        app_id="1400006666",
        signature="一卡",
        texts=TEXTS,
        endpoint=endpoint,
        timeout=0.3,
    )


both = pytest.mark.parametrize("make", [aliyun, tencent])


def send(way: WayOut) -> None:
    way.send(reference=REFERENCE, payload=CODE.payload())


@both
@pytest.mark.parametrize("mood", [CUT_AFTER_TAKING, CUT_BEFORE_TAKING, HANGING, BROKEN])
def test_without_a_whole_answer_the_outcome_is_unknown(make: Make, mood: Mood) -> None:
    with FakeProvider() as provider:
        provider.moods.append(mood)
        with pytest.raises(Unknown) as trouble:
            send(make(provider.url))
    assert trouble.value.reference == REFERENCE
    assert len(provider.taken) == mood.take


@both
def test_a_repeat_after_an_unknown_outcome_has_the_same_reference(make: Make) -> None:
    with FakeProvider() as provider:
        provider.moods.append(CUT_AFTER_TAKING)
        with pytest.raises(Unknown):
            send(make(provider.url))
        send(make(provider.url))
    assert [taken.reference for taken in provider.taken] == [REFERENCE, REFERENCE]


@both
def test_a_page_from_something_in_between_means_that_nothing_was_taken(make: Make) -> None:
    with FakeProvider() as provider:
        provider.moods.append(Mood(take=False, status=403, text="<html>Forbidden</html>"))
        with pytest.raises(Unavailable, match="answers 403"):
            send(make(provider.url))


@both
def test_a_provider_that_is_not_there_has_taken_nothing(make: Make) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unavailable, match="cannot be reached") as trouble:
        send(make(f"http://127.0.0.1:{port}"))
    assert not trouble.value.permanent


@both
def test_a_text_that_is_not_approved_yet_waits(make: Make) -> None:
    other = CODE.payload() | {"form": "code.reset"}
    with (
        FakeProvider() as provider,
        pytest.raises(Unavailable, match=r"no approved text code\.reset"),
    ):
        make(provider.url).send(reference=REFERENCE, payload=other)
    assert provider.taken == []


@both
def test_what_is_no_short_message_is_of_no_use_for_ever(make: Make) -> None:
    with pytest.raises(Unavailable) as trouble:
        make("http://127.0.0.1:9").send(reference=REFERENCE, payload={"to": "somebody"})
    assert trouble.value.permanent


def test_the_ids_of_the_texts_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "texts.toml"
    file.write_text('[zh-hans]\n"code.sign-in+phrase" = "SMS_7"\n', encoding="utf-8")
    assert ApprovedTexts.load(file).id_of(CODE) == "SMS_7"


@pytest.mark.parametrize("text", ["[zh-hans", '"code" = "SMS_1"', "[zh-hans]\ncode = 1"])
def test_a_faulty_file_of_texts_is_told_with_its_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "texts.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid, match=r"texts\.toml"):
        ApprovedTexts.load(file)
