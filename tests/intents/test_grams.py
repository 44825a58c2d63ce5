"""The n-grams of a message and those of the documents that it is compared with are cut in two ways, and are the same."""

from __future__ import annotations

import numpy as np
import pytest

from intents.grams import BUCKETS, documents, grams


@pytest.mark.parametrize(
    "text",
    ["", "가", "가나", "ㅋ", "x", "1", "기초연금얼마예요", "가가가가가가", "abc가" * 90, "😀"],
)
def test_a_message_is_cut_like_a_document(text: str) -> None:
    syllables, keystrokes = documents(["앞", text, "뒤의글"])
    cut = grams(text)
    for view, moved, part in (
        (syllables, 0, slice(None, cut.syllables)),
        (keystrokes, BUCKETS, slice(cut.syllables, None)),
    ):
        own = view.rows == 1
        assert np.array_equal(view.ids[own] + moved, cut.ids[part])
        assert np.allclose(1 + np.log(view.counts[own]), cut.weights[part])
