"""Writes the page of texts that an SMS provider must approve: `python -m tools.sms_texts`."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from yika.domain.messages.rules import LANGUAGES, sms_forms

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "sms-texts.md"
NAMES = {"zh-hans": "Chinese", "en": "English"}
GAP = re.compile(r"\{([a-z_]+)\}")
HEAD = """# Texts for the SMS provider

Providers send only what they have approved. Register these texts, and write the ids that the
provider gives into the file that `YIKA_SMS_TEXTS_FILE` names; [Messages](../guides/messages.md)
shows how. A text whose key has no id there waits in the outbox until it has one.

Texts whose key begins with `code.` and has no `+phrase` are verification codes, with one gap of
digits. All others are notifications. This page is made from the templates by
`python -m tools.sms_texts`.
"""


def page() -> str:
    """The page as it must read."""
    return "\n".join([HEAD, *_sections()])


def _sections() -> Iterator[str]:
    for language in LANGUAGES:
        yield f"## {NAMES[language]}: `[{language}]`\n"
        yield "| key | for Alibaba Cloud | for Tencent Cloud |"
        yield "|---|---|---|"
        for key, text in sms_forms(language).items():
            yield f"| `{key}` | {GAP.sub(_named, text)} | {GAP.sub(_numbered(), text)} |"
        yield ""


def _named(gap: re.Match[str]) -> str:
    return f"${{{gap[1]}}}"


def _numbered() -> Callable[[re.Match[str]], str]:
    numbers = count(1)
    return lambda _: f"{{{next(numbers)}}}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
