"""Alibaba Cloud: the signature as documented, the request, and what its answers mean."""

import pytest

from tests.connectors.sms.samples import CODE, REFERENCE, TEXTS
from yika.connectors.sms.aliyun import Aliyun, authorization, canonical_query
from yika.connectors.sms.fake import FakeProvider, Taken, refusing
from yika.domain.messages.provider import Sms
from yika.kit.errors import Unavailable, Unknown

# "V3 request structure and signature", the example with fixed values (RunInstances):
# help.aliyun.com/document_detail/2593177.html
DOCUMENTED_HEADERS = {
    "host": "ecs.cn-shanghai.aliyuncs.com",
    "x-acs-action": "RunInstances",
    "x-acs-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "x-acs-date": "2023-10-26T10:22:32Z",
    "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
    "x-acs-version": "2014-05-26",
}
DOCUMENTED_QUERY = {
    "RegionId": "cn-shanghai",
    "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
}


def way(provider: FakeProvider, *, key_secret: str = "secret") -> Aliyun:
    return Aliyun(
        key_id="key",
        key_secret=key_secret,
        signature="一卡",
        texts=TEXTS,
        endpoint=provider.url,
        timeout=2.0,
    )


def test_the_signature_is_that_of_the_documented_example() -> None:
    made = authorization(
        query=DOCUMENTED_QUERY,
        headers=DOCUMENTED_HEADERS,
        key_id="YourAccessKeyId",
        key_secret="YourAccessKeySecret",
    )
    assert made == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
        "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_a_query_is_sorted_and_escaped_as_rfc_3986_has_it() -> None:
    assert (
        canonical_query({"b": "x y+*", "a": "~-_.", "中": "/"})
        == "a=~-_.&b=x%20y%2B%2A&%E4%B8%AD=%2F"
    )


def test_a_message_reaches_the_provider_with_its_reference() -> None:
    with FakeProvider() as provider:
        way(provider).send(reference=REFERENCE, payload=CODE.payload())
    assert provider.taken == [
        Taken(
            to="13800138000",
            signature="一卡",
            form="SMS_1001",
            values=("482913", "青山 & 依旧"),
            reference=REFERENCE,
        )
    ]


def test_a_number_from_abroad_keeps_its_country_code() -> None:
    abroad = Sms(to="+85251234567", text="…", form="welcome", language="zh-hans", values=())
    with FakeProvider() as provider:
        way(provider).send(reference=REFERENCE, payload=abroad.payload())
    assert provider.taken[0].to == "85251234567"


@pytest.mark.parametrize(
    ("code", "permanent"),
    [
        ("isv.MOBILE_NUMBER_ILLEGAL", True),
        ("isv.PARAM_LENGTH_LIMIT", True),
        ("isv.BUSINESS_LIMIT_CONTROL", False),
        ("isv.AMOUNT_NOT_ENOUGH", False),
        ("isv.SMS_SIGNATURE_ILLEGAL", False),
        ("Throttling.User", False),
        ("isv.SOMETHING_NEW", False),
    ],
)
def test_a_refusal_says_whether_trying_again_helps(code: str, permanent: bool) -> None:
    with FakeProvider() as provider:
        provider.moods.append(refusing(code))
        with pytest.raises(Unavailable, match=code) as trouble:
            way(provider).send(reference=REFERENCE, payload=CODE.payload())
    assert trouble.value.permanent is permanent
    assert provider.taken == []


@pytest.mark.parametrize("code", ["isp.SYSTEM_ERROR", "ServiceUnavailable"])
def test_a_fault_of_the_provider_leaves_the_outcome_unknown(code: str) -> None:
    with FakeProvider() as provider:
        provider.moods.append(refusing(code))
        with pytest.raises(Unknown, match=code) as trouble:
            way(provider).send(reference=REFERENCE, payload=CODE.payload())
    assert trouble.value.reference == REFERENCE


def test_a_wrong_key_is_refused_and_may_be_mended() -> None:
    refused = pytest.raises(Unavailable, match="SignatureDoesNotMatch")
    with FakeProvider() as provider, refused as trouble:
        way(provider, key_secret="wrong").send(reference=REFERENCE, payload=CODE.payload())
    assert not trouble.value.permanent
    assert provider.taken == []


def test_the_key_is_not_shown_where_the_way_out_is() -> None:
    with FakeProvider() as provider:
        assert "hush" not in repr(way(provider, key_secret="hush"))
