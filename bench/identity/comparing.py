"""Faces compared: pairs a minute, and the memory of the comparing process."""

from statistics import median

from bench.identity.here import Times
from bench.identity.reading import Confining
from bench.meter import Measured, Meter
from bench.report import Figure, Report
from bench.run import say
from yika.connectors.face.process import ComparingProcess
from yika.kit.pictures import clean
from yika.site.demo import specimens

Pair = tuple[bytes, bytes]


def measure(report: Report, times: Times) -> None:
    """Compare drawn faces, which the engine takes for faces, and make them clean, in turns."""
    say(f"comparing faces: {times.repetitions} × {times.count}")
    sent = [specimens.as_jpeg(specimens.draw_face(one)) for one in specimens.people().values()]
    pairs = list(zip(sent, sent[1:] + sent[:1], strict=True))
    wanted = [pairs[place % len(pairs)] for place in range(times.count)]
    figure = Figure("compare.faces")
    with ComparingProcess() as process:
        metered = Confining(process)
        _compare(metered, wanted[:1])  # its beginning is not what a pair costs
        for _ in range(times.repetitions):
            cleaned = _clean(metered, wanted)
            figure.add(_compare(metered, wanted), cleaned.rate)
        a_minute = 60 * median(measured.rate for measured in figure.measured)
        report.machine["pairs of faces compared a minute"] = f"{a_minute:.0f}"
        report.machine["most memory of the comparing process"] = metered.peak()
    report.figures.append(figure)


def _clean(metered: Confining, pairs: list[Pair]) -> Measured:
    meter = Meter(metered)
    for both in pairs:
        for one in both:
            clean(one)
    return meter.read(len(pairs))


def _compare(metered: Confining, pairs: list[Pair]) -> Measured:
    ready = [(clean(one).jpeg, clean(other).jpeg) for one, other in pairs]
    process = metered.process
    assert isinstance(process, ComparingProcess)
    meter = Meter(metered)
    for portrait, face in ready:
        process.compare(portrait=portrait, face=face)
    return meter.read(len(pairs))
