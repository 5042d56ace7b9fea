"""When a message is not sent."""

from yika.kit.errors import Conflict, gettext_noop


class ReferenceReused(Conflict):
    code = "messages.reference_reused"
    wording = gettext_noop("This reference belongs to another message already. Use a new one.")
