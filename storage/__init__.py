"""
Keep records: SQLite behind one writer thread, personal fields sealed.

When things commit. A unit of work is a plain function `fn(tx, *args)`. `await store.run(fn, ...)`
runs it inside `BEGIN IMMEDIATE` on the only writing connection, in a savepoint of its own, together
with all functions that wait at that moment, and returns after their one COMMIT: what it returned is
on the disk (`synchronous=FULL`). If it raises, its savepoint is rolled back, the others go on, and
the exception reaches its caller. `await store.read(fn, ...)` runs on a read-only connection and sees
the last commit. No function of this package commits by itself, and none may wait for the network.
"""
