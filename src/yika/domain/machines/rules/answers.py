"""How long an answer to a program is kept, and what a repeat of its request meets."""

from datetime import timedelta
from typing import Final

from yika.kit.errors import Conflict, Refusal, gettext_noop

KEPT_FOR: Final = timedelta(hours=48)
RUNS_FOR: Final = timedelta(minutes=2)
"""After this whoever was at work has died, and the request may be tried again."""


class KeyOfAnother(Refusal):
    code = "answer.key_of_another"
    wording = gettext_noop(
        "This Idempotency-Key was already sent with another request. Use a new one for each change."
    )


class StillRunning(Conflict):
    code = "answer.still_running"
    wording = gettext_noop("The same request is still at work. Ask again in a moment.")
