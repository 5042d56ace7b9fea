"""Tencent Cloud: the signature as documented, the request, and what its answers mean."""

import pytest

from tests.connectors.sms.samples import CODE, REFERENCE, TEXTS
from yika.connectors.sms.fake import FakeProvider, Mood, Taken, refusing
from yika.connectors.sms.tencent import Tencent, authorization
from yika.kit.errors import Unavailable, Unknown

# "Signature v3", the example of a POST (DescribeInstances), which stands alike in the documents of
# every product: tencentcloud.com/document/api/1005/34678. The key is the one of its step 3.
DOCUMENTED_BODY = (
    rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}'
)


def way(provider: FakeProvider, *, key_secret: str = "secret") -> Tencent:
    return Tencent(
        key_id="key",
        key_secret=key_secret,
        app_id="1400006666",
        signature="一卡",
        texts=TEXTS,
        endpoint=provider.url,
        timeout=2.0,
    )


def test_the_signature_is_that_of_the_documented_example() -> None:
    made = authorization(
        body=DOCUMENTED_BODY,
        host="cvm.tencentcloudapi.com",
        service="cvm",
        moment=1551113065,
        key_id="AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
        key_secret="Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
    )
    assert made == (
        "TC3-HMAC-SHA256 "
        "Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, "
        "SignedHeaders=content-type;host, "
        "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    )


def test_a_message_reaches_the_provider_with_its_reference() -> None:
    with FakeProvider() as provider:
        way(provider).send(reference=REFERENCE, payload=CODE.payload())
    assert provider.taken == [
        Taken(
            to="+8613800138000",
            signature="一卡",
            form="SMS_1001",
            values=("482913", "青山 & 依旧"),
            reference=REFERENCE,
        )
    ]


@pytest.mark.parametrize(
    ("code", "permanent"),
    [
        ("InvalidParameterValue.IncorrectPhoneNumber", True),
        ("FailedOperation.PhoneNumberInBlacklist", True),
        ("LimitExceeded.PhoneNumberOneHourLimit", False),
        ("FailedOperation.InsufficientBalanceInSmsPackage", False),
        ("FailedOperation.TemplateIncorrectOrUnapproved", False),
        ("RequestLimitExceeded", False),
        ("FailedOperation.SomethingNew", False),
    ],
)
def test_a_refusal_says_whether_trying_again_helps(code: str, permanent: bool) -> None:
    with FakeProvider() as provider:
        provider.moods.append(refusing(code))
        with pytest.raises(Unavailable, match=code) as trouble:
            way(provider).send(reference=REFERENCE, payload=CODE.payload())
    assert trouble.value.permanent is permanent
    assert provider.taken == []


@pytest.mark.parametrize("code", ["InternalError", "InternalError.Timeout"])
def test_a_fault_of_the_provider_leaves_the_outcome_unknown(code: str) -> None:
    with FakeProvider() as provider:
        provider.moods.append(refusing(code))
        with pytest.raises(Unknown, match=code):
            way(provider).send(reference=REFERENCE, payload=CODE.payload())


def test_an_answer_without_a_status_leaves_the_outcome_unknown() -> None:
    with FakeProvider() as provider:
        provider.moods.append(Mood(text='{"Response": {"SendStatusSet": []}}'))
        with pytest.raises(Unknown, match="without a status"):
            way(provider).send(reference=REFERENCE, payload=CODE.payload())


def test_a_wrong_key_is_refused_and_may_be_mended() -> None:
    refused = pytest.raises(Unavailable, match=r"AuthFailure\.SignatureFailure")
    with FakeProvider() as provider, refused as trouble:
        way(provider, key_secret="wrong").send(reference=REFERENCE, payload=CODE.payload())
    assert not trouble.value.permanent
    assert provider.taken == []
