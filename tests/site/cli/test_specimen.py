"""`yika specimen …`"""

import json
from pathlib import Path

import pytest

from tests.site.cli.conftest import Yika
from yika.connectors.printer import fonts
from yika.kit.pictures import clean

needs_font = pytest.mark.skipif(fonts.chinese() is None, reason="no font for Chinese here")


def test_whose_documents_there_are_is_listed(yika: Yika) -> None:
    listed = yika("specimen", "list", "--json")
    rows = {row["person"]: row for row in json.loads(listed.out)}
    assert rows["li-qingshan"]["sides"] == ["front", "back"]
    assert rows["anna-eriksson"]["document"] == "passport"
    assert "glare" in listed.err
    assert "li-qingshan" in yika("specimen", "list").out


@needs_font
def test_every_side_is_drawn_into_the_folder(yika: Yika, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    drawn = yika(
        "specimen", "draw", "li-qingshan", "--folder", str(folder), "--spoil", "tilt", "--json"
    )
    assert drawn.code == 0
    names = [Path(path).name for path in json.loads(drawn.out)]
    assert names == [f"li-qingshan-{one}-tilt.jpg" for one in ("front", "back", "face")]
    assert all(clean((folder / name).read_bytes()).width > 600 for name in names)


def test_an_unknown_person_or_mishap_is_told(yika: Yika, tmp_path: Path) -> None:
    assert yika("specimen", "draw", "nobody", "--folder", str(tmp_path)).code == 3
    wrong = yika("specimen", "draw", "li-qingshan", "--folder", str(tmp_path), "--spoil", "fire")
    assert wrong.code == 2
    assert "fire" in wrong.err
    assert list(tmp_path.iterdir()) == []
