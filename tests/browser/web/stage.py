"""Opens a bank in a world that runs: its cards ask for a name, with a face as a hint."""

import django

CODE, PRODUCT = "east-lake-bank", "prepaid-bank"


def main() -> None:
    django.setup()
    from tests import story
    from yika.domain.issuers.actions import open_issuer
    from yika.domain.issuers.rules import IssuerKind, Text
    from yika.domain.ledger.actions import open_book
    from yika.domain.staff.rules import Role
    from yika.site.cli import install

    install.set_up()
    name = Text("East Lake Bank", "东湖银行")
    open_issuer(
        code=CODE,
        name=name,
        kind=IssuerKind.BANK,
        hotline="400 800 5678",
        zone=story.ZONE.key,
        seal=name.zh_hans[0],
        **story.asking(),
    )
    open_book(code=CODE, zone=story.ZONE.key, **story.asking())
    staff = {role: story.employ(CODE, role, "") for role in (Role.OPERATOR, Role.SUPERVISOR)}
    story.sell(CODE, PRODUCT, staff, story.moment())


if __name__ == "__main__":
    main()
