"""The commands that open an issuer and an outlet."""

ISSUER = (
    *("issuer", "open", "harbor", "--name-en", "Harbor Transit", "--name-zh", "江港交通"),
    *("--kind", "transit", "--hotline", "027-8765 4321", "--zone", "Asia/Shanghai"),
    *("--seal", "江"),
)
OUTLET = (
    *("outlet", "open", "harbor", "pier-one", "--name-en", "Pier One", "--name-zh", "一号码头"),
    *("--address-en", "1 Quay Road", "--address-zh", "码头路 1 号"),
    *("--hours", "mon-fri 08:30-17:00; sat 09:00-12:00"),
)
