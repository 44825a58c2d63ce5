"""Answering questions from the knowledge."""
