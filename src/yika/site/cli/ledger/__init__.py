"""The books, their accounts and every move: `yika ledger …`."""

from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.cli.ledger import accounts, books, check, limits, moves

app = frame.group(gettext_noop("The books: accounts, moves, business days."))
for part in (books, accounts, limits, moves, check):
    app.add_typer(part.app)
