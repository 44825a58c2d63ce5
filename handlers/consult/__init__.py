"""Talking with a person: asking for one, waiting, being handed over."""
