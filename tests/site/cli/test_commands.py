"""The frame of the command line: wrong use is answered with help, never with a traceback."""

import json

import pytest
from typer.core import TyperGroup

from tests.site.cli.conftest import Yika
from yika.site.cli.root import make_root


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such-command"], "No such command"),
        (["staf"], "staff"),
        (["staff", "create"], "Missing argument"),
        (["migrate", "--no-such-option"], "No such option"),
        (["serve", "--port", "none"], "--port"),
        (["serve", "--port", "70000"], "--port"),
        ([], "Usage: yika"),
        (["keys"], "Usage: yika keys"),
    ],
)
def test_wrong_use_is_explained(yika: Yika, arguments: list[str], told: str) -> None:
    outcome = yika(*arguments)
    assert outcome.code == 2
    assert told in outcome.err
    assert "Traceback" not in outcome.err
    assert not outcome.out


def test_help_and_version_are_data(yika: Yika) -> None:
    assert "doctor" in yika("--help").out
    assert yika("--version").out.strip()
    assert yika("--help").code == yika("--version").code == 0


def test_help_comes_in_the_language_of_the_reader(
    yika: Yika, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("YIKA_LANGUAGE")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    assert "检查" in yika("--help").out


def commands(group: TyperGroup, path: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name, command in group.commands.items():
        found.append((f"{path}{name}", command))
        if isinstance(command, TyperGroup):
            found += commands(command, f"{path}{name} ")
    return found


def test_a_command_is_the_same_whether_all_others_are_loaded_or_not() -> None:
    whole = dict(commands(make_root(sound=True)))
    for word in make_root(sound=True).commands:
        below = {path for path in whole if path.split()[0] == word}
        alone = dict(commands(make_root(["--quiet", word, "--help"], sound=True)))
        assert {path for path in alone if path.split()[0] == word} == below
        assert len(alone) < len(whole)


def test_every_command_and_option_says_what_it_is_for() -> None:
    silent = [
        f"{name} {parameter.name}"
        for name, command in commands(make_root(sound=True))
        for parameter in command.params
        if not parameter.help
    ] + [name for name, command in commands(make_root(sound=True)) if not command.help]
    assert not silent


def test_every_setting_is_shown_with_its_meaning(
    yika: Yika, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not-to-be-seen")
    shown = json.loads(yika("config", "--list", "--json").out)
    assert all(one["purpose"] for one in shown)
    assert "not-to-be-seen" not in str(shown)
    assert "YIKA_HOME" in yika("config").out


def test_faulty_settings_are_told_all_at_once_and_can_still_be_listed(
    yika: Yika, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIKA_DEBUG", "perhaps")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    outcome = yika("migrate")
    assert outcome.code == 2
    assert "YIKA_DEBUG: must be on or off" in outcome.err
    assert "LOG_LEVEL" in outcome.err
    listed = yika("config")
    assert listed.code == 2
    assert "must be on or off" in listed.out
