"""People to tell something, and something to tell for each template."""

from collections.abc import Mapping

from yika.domain.messages.rules import Recipient, templates

HOLDER = "hld_01kaf0000000000000000000ho"
OTHER = "hld_01kaf0000000000000000000th"

SMS = Recipient(holder=HOLDER, way="sms", address="+8613800138000", phrase="青山依旧")
EMAIL = Recipient(
    holder=HOLDER, way="email", address="lin@example.com", language="en", phrase="blue hill"
)
INBOX = Recipient(holder=HOLDER, way="inbox", phrase="青山依旧")

CODE = {"purpose": "sign-in", "code": "482913", "minutes": "5"}

# Long for what they are, as they come in the two languages.
FACTS = {
    "zh-hans": {
        "card": "成人交通卡（尾号1234）",
        "carrier": "顺丰速运",
        "case": "A7K2-90",
        "code": "482913",
        "contact": "138 **** 5678",
        "device": "iPhone 上的 Safari",
        "due": "11月27日",
        "errand": "激活成人交通卡",
        "hotline": "400-820-8820",
        "kind": "email",
        "minutes": "10",
        "months": "12",
        "number": "Q7K2-90AB",
        "place": "人民广场客服中心",
        "purpose": "prove",
        "reason": "长期未补登记身份信息",
        "secret": "password",
        "service": "补卡",
        "staff": "lin.wan, wang.er",
        "stage": "spending",
        "time": "11月20日12:05",
        "tracking": "SF1380042771",
        "until": "11月27日",
        "when": "11月27日 09:30",
    },
    "en": {
        "card": "Adult transit card ending 1234",
        "carrier": "SF Express",
        "case": "A7K2-90",
        "code": "482913",
        "contact": "138 **** 5678",
        "device": "Safari on iPhone",
        "due": "27 November",
        "errand": "Activate Adult transit card",
        "hotline": "400-820-8820",
        "kind": "email",
        "minutes": "10",
        "months": "12",
        "number": "Q7K2-90AB",
        "place": "People's Square Centre",
        "purpose": "reset",
        "reason": "identity not registered",
        "secret": "password",
        "service": "Replace a card",
        "staff": "lin.wan, wang.er",
        "stage": "spending",
        "time": "20 November at 12:05",
        "tracking": "SF1380042771",
        "until": "27 November",
        "when": "27 November, 09:30",
    },
}


def facts(template: str, language: str = "zh-hans") -> Mapping[str, str]:
    return {name: FACTS[language][name] for name in templates()[template].facts}
