"""Settings: declared once, all faults at once, nothing unsafe in production."""

from pathlib import Path

import pytest

from yika.kit.errors import Invalid
from yika.site import config

PRODUCTION = {
    "YIKA_ENV": "production",
    "SECRET_KEY": "a-true-secret",
    "ALLOWED_HOSTS": "cards.example",
    "YIKA_BASE_URL": "https://cards.example",
}


def faults(environ: dict[str, str]) -> set[str]:
    with pytest.raises(Invalid) as refused:
        config.read(environ)
    return {f"{fault.where} {fault.expected}" for fault in refused.value.faults}


def test_nothing_need_be_set_to_try_it_out(tmp_path: Path) -> None:
    read = config.read({"YIKA_HOME": str(tmp_path)})
    assert read.environment == "development"
    assert read.database_url == f"sqlite:///{tmp_path}/yika.sqlite3"
    assert read.keyring_file == tmp_path / "keyring.toml"
    assert read.secret_key == config.DEVELOPMENT_SECRET


def test_every_kind_of_value_is_understood() -> None:
    read = config.read(
        {"ALLOWED_HOSTS": "a.example, b.example", "YIKA_DEBUG": "on", "YIKA_WEB_THREADS": "3"}
    )
    assert read.allowed_hosts == ("a.example", "b.example")
    assert read.debug is True
    assert read.web_threads == 3
    assert read.seal_copy_file is None


def test_every_fault_is_told_at_once() -> None:
    assert faults(
        {
            "YIKA_ENV": "test",
            "YIKA_DEBUG": "perhaps",
            "YIKA_WEB_THREADS": "0",
            "LOG_LEVEL": "loud",
            "DATABASE_URL": "mysql://x",
        }
    ) == {
        "YIKA_ENV must be one of: development, production",
        "YIKA_DEBUG must be on or off",
        "YIKA_WEB_THREADS must be a whole number above zero",
        "LOG_LEVEL must be one of: debug, info, warning, error",
        "DATABASE_URL must begin with sqlite:/// or postgresql://",
    }


def test_production_accepts_no_default_that_others_know(tmp_path: Path) -> None:
    assert faults({"YIKA_ENV": "production", "YIKA_HOME": str(tmp_path)}) == {
        "SECRET_KEY must be given in production",
        "ALLOWED_HOSTS must be given in production",
        "YIKA_BASE_URL must be given in production",
    }


def test_production_with_its_own_settings_starts() -> None:
    assert config.read(PRODUCTION).production


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("YIKA_DEBUG", "on", "must be off in production"),
        ("YIKA_BASE_URL", "http://cards.example", "must begin with https:// in production"),
        ("YIKA_SMS_PROVIDER", "tray", "must not be the tray in production"),
        ("YIKA_REGISTRY", "simulator", "must not be simulated in production"),
        ("YIKA_FACE", "simulator", "must not be simulated in production"),
    ],
)
def test_production_refuses_what_is_unsafe(setting: str, value: str, expected: str) -> None:
    assert faults(PRODUCTION | {setting: value}) == {f"{setting} {expected}"}


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from-a-file\n", encoding="utf-8")
    assert config.read({"SECRET_KEY_FILE": str(file)}).secret_key == "from-a-file"


def test_a_secret_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    (told,) = faults({"SECRET_KEY_FILE": str(missing)})
    assert "SECRET_KEY_FILE" in told
    assert str(missing) in told


def test_a_setting_given_in_two_ways_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("one", encoding="utf-8")
    (told,) = faults({"SECRET_KEY": "two", "SECRET_KEY_FILE": str(file)})
    assert "twice" in told


