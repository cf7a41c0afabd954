import pytest

from summarizer.article import LANGUAGES
from summarizer.points.cues import cues, stop_words

BACK = {
    "en": [
        "He also said so.",
        "This will cost more.",
        "According to him, it rains.",
        "That year, it rained.",
        "Because it rained.",
    ],
    "ru": ["Он отметил это.", "По его словам, идет дождь.", "Об этом сообщил министр.", "Эта мера дорога."],
    "ja": [
        "同氏は語った。",
        "これに対し、反発した。",
        "その後、帰国した。",
        "彼は話した。",
        "Ａ：船は来ない。",
        "――船は来るか。",
    ],
}
PLAIN = {
    "en": [
        "This week, ministers meet.",
        "It is not clear whether it rains.",
        "Hebron is quiet.",
        "There is no doubt.",
        "Because it rained, the ferry stayed.",
    ],
    "ru": ["Онколог рассказал о работе.", "Этот год был сухим.", "Итоги подвели вечером.", "Эталон хранится в Севре."],
    "ja": ["同盟国は歓迎した。", "首相は述べた。"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_openers_that_point_back_are_known_and_others_let_through(language):
    opener = cues(language).pronoun_opener
    assert [t for t in BACK[language] if not opener.match(t)] == []
    assert [t for t in PLAIN[language] if opener.match(t)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_stop_words_leave_the_subject_of_news_alone(language):
    subjects = {"en": "treaty visit minister", "ru": "договор визит министр", "ja": "条約 訪問 外相"}[language].split()
    assert stop_words(language).isdisjoint(subjects)


@pytest.mark.parametrize(
    ("language", "answer", "fragment"),
    [
        ("en", "A: The ferry runs daily.", "A: Because ships are longer."),
        ("ru", "Ответ: Паром ходит каждый день.", "Ответ: Потому что суда стали длиннее."),
    ],
)
def test_the_label_of_an_answer_is_cut_off_and_a_bare_reason_is_no_sentence_of_the_story(language, answer, fragment):
    label = cues(language).connective.match(answer)
    assert label is not None
    assert answer[label.end() :].startswith(("The ferry", "Паром"))
    assert cues(language).furniture.search(fragment)
    assert not cues(language).furniture.search(answer)


FURNITURE = {
    "en": [
        "RELATED: Ferry stops in a storm.",
        "WATCH: The ferry leaves the harbour for the islands.",
        "You may also like these stories about ferries.",
        "Please consider supporting our journalism today.",
    ],
    "ru": [
        "Подробнее — в материале «Паром уходит в мае».",
        "Материалы по теме: паром остановили на неделю.",
        "Сетевое издание «Гавань» зарегистрировано Роскомнадзором.",
        "При использовании материалов ссылка на сайт обязательна.",
        "Поддержите нашу редакцию.",
    ],
}
STORY = {
    "en": [
        "Related companies were not named by police.",
        "Residents watch the water level at night.",
        "The state supports journalism schools in three cities.",
    ],
    "ru": [
        "Материалы дела передали в суд, заявила полиция.",
        "Он подробнее рассказал о пароме.",
        "Поддержите проект, призвал министр депутатов.",
    ],
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_lines_that_publishers_put_between_paragraphs_are_furniture_and_sentences_with_such_words_are_not(language):
    furniture = cues(language).furniture
    assert [line for line in FURNITURE[language] if not furniture.search(line)] == []
    assert [line for line in STORY[language] if furniture.search(line)] == []
