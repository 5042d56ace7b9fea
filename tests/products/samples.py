"""A product file to write mistakes into."""

from pathlib import Path

import pytest

from yika.kit.errors import Invalid
from yika.products.load import load
from yika.products.product import CardProduct

SAMPLE = """
edition = 3
name = { en = "Adult card", zh-hans = "成人卡" }

[validity]
lasts = "10 years"

[[purse]]
name = "main"
label = { en = "Stored value", zh-hans = "储值" }
unit = "CNY"
balance_max = "1000.00 CNY"
overdraft_max = "8.00 CNY"

[[purse]]
name = "deposit"
label = { en = "Deposit", zh-hans = "押金" }
unit = "CNY"
spendable = false
balance_max = "20.00 CNY"
"""


def sample(*changes: tuple[str, str]) -> str:
    """The sample with each old text replaced once by a new one."""
    text = SAMPLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def write(folder: Path, text: str, name: str = "adult.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def product(folder: Path, *changes: tuple[str, str]) -> CardProduct:
    return load(write(folder, sample(*changes)))


def faults(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """What is said about the sample with these changes, without the name of the file."""
    file = write(folder, sample(*changes))
    with pytest.raises(Invalid) as caught:
        load(file)
    assert {fault.where for fault in caught.value.faults} == {str(file)}
    return [str(fault).removeprefix(f"{file}: ") for fault in caught.value.faults]
