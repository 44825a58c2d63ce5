"""What promises need besides the tickets: where an alert begins, and what the clock looks for."""

from __future__ import annotations

#: Each minute the clock asks what is due and who waits; most tickets are neither.
PROMISES = """
ALTER TABLE alert ADD COLUMN level INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ticket_due ON ticket (office, due_at) WHERE status = 'new' AND due_at IS NOT NULL;
CREATE INDEX ticket_unanswered ON ticket (office, waiting_since)
  WHERE waiting_since IS NOT NULL AND status = 'active'
"""
