"""The pieces of work an import is made of; `advance_import` takes them one after the other."""
