"""Documents read: pictures a minute, and the memory of the reading process."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.identity.here import Times
from bench.identity.pictures import KINDS, as_many, uploads
from bench.meter import Measured, Meter, family_seconds
from bench.report import Figure, Report
from bench.run import say
from yika.connectors.confined.process import Confined
from yika.connectors.ocr.process import ReadingProcess
from yika.kit.pictures import clean


@dataclass(frozen=True, slots=True)
class Confining:
    """A confined process as something to be metered."""

    process: Confined

    def processor_seconds(self) -> float:
        return family_seconds(self.process.pid) if self.process.pid else 0

    def log_bytes(self) -> int:
        return 0

    def peak(self) -> str:
        """The most memory it ever had."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return f"{int(line.split()[1]) / 1024:,.0f} MiB"
        return "unknown"


@dataclass(frozen=True, slots=True)
class Readings(Confining):
    """The reading process."""

    process: ReadingProcess

    def read(self, picture: bytes) -> None:
        self.process.read(picture)


def measure(report: Report, times: Times) -> None:
    """Read pictures and make them clean, in turns."""
    with ReadingProcess() as process:
        readings = Readings(process)
        for name, kind in KINDS.items():
            say(f"reading {name}s: {times.repetitions} × {times.count}")
            figure = _figure(name, readings, uploads(kind), times)
            report.figures.append(figure)
            report.machine[f"{name}s read a minute"] = f"{_a_minute(figure):.0f}"
        report.machine["most memory of the reading process"] = readings.peak()


def _figure(name: str, readings: Readings, sent: Sequence[bytes], times: Times) -> Figure:
    read = Figure(f"read.{name}")
    pictures = [clean(one).jpeg for one in sent]
    readings.read(pictures[0])  # its beginning is not what a picture costs
    for _ in range(times.repetitions):
        cleaned = _cleaned(readings, as_many(sent, times.count))
        read.add(_read(readings, as_many(pictures, times.count)), cleaned.rate)
    return read


def _a_minute(figure: Figure) -> float:
    return 60 * median(measured.rate for measured in figure.measured)


def _cleaned(readings: Readings, sent: Sequence[bytes]) -> Measured:
    meter = Meter(readings)
    for one in sent:
        clean(one)
    return meter.read(len(sent))


def _read(readings: Readings, pictures: Sequence[bytes]) -> Measured:
    meter = Meter(readings)
    for picture in pictures:
        readings.read(picture)
    return meter.read(len(pictures))
