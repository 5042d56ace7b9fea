"""The keys that encrypt and seal: `yika keys …`."""

import typer
from django.conf import settings

from yika.domain.vault import queries
from yika.domain.vault.actions.rewrap import Rewrapped, rewrap
from yika.kit.errors import gettext_noop
from yika.kit.keyring import PURPOSES, Keyring
from yika.site.cli import frame

app = frame.group(gettext_noop("The keys that encrypt and seal the data."))


@app.command(
    "rotate", help=gettext_noop("Make a new key for encryption and wrap everything with it.")
)
def rotate(json: frame.Json = False) -> None:
    fresh = Keyring.load(settings.YIKA_KEYRING_FILE).with_new("wrap")
    fresh.save(settings.YIKA_KEYRING_FILE)
    version, _key = fresh.current("wrap")
    frame.say(gettext_noop("Key {version} is in the keyring. Keep a copy of it."), version=version)

    older = sum(one.rows for one in queries.wrap_counts() if one.version != version)
    with frame.progress(gettext_noop("Wrapping with the new key"), older) as report:
        done = rewrap(progress=report)

    needed = _needed_versions()
    idle = [old for old in fresh.versions("wrap") if old != version and old not in needed]
    data = {
        "version": version,
        "rewrapped": done.rewrapped,
        "overtaken": done.overtaken,
        "unreadable": done.named,
        "no_longer_needed": idle,
    }
    text = frame.worded(gettext_noop("Wrapped anew: {count}"), count=done.rewrapped)
    frame.answer(data, json=json, text=text)
    _say_what_may_go(idle)
    _fail_on_unreadable(done)


@app.command("show", help=gettext_noop("Show the versions of every key and what still needs them."))
def show(json: frame.Json = False) -> None:
    keyring = Keyring.load(settings.YIKA_KEYRING_FILE)
    needed = _needed_versions()
    rows = [
        {
            "purpose": purpose,
            "version": version,
            "current": version == keyring.current(purpose)[0],
            "values": needed.get(version, 0) if purpose == "wrap" else None,
        }
        for purpose in PURPOSES
        for version in sorted(keyring.versions(purpose))
    ]
    headings = [
        gettext_noop("Purpose"),
        gettext_noop("Version"),
        gettext_noop("Current"),
        gettext_noop("Encrypted values"),
    ]
    cells = (
        [row["purpose"], row["version"], "•" if row["current"] else "", _shown(row["values"])]
        for row in rows
    )
    frame.answer(rows, json=json, text=frame.table(headings, cells))


def _needed_versions() -> dict[int, int]:
    """How many encrypted values need each version of the wrap key."""
    needed: dict[int, int] = {}
    for one in queries.wrap_counts():
        if one.version is not None:
            needed[one.version] = needed.get(one.version, 0) + one.rows
    return needed


def _say_what_may_go(idle: list[int]) -> None:
    if idle:
        frame.say(
            gettext_noop(
                "Nothing in the database needs key {versions} any more. It may leave the keyring "
                "once no backup is kept that was made before today."
            ),
            versions=", ".join(map(str, sorted(idle))),
        )


def _fail_on_unreadable(done: Rewrapped) -> None:
    if done.unreadable:
        frame.warn(
            gettext_noop("{count} values could not be read:\n{names}"),
            count=done.unreadable,
            names="\n".join(done.named),
        )
        raise typer.Exit(1)


def _shown(count: object) -> str:
    return "–" if count is None else str(count)
