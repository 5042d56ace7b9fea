"""Sets the stage for a browser: a database of its own with the small city in it, told as JSON."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import django


def main() -> None:
    django.setup()
    from tests import story
    from yika.site.cli import install

    install.set_up()
    city = asdict(story.city(count=150))
    told = json.dumps(city, default=lambda value: sorted(map(str, value)))
    Path(sys.argv[1]).write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