def test_the_secret_that_init_made_is_used(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("made-by-init\n", encoding="utf-8")
    environ = PRODUCTION | {"YIKA_HOME": str(tmp_path)}
    del environ["SECRET_KEY"]
    assert config.read(environ).secret_key == "made-by-init"


def test_secrets_are_never_shown() -> None:
    found = config.look(PRODUCTION | {"DATABASE_URL": "postgresql://u:hidden@h/n"})
    shown = " ".join(one.shown for one in found.values())
    assert "hidden" not in shown
    assert "a-true-secret" not in shown


def test_every_setting_is_read_by_somebody() -> None:
    source = Path(config.__file__).parent.parent.parent
    others = " ".join(
        path.read_text(encoding="utf-8")
        for path in source.rglob("*.py")
        if path != Path(config.__file__)
    )
    unread = [
        name
        for name, one in config.look({}).items()
        if f"CONFIG.{name}" not in others and one.setting.name not in others
        if name != "environment"  # read through `production`
    ]
    assert not unread


ALIYUN = {
    "YIKA_SMS_PROVIDER": "aliyun",
    "YIKA_SMS_KEY_ID": "id",
    "YIKA_SMS_KEY_SECRET": "secret",
    "YIKA_SMS_SIGNATURE": "一卡",
    "YIKA_SMS_TEXTS_FILE": "texts.toml",
}
MAIL = {
    "EMAIL_URL": "smtp://me:hidden@mail.example",
    "YIKA_EMAIL_SENDER": "一卡 <no-reply@cards.example>",
}


@pytest.mark.parametrize(
    "given",
    [
        ALIYUN,
        ALIYUN | {"YIKA_SMS_PROVIDER": "tencent", "YIKA_SMS_APP_ID": "1400006666"},
        ALIYUN | {"YIKA_SMS_ENDPOINT": "https://dysmsapi.ap-southeast-1.aliyuncs.com"},
        ALIYUN | {"YIKA_SMS_ENDPOINT": "http://127.0.0.1:8999"},
        MAIL,
        MAIL | {"YIKA_EMAIL_SENDER": "no-reply@cards.example"},
    ],
)
def test_messages_leave_with_these_settings(given: dict[str, str]) -> None:
    assert config.read(PRODUCTION | given).production


@pytest.mark.parametrize("name", sorted(ALIYUN.keys() - {"YIKA_SMS_PROVIDER"}))
def test_a_provider_needs_all_its_settings(name: str) -> None:
    given = {key: value for key, value in ALIYUN.items() if key != name}
    assert faults(given) == {f"{name} must be given for this way to send messages"}
    given |= {name: ALIYUN[name], "YIKA_SMS_PROVIDER": "tencent"}
    assert faults(given) == {"YIKA_SMS_APP_ID must be given for this way to send messages"}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"EMAIL_URL": "mail.example:25"}, "EMAIL_URL must be smtp://"),
        ({"EMAIL_URL": "smtp://mail.example?tls=off"}, "EMAIL_URL may have ?tls=off"),
        ({"YIKA_EMAIL_SENDER": ""}, "YIKA_EMAIL_SENDER must be given"),
        ({"YIKA_EMAIL_SENDER": "Yika"}, "YIKA_EMAIL_SENDER must be like"),
        ({"YIKA_EMAIL_SENDER": "a@b.example\nBcc: c@d.example"}, "YIKA_EMAIL_SENDER must be like"),
        ({"YIKA_SMS_ENDPOINT": "http://sms.example"}, "YIKA_SMS_ENDPOINT must begin with https://"),
    ],
)
def test_settings_that_would_show_or_lose_messages_are_refused(
    given: dict[str, str], fault: str
) -> None:
    (told,) = faults(MAIL | given)
    assert told.startswith(fault)
    assert "hidden" not in told


def test_the_secrets_of_messages_may_come_from_files_and_are_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("hidden\n", encoding="utf-8")
    given = ALIYUN | MAIL | {"YIKA_SMS_KEY_SECRET_FILE": str(file)}
    del given["YIKA_SMS_KEY_SECRET"]
    assert config.read(given).sms_key_secret == "hidden"
    assert "hidden" not in " ".join(one.shown for one in config.look(given).values())
