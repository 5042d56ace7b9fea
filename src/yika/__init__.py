"""Yika runs the whole life of a smart card for those who issue them."""

__version__ = "0.1.0"
