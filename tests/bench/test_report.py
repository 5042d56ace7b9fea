"""A benchmark's figures are medians of ratios, and they are published whole or not at all."""

from pathlib import Path

import pytest

from bench.meter import Measured
from bench.report import Figure, Report, publish


def measured(rate: float) -> Measured:
    return Measured(items=int(rate), seconds=1, processor_seconds=1, log_bytes=100)


@pytest.fixture
def report() -> Report:
    figure = Figure("pg.batch.1000", goal=6)
    for ours, reference in ((100, 20), (900, 100), (700, 100)):
        figure.add(measured(ours), measured(reference).rate)
    return Report("ledger", False, "3 × 1 s", {"cores": "2"}, [figure], probes=[900, 1000])


def test_a_figure_is_the_median_of_the_ratios_of_each_repetition(report: Report) -> None:
    assert report.as_json()["values"] == {"pg.batch.1000": 7}
    assert list(report.figures[0].cells())[1:4] == ["7.00", "≥ 6 ✓", "5.00 to 9.00"]


def test_a_disk_that_drifted_more_than_twice_makes_the_run_void(report: Report) -> None:
    assert report.counts
    report.probes = [900, 2000]
    assert report.void
    assert not report.counts


def test_a_fault_in_a_book_is_told_in_place_of_ok(report: Report) -> None:
    assert report.as_json()["invariants"] == "ok"
    report.faults = ["pg: a move is missing"]
    assert report.as_json()["invariants"] == ["pg: a move is missing"]
    assert not report.counts


def test_publishing_again_replaces_the_section_and_leaves_the_others(
    report: Report, tmp_path: Path
) -> None:
    page = tmp_path / "RESULTS.md"
    page.write_text("# Results\n\n<!-- begin other -->\nkept\n<!-- end other -->\n", "utf-8")
    publish(report, page)
    report.how = "5 × 10 s"
    publish(report, page)

    text = page.read_text("utf-8")
    assert "kept" in text
    assert text.count("<!-- begin ledger -->") == text.count("| `pg.batch.1000` |") == 1
    assert "5 × 10 s" in text
    assert "3 × 1 s" not in text
