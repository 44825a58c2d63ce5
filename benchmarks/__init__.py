"""Measure speed and memory, as ratios within one run; not part of the service, and never a test."""
