"""What browsers load: small, ours, or with its origin and licence on record."""

import gzip
import hashlib
import tomllib
from pathlib import Path

import pytest
from django.test import Client

import yika.channels.common

STATIC = Path(yika.channels.common.__file__).parent / "static"
OURS = {".css", ".svg", ".js"}
TEXTS = {"vendor.toml", "OFL.txt", "LICENSE"}
FACES = [folder / "static" for folder in sorted(STATIC.parent.parent.iterdir())]


def ours(path: Path) -> bool:
    return path.suffix in OURS and "vendor" not in path.parts


def test_every_foreign_file_is_on_record_and_unchanged() -> None:
    recorded = tomllib.loads((STATIC / "vendor.toml").read_text(encoding="utf-8"))
    foreign = {
        str(path.relative_to(STATIC))
        for path in STATIC.rglob("*")
        if path.is_file() and not ours(path) and path.name not in TEXTS
    }
    assert set(recorded) == foreign
    for name, facts in recorded.items():
        assert facts["sha256"] == hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
        assert facts["name"]
        assert facts["version"]
        assert facts["licence"]


def weight(*paths: Path) -> int:
    """What a browser loads, compressed."""
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.parent.name)
def test_styles_and_scripts_of_a_face_stay_within_the_budget(face: Path) -> None:
    shared = STATIC / "common"
    styles = {*shared.glob("*.css"), *face.rglob("*.css")}
    scripts = {*shared.glob("*.js"), *(path for path in face.rglob("*.js") if ours(path))}
    assert weight(*styles) <= 10_000
    assert weight(*scripts) <= 25_000


def test_the_font_stays_within_the_budget() -> None:
    assert (STATIC / "common/inter-num.woff2").stat().st_size <= 26_000


def test_the_first_page_stays_within_the_budget(client: Client) -> None:
    page = client.get("/", headers={"accept-encoding": "gzip"}).content
    files = [path for face in ("common", "web") for path in face_files(face)]
    font = (STATIC / "common/inter-num.woff2").stat().st_size
    assert len(page) + font + weight(*files) <= 80_000


def face_files(face: str) -> list[Path]:
    return [
        path for path in (STATIC.parent.parent / face / "static" / face).iterdir() if ours(path)
    ]
