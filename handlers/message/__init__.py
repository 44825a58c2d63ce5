"""A message kept for staff to read."""
