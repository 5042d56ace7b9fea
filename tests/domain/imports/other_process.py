"""Works on an import in a process of its own, as a worker or a command does.

Run as `python -m tests.domain.imports.other_process ID`. After each piece of work that was
committed it prints how many cards there are.
"""

import sys
from datetime import UTC, datetime

import django


def main() -> None:
    django.setup()
    from yika.domain.imports.actions import advance_import  # noqa: PLC0415
    from yika.kit.actor import WORKER  # noqa: PLC0415

    while True:
        now = datetime.now(UTC)
        view = advance_import(import_id=sys.argv[1], by=WORKER, now=now, request_id=f"at {now}")
        sys.stdout.write(f"{view.state} {view.progress.done}\n")
        sys.stdout.flush()
        if view.rests:
            return


if __name__ == "__main__":
    main()
