"""Programs that compare faces: in a process of their own, with one figure, and nothing kept."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageDraw

from tests.sources import ROOT, SOURCE, imports, modules, name_of
from yika.connectors.face.absent import AbsentMatcher
from yika.connectors.face.dlib_faces import NET, POINTS, SIMILAR, figure, is_installed
from yika.connectors.face.process import ComparingProcess
from yika.connectors.face.simulator import (
    ENOUGH,
    NONE,
    SAME,
    SEVERAL,
    SMALL,
    SimulatedMatcher,
    digest_of,
)
from yika.domain.identity.provider import FaceMatcher, Likeness, NotRun
from yika.site.demo.specimens import as_jpeg, draw_face, people

CARD, FACE, NOBODY = b"a card", b"a face", b"a wall"
TOLD = {digest_of(FACE): 72, digest_of(NOBODY): NONE}
with_dlib = pytest.mark.skipif(
    not is_installed(), reason="the packages of yika[face] are not installed"
)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[ComparingProcess]:
    file = tmp_path / "faces.json"
    file.write_text(json.dumps(TOLD), encoding="utf-8")
    with ComparingProcess(answers=file, seconds=20) as one:
        yield one


def test_two_pictures_go_in_and_one_figure_comes_out(program: ComparingProcess) -> None:
    matcher: FaceMatcher = program
    told = matcher.compare(portrait=CARD, face=FACE)
    assert told == Likeness(alike=72, similar=True, engine="simulated-faces", version="1")
    told = matcher.compare(portrait=CARD, face=NOBODY)
    assert isinstance(told, Likeness)
    assert (told.alike, told.several) == (None, False)


def test_it_begins_with_the_first_faces_and_anew_when_it_was_killed(
    program: ComparingProcess,
) -> None:
    assert program.pid is None
    program.compare(portrait=CARD, face=FACE)
    first = program.pid
    assert first
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert program.compare(portrait=CARD, face=FACE).alike == 72
    assert program.pid != first


def test_it_knows_neither_keys_nor_the_database(
    program: ComparingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "planted")
    program.compare(portrait=CARD, face=FACE)
    assert "planted" not in Path(f"/proc/{program.pid}/environ").read_text(encoding="utf-8")


def test_without_a_program_nothing_is_said() -> None:
    assert AbsentMatcher().compare(portrait=CARD, face=FACE) == NotRun(reason="no-matcher")


def test_the_simulated_one_has_every_answer_there_is(tmp_path: Path) -> None:
    def says(figure: int) -> tuple[int | None, bool, bool, bool, bool]:
        told = SimulatedMatcher({digest_of(FACE): figure}).compare(portrait=CARD, face=FACE)
        return told.alike, told.similar, told.same, told.several, told.small

    assert says(ENOUGH) == (ENOUGH, True, False, False, False)
    assert says(ENOUGH - 1) == (ENOUGH - 1, False, False, False, False)
    assert says(SAME) == (SAME, True, True, False, False)
    assert says(SEVERAL) == (None, False, False, True, False)
    assert says(SMALL) == (None, False, False, False, True)
    assert says(NONE) == (None, False, False, False, False)
    assert SimulatedMatcher.from_file(tmp_path / "none.json").told == {}


@given(some.floats(0, 2), some.floats(0, 2))
def test_further_apart_is_never_more_alike(one: float, other: float) -> None:
    nearer, further = sorted((one, other))
    assert 100 >= figure(nearer) >= figure(further) >= 0
    assert figure(SIMILAR) == ENOUGH


def test_nothing_of_the_web_knows_such_a_program() -> None:
    strangers = [
        f"{name_of(path)} imports {imported}"
        for path in modules(SOURCE / "channels")
        for imported in imports(path)
        if imported.startswith(("yika.connectors.face", "yika.connectors.confined"))
    ]
    assert not strangers


def test_the_engine_is_not_loaded_by_knowing_about_it() -> None:
    program = (
        "import sys; import yika.connectors.face.process, yika.connectors.face.dlib_faces as faces;"
        "faces.is_installed();"
        "print(sorted({'dlib', 'numpy', 'face_recognition_models'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout.strip() == "[]"


def test_of_the_models_only_those_are_named_that_may_be_used() -> None:
    assert (POINTS, NET) == (
        "shape_predictor_5_face_landmarks.dat",
        "dlib_face_recognition_resnet_model_v1.dat",
    )
    said = [path.read_text(encoding="utf-8") for path in modules(SOURCE / "connectors" / "face")]
    assert not any("68_face_landmarks" in one for one in said)
    assert not any("import face_recognition_models" in one for one in said)


@with_dlib
def test_the_engine_finds_nobody_on_a_drawing_and_forgets_it() -> None:
    out = BytesIO()
    image = Image.new("RGB", (900, 700), (205, 212, 218))
    ImageDraw.Draw(image).ellipse((300, 120, 600, 520), fill=(224, 190, 160))
    image.save(out, "JPEG")
    with ComparingProcess() as program:
        told = program.compare(portrait=out.getvalue(), face=out.getvalue())
    assert (told.alike, told.engine, bool(told.version)) == (None, "dlib", True)


@with_dlib
def test_one_face_twice_is_the_same_picture_and_two_are_several() -> None:
    drawn = [draw_face(one) for one in people().values()][:2]
    both = Image.new("RGB", (1440, 960))
    for place, one in enumerate(drawn):
        both.paste(one, (720 * place, 0))
    with ComparingProcess() as program:
        once = program.compare(portrait=as_jpeg(drawn[0]), face=as_jpeg(drawn[0]))
        two = program.compare(portrait=as_jpeg(drawn[0]), face=as_jpeg(both))
        far = program.compare(portrait=as_jpeg(drawn[0].resize((100, 133))), face=as_jpeg(drawn[0]))
    assert (once.alike, once.similar, once.same) == (100, True, True)
    assert (two.alike, two.several) == (None, True)
    assert (far.alike, far.small) == (None, True)
