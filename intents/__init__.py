"""Understand what a resident wrote. Pure: no clock, no network, no environment, no storage."""
