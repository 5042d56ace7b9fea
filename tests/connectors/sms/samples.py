"""One short message as it comes out of the outbox, and the ids of its text."""

from yika.connectors.sms.approved import ApprovedTexts
from yika.domain.messages.provider import Sms

REFERENCE = "msg_01kaf0000000000000000000ms"
TEXTS = ApprovedTexts({"zh-hans": {"code.sign-in+phrase": "SMS_1001", "welcome": "SMS_1002"}})
CODE = Sms(
    to="+8613800138000",
    text="验证码 482913，用于登录，数分钟内有效。暗语：青山 & 依旧",
    form="code.sign-in+phrase",
    language="zh-hans",
    values=(("code", "482913"), ("phrase", "青山 & 依旧")),
)
