"""Specimen documents for trying things out: `yika specimen …`."""

from pathlib import Path
from typing import Annotated

import typer

from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.demo import specimens

app = typer.Typer()
nouns = frame.group(gettext_noop("Specimen documents of people who do not exist."))
app.add_typer(nouns, name="specimen")

Who = Annotated[str, typer.Argument(help=gettext_noop("The person, as `yika specimen list` says."))]
Folder = Annotated[Path, typer.Option("--folder", help=gettext_noop("Where the pictures are put."))]
Spoil = Annotated[
    list[str] | None,
    typer.Option("--spoil", help=gettext_noop("A mishap, such as blur or glare. May be repeated.")),
]


@nouns.command("list", help=gettext_noop("Show whose documents can be drawn, and every mishap."))
def show(json: frame.Json = False) -> None:
    rows = [
        {
            "person": name,
            "document": person.kind,
            "number": person.shown_number,
            "sides": list(specimens.sides(person.kind)),
        }
        for name, person in specimens.people().items()
    ]
    headings = [
        gettext_noop("Person"),
        gettext_noop("Document"),
        gettext_noop("Number"),
        gettext_noop("Sides"),
    ]
    cells = ([row["person"], row["document"], row["number"], _joined(row["sides"])] for row in rows)
    frame.say(gettext_noop("Mishaps: {ways}"), ways=", ".join(specimens.SPOILS))
    frame.answer(rows, json=json, text=frame.table(headings, cells))


@nouns.command(
    "draw",
    help=gettext_noop("Draw every side of somebody's document, and his face, as JPEG files."),
)
def draw(
    person: Who, folder: Folder = Path(), spoil: Spoil = None, json: frame.Json = False
) -> None:
    ways = spoil or []
    unknown = [way for way in ways if way not in specimens.SPOILS]
    if unknown:
        message = gettext_noop("there is no mishap {name}; there are: {ways}")
        known = ", ".join(specimens.SPOILS)
        words = frame.worded(message, name=unknown[0], ways=known)
        raise typer.BadParameter(words, param_hint="--spoil")
    drawn = [str(_write(person, side, folder, ways)) for side in _sides(person)]
    frame.answer(drawn, json=json, text="\n".join(drawn))


def _sides(person: str) -> tuple[str, ...]:
    return (*specimens.sides(specimens.person(person).kind), specimens.FACE)


def _write(name: str, side: str, folder: Path, ways: list[str]) -> Path:
    person = specimens.person(name)
    drawn = specimens.draw_face(person) if side == specimens.FACE else specimens.draw(person, side)
    image = specimens.spoil(drawn, *ways)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{'-'.join([name, side, *ways])}.jpg"
    path.write_bytes(specimens.as_jpeg(image))
    return path


def _joined(sides: object) -> str:
    return " ".join(sides) if isinstance(sides, list) else ""
