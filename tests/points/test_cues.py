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


PROCEDURE = {
    "en": [
        "The two ministers met for almost three hours.",
        "The document was signed by the ministers of transport.",
        "The governor held an emergency meeting on Friday.",
    ],
    "ru": [
        "Переговоры продолжались больше двух часов.",
        "Подписи под документом поставили министры транспорта.",
        "Губернатор провел экстренное совещание.",
    ],
    "ja": [
        "会談は予定を大きく超え、約3時間に及んだ。",
        "会合には両国の運輸相らが出席した。",
        "知事は16日、緊急の対策会議を開いた。",
    ],
}
OUTCOME = {
    "en": [
        "The talks ended with an agreement on fishing.",
        "The treaty was signed in Riga on Friday.",
        "The ministers met in Riga and agreed on a border.",
    ],
    "ru": [
        "Переговоры завершились соглашением о рыболовстве.",
        "Договор подписали в пятницу в Риге обе страны.",
        "Встреча министров пройдет в Риге в июне.",
    ],
    "ja": [
        "会談では漁業協定の延長で合意した。",
        "両国は16日、リガで漁業協定に署名した。",
        "首脳会談は6月にリガで開かれる。",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_course_of_a_meeting_is_told_from_what_came_of_it(language):
    known = cues(language)

    def is_procedure(text: str) -> bool:
        gate = any(word in text.lower() for word in known.procedure_words)
        return gate and known.procedure.search(text) is not None

    assert [t for t in PROCEDURE[language] if not is_procedure(t)] == []
    assert [t for t in OUTCOME[language] if is_procedure(t)] == []


SAID = {
    "en": (
        "This was announced by the ministry on Friday.",
        "The ministry announced that the port is closed.",
    ),
    "ru": ("Об этом в пятницу сообщило министерство.", "Министерство сообщило в пятницу о закрытии порта."),
    "ja": ("外相が会談後の記者会見で明らかにした。", "港を閉鎖すると外相が記者会見で明らかにした。"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_said_it_and_nothing_else_is_no_point(language):
    said, told = SAID[language]
    assert cues(language).announcement.search(said)
    assert not cues(language).announcement.search(told)
