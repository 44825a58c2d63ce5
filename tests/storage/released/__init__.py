"""What releases left behind: their schema with rows, and the statements that they run."""

from __future__ import annotations

import base64

from storage.sealing import Keys

#: Opens what is sealed in the fixtures.
KEYS = Keys((base64.urlsafe_b64encode(b"a key of the released fixtures!!"),), b"l" * 32, b"c" * 32)
