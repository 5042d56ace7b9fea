"""What commands share: data to stdout, the rest to stderr, nothing at all when asked."""

import io
import json

import pytest
import typer

from yika.site.cli import frame


def test_data_is_json_or_text_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    frame.answer({"name": "成人交通卡"}, json=True, text="unused")
    frame.answer({"name": "x"}, json=False, text="for people")
    frame.say("on the way to {place}", place="stderr")
    out, err = capsys.readouterr()
    assert json.loads(out[: out.index("}") + 1]) == {"name": "成人交通卡"}
    assert out.endswith("for people\n")
    assert err == "on the way to stderr\n"


def test_quiet_keeps_warnings_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame.manner, "quiet", True)
    frame.say("unheard")
    frame.warn("heard")
    assert capsys.readouterr().err == "heard\n"


def test_tables_show_markup_as_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    frame.answer([], json=False, text=frame.table(["Name"], [["[red]plain[/red]"]]))
    assert "[red]plain[/red]" in capsys.readouterr().out


def test_no_bar_is_drawn_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with frame.progress("Working", 3) as report:
        report(1)
        report(2)
    assert capsys.readouterr().err == ""


def test_no_color_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    frame.answer([], json=False, text=frame.table(["Name"], [["x"]]))
    assert "\x1b" not in capsys.readouterr().out


def test_a_password_from_standard_input_loses_only_its_line_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(" a b \r\nignored\n"))
    assert frame.password(from_stdin=True) == " a b "


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        ({"LANG": "zh_CN.UTF-8", "YIKA_LANGUAGE": "en"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN"}, "zh-hans"),
    ],
)
def test_the_language_is_the_one_of_the_terminal(environ: dict[str, str], language: str) -> None:
    assert frame.language(environ) == language


def test_what_cannot_be_undone_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    frame.confirm("Really?", yes=True)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    with pytest.raises(typer.Abort):
        frame.confirm("Really?", yes=False)
