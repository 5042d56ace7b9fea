"""What browsers load: small, ours, or with its origin and licence on record."""

import gzip
import hashlib
import tomllib
from pathlib import Path

from django.test import Client

import yika.channels.web

STATIC = Path(yika.channels.web.__file__).parent / "static"
OURS = {".css", ".svg", ".js"}


def test_every_foreign_file_is_on_record_and_unchanged() -> None:
    recorded = tomllib.loads((STATIC / "vendor.toml").read_text(encoding="utf-8"))
    foreign = {
        str(path.relative_to(STATIC))
        for path in STATIC.rglob("*")
        if path.is_file()
        and path.suffix not in OURS
        and path.name not in {"vendor.toml", "OFL.txt"}
    }
    assert set(recorded) == foreign
    for name, facts in recorded.items():
        assert facts["sha256"] == hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
        assert facts["name"]
        assert facts["version"]
        assert facts["licence"]


def test_styles_and_the_font_stay_within_the_budget() -> None:
    styles = sum(len(gzip.compress(path.read_bytes())) for path in STATIC.rglob("*.css"))
    assert styles <= 10_000
    assert (STATIC / "web/inter-num.woff2").stat().st_size <= 26_000


def test_the_first_page_stays_within_the_budget(client: Client) -> None:
    page = client.get("/", headers={"accept-encoding": "gzip"}).content
    files = [path for path in (STATIC / "web").iterdir() if path.suffix in OURS]
    font = (STATIC / "web/inter-num.woff2").stat().st_size
    assert len(page) + font + sum(len(gzip.compress(path.read_bytes())) for path in files) <= 80_000
