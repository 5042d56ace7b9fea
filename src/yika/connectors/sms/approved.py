"""Which of the texts that a provider has approved says what."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yika.domain.messages.provider import Sms
from yika.kit.errors import Fault, Invalid, Unavailable


@dataclass(frozen=True, slots=True)
class ApprovedTexts:
    """The provider's ids of its approved texts, by language and by our key."""

    ids: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, file: Path) -> "ApprovedTexts":
        """The ids of a file: a table for each language, with a line for each key."""
        try:
            ids = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise Invalid([Fault(str(file), "", str(error))]) from error
        faults = [
            Fault(str(file), language, 'expected lines like "code.reset" = "SMS_1234"')
            for language, lines in ids.items()
            if not isinstance(lines, dict)
            or not all(isinstance(one, str) for one in lines.values())
        ]
        if faults:
            raise Invalid(faults)
        return cls(ids)

    def id_of(self, sms: Sms) -> str:
        """The id of its text. Without one it waits: the text may still be approved."""
        found = self.ids.get(sms.language, {}).get(sms.form)
        if not found:
            raise Unavailable(f"the provider has no approved text {sms.form} in {sms.language}")
        return found
