"""A Django app for the tests of the vault alone: tables to seal and to encrypt, in no product."""
