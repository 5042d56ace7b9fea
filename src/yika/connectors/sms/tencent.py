"""Short messages by Tencent Cloud: SendSms, signed by TC3-HMAC-SHA256.

The request and its answers: cloud.tencent.com/document/api/382/55981; the signature:
tencentcloud.com/document/api/1005/34678; codes: cloud.tencent.com/document/api/382/59177.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from yika.connectors.sms.approved import ApprovedTexts
from yika.connectors.sms.call import TIMEOUT, Call, answer, host_of
from yika.domain.messages.provider import Sms
from yika.kit.errors import Unavailable, Unknown

ENDPOINT = "https://sms.tencentcloudapi.com"
REGION = "ap-guangzhou"
SERVICE = "sms"
ALGORITHM = "TC3-HMAC-SHA256"
JSON = "application/json; charset=utf-8"

# What is wrong with this one message. Everything else (no money left, a signature that waits for
# approval, a limit, a wrong key) may be mended meanwhile, and is tried again.
FOR_GOOD = {
    "FailedOperation.ContainSensitiveWord",
    "FailedOperation.PhoneNumberInBlacklist",
    "InvalidParameterValue.ContentLengthLimit",
    "InvalidParameterValue.IncorrectPhoneNumber",
    "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter",
    "InvalidParameterValue.TemplateParameterFormatError",
    "InvalidParameterValue.TemplateParameterLengthLimit",
}
UNSURE = "InternalError"  # and all that begins with it


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tencent:
    """`signature` is the sender's name that stands in front of the text: approved, too."""

    key_id: str
    key_secret: str = field(repr=False)
    app_id: str
    signature: str
    texts: ApprovedTexts
    region: str = REGION
    endpoint: str = ENDPOINT
    timeout: float = TIMEOUT
    clock: Callable[[], datetime] = _now

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None:
        """Have the provider send it. The reference comes back in its receipts: SessionContext."""
        sms = Sms.read(payload)
        said = answer(self._call(sms, reference), reference=reference, timeout=self.timeout)
        code, message = _outcome(said)
        _judge(code, message, reference)

    def _call(self, sms: Sms, reference: str) -> Call:
        asked = {
            "PhoneNumberSet": [sms.to],
            "SmsSdkAppId": self.app_id,
            "SignName": self.signature,
            "TemplateId": self.texts.id_of(sms),
            "TemplateParamSet": [value for _, value in sms.values],
            "SessionContext": reference,
        }
        body = json.dumps(asked, ensure_ascii=False).encode()
        host, moment = host_of(self.endpoint), int(self.clock().timestamp())
        headers = {
            "Authorization": authorization(
                body=body,
                host=host,
                service=SERVICE,
                moment=moment,
                key_id=self.key_id,
                key_secret=self.key_secret,
            ),
            "Content-Type": JSON,
            "Host": host,
            "X-TC-Action": "SendSms",
            "X-TC-Region": self.region,
            "X-TC-Timestamp": str(moment),
            "X-TC-Version": "2021-01-11",
        }
        return Call(url=f"{self.endpoint}/", headers=headers, body=body)


def authorization(
    *, body: bytes, host: str, service: str, moment: int, key_id: str, key_secret: str
) -> str:
    """The Authorization header for a POST of JSON to `/`. `moment` is in seconds since 1970."""
    day = datetime.fromtimestamp(moment, UTC).date().isoformat()
    scope = f"{day}/{service}/tc3_request"
    names = "content-type;host"
    lines = f"content-type:{JSON}\nhost:{host}\n"
    request = f"POST\n/\n\n{lines}\n{names}\n{sha256(body).hexdigest()}"
    to_sign = f"{ALGORITHM}\n{moment}\n{scope}\n{sha256(request.encode()).hexdigest()}"
    key = f"TC3{key_secret}".encode()
    for part in (day, service, "tc3_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    made = hmac.digest(key, to_sign.encode(), "sha256").hex()
    return f"{ALGORITHM} Credential={key_id}/{scope}, SignedHeaders={names}, Signature={made}"


def _outcome(said: Mapping[str, object]) -> tuple[str, str]:
    """The code and the words for the one number we asked for; without them nobody can say."""
    match said.get("Response"):
        case {"Error": {"Code": str(code), "Message": str(message)}}:
            return code, message
        case {"SendStatusSet": [{"Code": str(code), "Message": str(message)}]}:
            return code, message
    return UNSURE, "an answer without a status"


def _judge(code: str, message: str, reference: str) -> None:
    if code == "Ok":
        return
    words = f"Tencent Cloud says {code}: {message}"
    if code.partition(".")[0] == UNSURE:
        raise Unknown(words, reference=reference)
    raise Unavailable(words, permanent=code in FOR_GOOD)
