"""Frozen values, one file per noun."""
