"""
The staff console: server-rendered pages under /staff, live by server-sent events.

`add_console` in `pages.py` is the only way in. Every route stands in `routes.py` with the action
that it needs; `guard.py` asks `rights.py` before any handler runs. What staff do to a ticket is
decided by `handlers/desk` and carried out by the desk runner; nothing here writes SQL.
"""
