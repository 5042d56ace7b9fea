"""What the demo reads on its own drawings is what stands on them, through the rules of reading."""

from datetime import date
from pathlib import Path

import pytest

from yika.connectors.face.simulator import SimulatedMatcher
from yika.connectors.ocr.fake import FakeReader
from yika.connectors.printer import fonts
from yika.domain.identity.rules.documents import RULES, Side
from yika.domain.identity.rules.reading.read import read_side
from yika.kit.pictures import Judgement, clean, judge
from yika.site.demo.specimens import FACE, people, sides
from yika.site.demo.specimens.known import picture, write_answers, write_faces

pytestmark = pytest.mark.skipif(fonts.chinese() is None, reason="no font for Chinese here")
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> FakeReader:
    file: Path = tmp_path_factory.mktemp("demo") / "answers.json"
    write_answers(file)
    return FakeReader.from_file(file)


@pytest.mark.parametrize("who", list(people()))
def test_a_specimen_is_read_as_it_was_drawn(who: str, reader: FakeReader) -> None:
    person = people()[who]
    document = next(one for one in RULES if one == person.kind)
    found: dict[str, str] = {}
    for side in sides(person.kind):
        boxes = reader.read(clean(picture(person, side)).jpeg)
        found |= read_side(document, Side(side), boxes, today=TODAY).fields.said()
    assert (found["name"], found["number"]) == (person.name, person.shown_number)
    assert found["born_on"] == person.born_on.isoformat()
    expires = person.expires_on
    assert found.get("expires_on", "") == (expires.isoformat() if expires else "")


def test_everybody_looks_like_himself_and_like_nobody_else(tmp_path: Path) -> None:
    write_faces(tmp_path / "faces.json")
    matcher = SimulatedMatcher.from_file(tmp_path / "faces.json")
    shown = {
        who: (clean(picture(one, sides(one.kind)[0])).jpeg, clean(picture(one, FACE)).jpeg)
        for who, one in people().items()
    }
    for who, (portrait, _) in shown.items():
        for other, (_, face) in shown.items():
            told = matcher.compare(portrait=portrait, face=face)
            assert (told.similar, told.same) == (who == other, False)


def test_a_drawn_face_is_good_enough_and_each_has_colors_of_his_own() -> None:
    drawn = [picture(one, FACE) for one in people().values()]
    assert all(judge(clean(one)) == Judgement(None) for one in drawn)
    assert len(set(drawn)) == len(drawn)


def test_another_picture_has_no_text(reader: FakeReader) -> None:
    assert not reader.read(b"anything else").found
