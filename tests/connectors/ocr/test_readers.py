"""Who reads pictures: nobody, a fake one, or an engine that only the reading process loads."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from tests.sources import ROOT, SOURCE, imports, modules, name_of
from yika.connectors.confined.line import give, take
from yika.connectors.ocr.absent import AbsentReader
from yika.connectors.ocr.fake import FakeReader, digest_of
from yika.connectors.ocr.rapid import RapidReader, is_installed
from yika.domain.identity.provider import DocumentReader, NotRun
from yika.domain.identity.rules.reading.boxes import Boxes

ROW = ["SPECIMEN", 0.9, [[0.0, 0.0], [9.0, 0.0], [9.0, 2.0], [0.0, 2.0]]]


def test_without_a_reader_nothing_is_run_and_nothing_passes() -> None:
    reader: DocumentReader = AbsentReader()
    assert reader.read(b"a card") == NotRun(reason="no-reader")


def test_the_fake_one_knows_only_what_it_was_told(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": {digest_of(b"a card"): [ROW]}}), encoding="utf-8")
    reader: DocumentReader = FakeReader.from_file(file)
    found = reader.read(b"a card")
    assert isinstance(found, Boxes)
    assert found.rows() == [ROW]
    assert reader.read(b"another") == Boxes(engine="fake", version="1")


def test_boxes_are_the_same_after_the_way_over_the_line() -> None:
    boxes = Boxes.of_rows([ROW], engine="fake", version="1")
    again = json.loads(json.dumps(boxes.rows()))
    assert Boxes.of_rows(again, engine="fake", version="1") == boxes


def test_the_line_gives_whole_messages_or_none() -> None:
    stream = BytesIO()
    give(stream, b"one")
    give(stream, b"")
    whole = stream.getvalue()
    stream.seek(0)
    assert (take(stream), take(stream)) == (b"one", b"")
    for length in range(len(whole) - 4):
        with pytest.raises(EOFError):
            _take_two(BytesIO(whole[:length]))


def _take_two(stream: BytesIO) -> None:
    take(stream)
    take(stream)


def test_nothing_of_the_web_knows_a_reader() -> None:
    strangers = [
        f"{name_of(path)} imports {imported}"
        for path in modules(SOURCE / "channels")
        for imported in imports(path)
        if imported.startswith("yika.connectors.ocr")
    ]
    assert not strangers


def test_the_engine_is_not_loaded_by_knowing_about_it() -> None:
    program = (
        "import sys; import yika.connectors.ocr.process, yika.connectors.ocr.rapid as rapid;"
        "rapid.is_installed(); print(sorted({'rapidocr', 'cv2', 'numpy'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not is_installed(), reason="the packages of yika[ocr] are not installed")
def test_the_engine_finds_no_text_on_a_white_picture() -> None:
    white = BytesIO()
    pillow = pytest.importorskip("PIL.Image")
    pillow.new("RGB", (640, 400), "white").save(white, "JPEG")
    found = RapidReader.load(1).read(white.getvalue())
    assert (found.engine, found.found) == ("rapidocr", ())
