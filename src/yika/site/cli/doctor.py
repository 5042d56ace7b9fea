"""`yika doctor`: looks the whole installation over and says how to mend what is wrong."""

from dataclasses import asdict

import typer
from django.utils.translation import gettext

from yika.kit.errors import gettext_noop
from yika.site import health
from yika.site.cli import frame

app = typer.Typer()


@app.command("doctor", help=gettext_noop("Check the whole installation, with a remedy for each."))
def doctor(json: frame.Json = False) -> None:
    found = list(health.findings())
    rows = [
        [gettext("good") if one.well else gettext("BAD"), one.name, one.detail, one.remedy]
        for one in found
    ]
    headings = [
        gettext_noop("Result"),
        gettext_noop("Check"),
        gettext_noop("Found"),
        gettext_noop("Remedy"),
    ]
    data = [{**asdict(one), "well": one.well} for one in found]
    frame.answer(data, json=json, text=frame.table(headings, rows))
    if not all(one.well for one in found):
        raise typer.Exit(1)
