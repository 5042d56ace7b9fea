"""What the commands about issuers, outlets, staff, machines and keys are given."""

from typing import Annotated

import typer

from yika.domain.issuers.rules import Hours, IssuerKind, Service
from yika.domain.machines.rules import MachineKind
from yika.domain.staff.rules import Role
from yika.kit.errors import gettext_noop

Of = Annotated[str, typer.Argument(metavar="ISSUER", help=gettext_noop("The issuer's short name."))]
Issuer = Annotated[str, typer.Option(help=gettext_noop("Only of this issuer."))]
Code = Annotated[
    str,
    typer.Argument(
        metavar="CODE", help=gettext_noop("A short name for it: small letters, dashes.")
    ),
]
NameEn = Annotated[str, typer.Option(help=gettext_noop("What it is called in English."))]
NameZh = Annotated[str, typer.Option(help=gettext_noop("What it is called in Chinese."))]
AddressEn = Annotated[str, typer.Option(help=gettext_noop("Where it is, in English."))]
AddressZh = Annotated[str, typer.Option(help=gettext_noop("Where it is, in Chinese."))]
Phone = Annotated[str, typer.Option(help=gettext_noop("Its own telephone number."))]
Kind = Annotated[IssuerKind, typer.Option(help=gettext_noop("What people know it as."))]
Hotline = Annotated[
    str, typer.Option(help=gettext_noop("The telephone number its holders call for help."))
]
Zone = Annotated[
    str, typer.Option(help=gettext_noop("By whose clock it works, for life: Asia/Shanghai"))
]
SealGlyph = Annotated[str, typer.Option(help=gettext_noop("The one character on its cards."))]
OpeningHours = Annotated[
    Hours,
    typer.Option(
        metavar="HOURS",
        parser=lambda given: given if isinstance(given, Hours) else Hours.read(given),
        help=gettext_noop('When it is open: "mon-fri 08:30-17:00; sat 09:00-12:00"'),
    ),
]
Services = Annotated[
    list[Service],
    typer.Option("--service", help=gettext_noop("What it offers. Give one or several.")),
]
StepFree = Annotated[
    bool, typer.Option("--step-free", help=gettext_noop("Its entrance has no steps."))
]
Position = Annotated[
    str,
    typer.Option(metavar="PLACE", help=gettext_noop("Latitude and longitude: 30.59312, 114.30525")),
]
ActsFor = Annotated[
    list[str],
    typer.Option(
        "--for",
        metavar="ISSUER",
        help=gettext_noop("Another issuer it acts for. Give one or several; none ends it."),
    ),
]
OutletCode = Annotated[
    str, typer.Option(metavar="CODE", help=gettext_noop("The outlet, by its short name."))
]
Machine = Annotated[
    str, typer.Argument(metavar="MACHINE", help=gettext_noop("The id of a machine: dev_…"))
]
Kiosk = Annotated[MachineKind, typer.Option("--kind", help=gettext_noop("What kind it is."))]
Name = Annotated[
    str, typer.Argument(metavar="NAME", help=gettext_noop("What people who work here call it."))
]
Key = Annotated[
    str, typer.Argument(metavar="KEY", help=gettext_noop("The id of an API key: key_…"))
]
Scopes = Annotated[
    list[str],
    typer.Option("--scope", help=gettext_noop("What it may do: cards.view. Give one or several.")),
]
Handle = Annotated[str, typer.Argument(help=gettext_noop("The name to sign in with."))]
AsRole = Annotated[Role, typer.Argument(help=gettext_noop("What somebody works as."))]
Ended = Annotated[
    bool, typer.Option("--all", help=gettext_noop("Also what has ended or was revoked."))
]
