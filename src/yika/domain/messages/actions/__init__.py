"""Every way a message can come to be or change."""

from yika.domain.messages.actions.forget import forget_messages, sweep_messages
from yika.domain.messages.actions.mark_read import mark_all_read, mark_read
from yika.domain.messages.actions.send_message import send_message

__all__ = ["forget_messages", "mark_all_read", "mark_read", "send_message", "sweep_messages"]
