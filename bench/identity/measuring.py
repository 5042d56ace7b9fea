"""All that is measured of real names, in its order."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bench.growth import short
from bench.identity import cipher, comparing, desk, pictures, reading
from bench.identity.desk import Base
from bench.identity.here import Times
from bench.report import Report
from bench.run import run, say
from yika.connectors.face import dlib_faces
from yika.connectors.ocr.rapid import installed_version, is_installed
from yika.kit.keyring import Keyring

PERSONS = 10_000_000
SMALLER = 10  # than SQLite's, for the log of PostgreSQL would need more room than its tables


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured of what needs no large database."""

    repetitions: int
    pictures: int
    read: int
    values: int
    handed_in: int

    def __str__(self) -> str:
        reader = installed_version()
        read = f"{self.read} of them read by rapidocr {reader}" if reader else "nothing is read"
        if matcher := dlib_faces.installed_version():
            read += f"; {self.read} pairs of drawn faces compared by dlib {matcher}"
        return (
            f"{self.repetitions} × {self.pictures} pictures of specimens, ÷ Pillow opening and "
            f"writing them; {read}; {self.values:,} values sealed and opened, ÷ bare AES-GCM; "
            f"{self.handed_in} verifications handed in, ÷ writing the same rows"
        )

    def times(self, count: int) -> Times:
        return Times(count, self.repetitions)


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many persons there are, and how often some are looked for."""

    persons: int
    repetitions: int

    def __str__(self) -> str:
        return (
            f"{self.repetitions} × {desk.LOOKED_FOR} persons, half of them known, looked for among "
            f"{short(self.persons)} proven ones (PostgreSQL {short(self.persons // SMALLER)}), ÷ "
            f"among {short(desk.FEW)}; `seek`: their blind index alone"
        )


FULL, QUICK = Extent(5, 60, 20, 20_000, 200), Extent(1, 3, 2, 500, 5)
CROWD, SMALL_CROWD = Crowd(PERSONS, 5), Crowd(200_000, 1)


def measure(*, quick: bool) -> Report:
    """Pictures, cipher, and what handing in takes."""
    extent = QUICK if quick else FULL
    with _bases("identity", quick=quick, how=str(extent)) as (bases, report):
        say(f"pictures: {extent.repetitions} × {extent.pictures} of each kind")
        report.figures += pictures.figures(extent.times(extent.pictures))
        if is_installed():
            reading.measure(report, extent.times(extent.read))
        if dlib_faces.is_installed():
            comparing.measure(report, extent.times(extent.read))
        say(f"sealing and opening {extent.values:,} values")
        report.figures += cipher.figures(extent.times(extent.values))
        for base in bases:
            base.make()
            base.hand_in(report, extent.times(extent.handed_in))
    return report


def measure_persons(*, quick: bool, persons: int = PERSONS) -> Report:
    """The look for duplicates, limits and history, among few and among many."""
    extent = SMALL_CROWD if quick else replace(CROWD, persons=persons)
    with _bases("persons", quick=quick, how=str(extent)) as (bases, report):
        for base in bases:
            base.make()
            grown = extent.persons // (1 if base.engine.key == "sqlite" else SMALLER)
            base.find(report, Times(grown, extent.repetitions))
    return report


@contextmanager
def _bases(name: str, *, quick: bool, how: str) -> Iterator[tuple[list[Base], Report]]:
    with run(name, quick=quick, how=how) as (both, report):
        keyring = both.folder / "keyring.toml"
        Keyring.generate().save(keyring)
        yield [Base(engine, keyring) for engine in both], report
