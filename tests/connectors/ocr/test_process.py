"""The reading process: whatever happens inside it, who asked lives on and may ask again."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yika.connectors.ocr.fake import digest_of
from yika.connectors.ocr.process import ReadingProcess
from yika.kit.errors import Unavailable

CARD, OTHER, BAD = b"a card", b"another card", b"one that does something"
ROW: list[Any] = ["110105199005121017", 0.99, [[0, 0], [9, 0], [9, 2], [0, 2]]]


def answers(folder: Path, **mood: object) -> Path:
    file = folder / "answers.json"
    told = {"answers": {digest_of(CARD): [ROW]}, "moods": {digest_of(BAD): mood}}
    file.write_text(json.dumps(told), encoding="utf-8")
    return file


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ReadingProcess]:
    with ReadingProcess(answers=answers(tmp_path, dies=True), seconds=20) as one:
        yield one


def test_it_begins_when_the_first_picture_comes_and_stays(reader: ReadingProcess) -> None:
    assert reader.pid is None
    assert reader.read(CARD).rows() == [ROW]
    first = reader.pid
    assert first
    assert reader.read(OTHER).found == ()
    assert reader.pid == first


def test_it_knows_neither_keys_nor_the_database(
    reader: ReadingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "planted")
    monkeypatch.setenv("DATABASE_URL", "postgresql://planted")
    reader.read(CARD)
    assert "planted" not in Path(f"/proc/{reader.pid}/environ").read_text(encoding="utf-8")


def test_a_picture_that_kills_it_is_told_and_the_next_one_is_read(reader: ReadingProcess) -> None:
    with pytest.raises(Unavailable) as trouble:
        reader.read(BAD)
    assert not trouble.value.permanent
    assert reader.pid is None
    assert reader.read(CARD).rows() == [ROW]


def test_killed_in_the_middle_of_a_picture_it_begins_anew(tmp_path: Path) -> None:
    with ReadingProcess(answers=answers(tmp_path, seconds=60), seconds=50) as reader:
        reader.read(CARD)
        pid = reader.pid
        assert pid
        threading.Timer(0.2, os.kill, (pid, signal.SIGKILL)).start()
        began = time.monotonic()
        with pytest.raises(Unavailable):
            reader.read(BAD)
        assert time.monotonic() - began < 10
        assert reader.read(CARD).rows() == [ROW]
        assert reader.pid != pid


def test_a_picture_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with ReadingProcess(answers=answers(tmp_path, seconds=60), seconds=50) as reader:
        reader.read(CARD)
        reader.seconds = 0.2
        with pytest.raises(Unavailable) as trouble:
            reader.read(BAD)
        assert not trouble.value.permanent


def test_a_picture_that_eats_all_the_memory_is_given_up_for_good(tmp_path: Path) -> None:
    with ReadingProcess(answers=answers(tmp_path, megabytes=900), megabytes=600) as reader:
        with pytest.raises(Unavailable, match="memory") as trouble:
            reader.read(BAD)
        assert trouble.value.permanent
        assert reader.read(CARD).rows() == [ROW]


def test_what_the_engine_does_not_understand_it_never_will(tmp_path: Path) -> None:
    with ReadingProcess(answers=answers(tmp_path, fails=True)) as reader:
        reader.read(CARD)
        pid = reader.pid
        with pytest.raises(Unavailable, match="ValueError") as trouble:
            reader.read(BAD)
        assert trouble.value.permanent
        assert "a picture" not in str(trouble.value)  # the engine's words may quote what it read
        assert reader.read(CARD).rows() == [ROW]
        assert reader.pid == pid


def test_pictures_are_read_one_at_a_time_whoever_asks(tmp_path: Path) -> None:
    with ReadingProcess(answers=answers(tmp_path, seconds=0.1)) as reader:
        found: list[int] = []
        threads = [
            threading.Thread(target=lambda each=each: found.append(len(reader.read(each).found)))
            for each in (BAD, CARD, BAD, CARD)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(found) == [0, 0, 1, 1]


def test_after_so_many_pictures_or_a_long_rest_it_is_a_fresh_one(tmp_path: Path) -> None:
    file = answers(tmp_path)
    with ReadingProcess(answers=file, pictures_max=1, idle=0.1) as reader:
        reader.read(CARD)
        first = reader.pid
        reader.read(CARD)
        assert reader.pid != first
        deadline = time.monotonic() + 5
        while reader.pid and time.monotonic() < deadline:
            time.sleep(0.02)
        assert reader.pid is None  # gone by itself, and its memory with it
        assert reader.read(CARD).rows() == [ROW]


def test_it_ends_with_whoever_asked(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys;"
        "from yika.connectors.ocr.process import ReadingProcess;"
        "reader = ReadingProcess(answers=pathlib.Path(sys.argv[1]));"
        "reader.read(b'a card'); print(reader.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", program, str(answers(tmp_path))]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    said = subprocess.run(command, capture_output=True, text=True, check=False, env=env).stdout
    deadline = time.monotonic() + 5
    while _lives(int(said)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _lives(int(said))


def _lives(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
