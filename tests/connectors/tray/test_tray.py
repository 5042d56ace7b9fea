"""The tray keeps a line for everything sent."""

import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from yika.connectors.tray.tray import Laid, Tray
from yika.kit.errors import Unavailable


def tray(folder: Path, now: datetime) -> Tray:
    return Tray(folder / "tray" / "sms.jsonl", clock=lambda: now)


def test_each_thing_sent_is_one_line_of_json(tmp_path: Path, now: datetime) -> None:
    one = tray(tmp_path, now)
    one.send(reference="card.lost:1", payload={"text": "您的卡\n已挂失。"})
    one.send(reference="card.lost:2", payload={})
    assert one.file.read_text(encoding="utf-8") == (
        '{"reference": "card.lost:1", "at": "2026-11-20T04:00:00+00:00",'
        ' "payload": {"text": "您的卡\\n已挂失。"}}\n'
        '{"reference": "card.lost:2", "at": "2026-11-20T04:00:00+00:00", "payload": {}}\n'
    )


def test_what_was_laid_there_last_is_read_first(tmp_path: Path, now: datetime) -> None:
    for number in range(3):
        at = now + timedelta(seconds=number)
        tray(tmp_path, at).send(reference=f"r{number}", payload={"n": number})
    assert tray(tmp_path, now).read(limit=2) == [
        Laid(reference="r2", at=now + timedelta(seconds=2), payload={"n": 2}),
        Laid(reference="r1", at=now + timedelta(seconds=1), payload={"n": 1}),
    ]


def test_a_tray_that_nothing_was_sent_to_is_empty(tmp_path: Path, now: datetime) -> None:
    assert tray(tmp_path, now).read() == []


def test_the_tray_is_for_its_owner_only(tmp_path: Path, now: datetime) -> None:
    one = tray(tmp_path, now)
    one.send(reference="r", payload={})
    assert stat.S_IMODE(one.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(one.file.parent.stat().st_mode) == 0o700


def test_a_tray_that_cannot_be_written_is_unavailable_for_now(
    tmp_path: Path, now: datetime
) -> None:
    (tmp_path / "tray").write_text("a file where the folder should be")
    with pytest.raises(Unavailable) as trouble:
        tray(tmp_path, now).send(reference="r", payload={})
    assert not trouble.value.permanent


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_unavailable_for_now() -> None:
    with pytest.raises(Unavailable, match="No space left"):
        Tray(Path("/dev/full")).send(reference="r", payload={})
