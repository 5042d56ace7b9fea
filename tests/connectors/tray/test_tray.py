"""The tray keeps a line for everything sent."""

import json
import stat
from pathlib import Path

import pytest

from yika.connectors.tray.tray import Tray
from yika.kit.errors import Unavailable


def test_each_thing_sent_is_one_line_of_json(tmp_path: Path) -> None:
    tray = Tray(tmp_path / "tray" / "message.jsonl")
    tray.send(reference="card.lost:1", payload={"text": "您的卡\n已挂失。"})
    tray.send(reference="card.lost:2", payload={})
    lines = [json.loads(line) for line in tray.file.read_text(encoding="utf-8").splitlines()]
    assert lines == [
        {"reference": "card.lost:1", "payload": {"text": "您的卡\n已挂失。"}},
        {"reference": "card.lost:2", "payload": {}},
    ]


def test_the_tray_is_for_its_owner_only(tmp_path: Path) -> None:
    tray = Tray(tmp_path / "tray" / "message.jsonl")
    tray.send(reference="r", payload={})
    assert stat.S_IMODE(tray.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(tray.file.parent.stat().st_mode) == 0o700


def test_a_tray_that_cannot_be_written_is_unavailable_for_now(tmp_path: Path) -> None:
    (tmp_path / "tray").write_text("a file where the folder should be")
    with pytest.raises(Unavailable) as trouble:
        Tray(tmp_path / "tray" / "message.jsonl").send(reference="r", payload={})
    assert not trouble.value.permanent


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_unavailable_for_now() -> None:
    with pytest.raises(Unavailable, match="No space left"):
        Tray(Path("/dev/full")).send(reference="r", payload={})
