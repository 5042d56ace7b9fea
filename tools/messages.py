"""Collects what people read into the catalogue and compiles it: `make messages`.

Needs gettext's programs. The compiled catalogue is kept in the repository, so that nobody
who only runs Yika needs them.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "yika"
CATALOG = PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
# Changes with every run, and tells nothing.
STAMPS = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date): .*\n', re.MULTILINE)


def collect(package: Path = PACKAGE) -> None:
    """Bring the catalogue up to date with the sources; translations that fit are kept."""
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "zh_Hans"]
    subprocess.run(
        [*command, "--no-location", "--no-obsolete", "--no-wrap", "--verbosity", "0"],
        cwd=package,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "yika.site.settings"},
        check=True,
    )
    catalog = package / CATALOG.relative_to(PACKAGE)
    catalog.write_text(STAMPS.sub("", catalog.read_text(encoding="utf-8")), encoding="utf-8")


def compiled(catalog: Path = CATALOG) -> bytes:
    """The catalogue as programs read it."""
    command = ["msgfmt", "--check-format", "--output-file=-", str(catalog)]
    return subprocess.run(command, capture_output=True, check=True).stdout


if __name__ == "__main__":
    collect()
    CATALOG.with_suffix(".mo").write_bytes(compiled())
