"""Decide what to say and what to keep; pure functions of message, conversation and context."""
