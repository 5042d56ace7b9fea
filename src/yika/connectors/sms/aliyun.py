"""Short messages by Alibaba Cloud: SendSms of Dysmsapi, signed by ACS3-HMAC-SHA256.

The request and its answers: help.aliyun.com/document_detail/55284.html; the signature:
help.aliyun.com/document_detail/2593177.html; codes: help.aliyun.com/document_detail/101346.html.
"""

import hmac
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote

from yika.connectors.sms.approved import ApprovedTexts
from yika.connectors.sms.call import TIMEOUT, Call, answer, host_of
from yika.domain.messages.provider import Sms
from yika.kit.errors import Unavailable, Unknown

ENDPOINT = "https://dysmsapi.aliyuncs.com"
ALGORITHM = "ACS3-HMAC-SHA256"
MAINLAND = "+86"

# What is wrong with this one message. Everything else (no money left, a signature that waits for
# approval, a limit, a wrong key) may be mended meanwhile, and is tried again.
FOR_GOOD = {
    "isv.BLACK_KEY_CONTROL_LIMIT",
    "isv.DOMESTIC_NUMBER_NOT_SUPPORTED",
    "isv.INVALID_JSON_PARAM",
    "isv.INVALID_PARAMETERS",
    "isv.MOBILE_COUNT_OVER_LIMIT",
    "isv.MOBILE_NUMBER_ILLEGAL",
    "isv.PARAM_LENGTH_LIMIT",
    "isv.PARAM_NOT_SUPPORT_URL",
    "isv.SMS_CONTENT_ILLEGAL",
    "isv.TEMPLATE_MISSING_PARAMETERS",
    "isv.TEMPLATE_PARAMS_ILLEGAL",
}
UNSURE = {"isp.SYSTEM_ERROR", "InternalError", "ServiceUnavailable"}


def _now() -> datetime:
    return datetime.now(UTC)


def _nonce() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Aliyun:
    """`signature` is the sender's name that stands in front of the text: approved, too."""

    key_id: str
    key_secret: str = field(repr=False)
    signature: str
    texts: ApprovedTexts
    endpoint: str = ENDPOINT
    timeout: float = TIMEOUT
    clock: Callable[[], datetime] = _now
    nonce: Callable[[], str] = _nonce

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None:
        """Have the provider send it. The reference comes back in its receipts, as OutId."""
        sms = Sms.read(payload)
        said = answer(self._call(sms, reference), reference=reference, timeout=self.timeout)
        _judge(str(said.get("Code")), str(said.get("Message", "")), reference)

    def _call(self, sms: Sms, reference: str) -> Call:
        query = {
            "PhoneNumbers": _number(sms.to),
            "SignName": self.signature,
            "TemplateCode": self.texts.id_of(sms),
            "OutId": reference,
        }
        if sms.values:
            query["TemplateParam"] = json.dumps(dict(sms.values), ensure_ascii=False)
        headers = {
            "host": host_of(self.endpoint),
            "x-acs-action": "SendSms",
            "x-acs-content-sha256": sha256(b"").hexdigest(),
            "x-acs-date": self.clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "x-acs-signature-nonce": self.nonce(),
            "x-acs-version": "2017-05-25",
        }
        headers["Authorization"] = authorization(
            query=query, headers=headers, key_id=self.key_id, key_secret=self.key_secret
        )
        return Call(url=f"{self.endpoint}/?{canonical_query(query)}", headers=headers, body=b"")


def authorization(
    *, query: Mapping[str, str], headers: Mapping[str, str], key_id: str, key_secret: str
) -> str:
    """The Authorization header for a POST to `/` with nothing in its body; all headers count."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    content_hash = headers["x-acs-content-sha256"]
    request = f"POST\n/\n{canonical_query(query)}\n{lines}\n{names}\n{content_hash}"
    to_sign = f"{ALGORITHM}\n{sha256(request.encode()).hexdigest()}"
    made = hmac.digest(key_secret.encode(), to_sign.encode(), "sha256").hex()
    return f"{ALGORITHM} Credential={key_id},SignedHeaders={names},Signature={made}"


def canonical_query(query: Mapping[str, str]) -> str:
    """Sorted by name, everything but letters, digits and -_.~ as percent signs (RFC 3986)."""
    return "&".join(
        f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in sorted(query.items())
    )


def _number(phone: str) -> str:
    """Numbers of the mainland without their country code, others without the plus."""
    return phone.removeprefix(MAINLAND).removeprefix("+")


def _judge(code: str, message: str, reference: str) -> None:
    if code == "OK":
        return
    words = f"Alibaba Cloud says {code}: {message}"
    if code in UNSURE:
        raise Unknown(words, reference=reference)
    raise Unavailable(words, permanent=code in FOR_GOOD)
