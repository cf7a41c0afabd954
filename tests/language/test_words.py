"""The words of hostile sentences."""

from summarizer.language.words import words


def test_letters_without_a_unicode_name_are_words_like_others() -> None:
    found = words("Слово \U00017000\U00017001 есть", "ru")
    assert [word.text for word in found] == ["Слово", "\U00017000\U00017001", "есть"]
