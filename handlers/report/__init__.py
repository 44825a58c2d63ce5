"""Reporting a household in crisis: one's own or a neighbour's."""
