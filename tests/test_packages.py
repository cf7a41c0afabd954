"""``svodka bot`` and ``svodka worker`` where the extra ``bot`` is not installed."""

import pytest

from bot.errors import PackagesMissing
from bot.packages import lacking, require
from summarizer.article import LANGUAGES


def test_what_is_not_installed_is_named_with_what_to_do() -> None:
    with pytest.raises(PackagesMissing) as raised:
        require({"telegram-of-nobody": "telegram_of_nobody", "pytest": "pytest"})
    for language in LANGUAGES:
        message = raised.value.message(language)
        assert "telegram-of-nobody" in message
        assert "pip install '.[bot]'" in message


def test_where_the_tests_run_nothing_lacks() -> None:
    assert lacking() == []
    require()
