"""The shipped knowledge and an understanding of it, built once for all tests here."""

from pathlib import Path

import pytest

import faq_data
from bot.learned import Learned
from intents.entry import Knowledge
from intents.load import load
from intents.understanding import Understanding
from tests.world import LEARNED

FOLDER = Path(faq_data.__file__).parent


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load(FOLDER)


@pytest.fixture(scope="session")
def shipped(knowledge: Knowledge) -> Understanding:
    return Understanding(knowledge, Learned(LEARNED))
