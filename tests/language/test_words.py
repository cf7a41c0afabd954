"""The words of hostile sentences."""

import threading
from concurrent.futures import ThreadPoolExecutor

from summarizer.language.words import words


def test_letters_without_a_unicode_name_are_words_like_others() -> None:
    found = words("Слово \U00017000\U00017001 есть", "ru")
    assert [word.text for word in found] == ["Слово", "\U00017000\U00017001", "есть"]


def test_japanese_can_be_analysed_in_many_threads_at_the_same_time() -> None:
    text = "ノルウェーのハルヴォルセン首相はオスロで日本の河野太郎外相と会談した。" * 20
    alone = words(text, "ja")
    threads = 8
    together = threading.Barrier(threads)

    def analyse(_: int) -> bool:
        together.wait()
        return all(words(text, "ja") == alone for _ in range(5))

    with ThreadPoolExecutor(threads) as pool:
        assert all(pool.map(analyse, range(threads)))


def test_a_japanese_sentence_of_any_length_is_analysed() -> None:
    sentence = "東京と大阪、" * 6000
    found = words(sentence, "ja")
    assert all(sentence[word.start : word.end] == word.text for word in found)
    assert sum(word.text == "東京" for word in found) == 6000
