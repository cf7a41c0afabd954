"""Sentences that point back: shown after the point that tells to what, and not without it."""

import pytest

from summarizer.facts.card import find_facts
from summarizer.points.extractive import choose_points
from summarizer.points.shape import shapes

VISITS = {
    "en": (
        "Peruvian President Elena Quispe will visit Latvia on June 3, the foreign ministry in Lima said on Friday.",
        "She will hold talks with Prime Minister Evika Silina in Riga. The two sides plan to sign an agreement.",
        "More than forty Peruvians study at the university of Riga. Their number has doubled, the ministry said.",
    ),
    "ru": (
        "Президент Перу Элена Киспе посетит Латвию 3 июня, сообщил в пятницу МИД в Лиме.",
        "Она встретится с премьером Эвикой Силиней в Риге. Стороны планируют подписать соглашение о рыболовстве.",
        "В рижском университете учатся больше сорока перуанцев. Их число удвоилось, отметили в министерстве.",
    ),
    "ja": (
        "ペルーのエレナ・キスペ大統領が6月3日からラトビアを訪問すると、リマの外務省が16日発表した。",
        "同大統領は首都リガでシリニャ首相と会談する。両国は漁業協定に署名し、合同の商工会議所を開く予定だ。",
        "リガの大学では40人を超えるペルー人が学んでいる。その数は4年間で倍増したという。",
    ),
}


@pytest.mark.parametrize("language", VISITS)
def test_what_follows_the_lead_with_a_pronoun_is_told_before_background_that_stands_alone(read, language):
    article, sentences = read(language, *VISITS[language])
    facts = find_facts(article, sentences)
    chosen = [p.sentences for p in choose_points(article, sentences, facts, 3)]
    assert chosen == [(0,), (1,), (2,)]
    assert choose_points(article, sentences, facts, 2)[1].sentences in ((1,), (2,))


def test_a_run_of_sentences_with_one_pronoun_is_understood_after_any_of_them(read):
    article, sentences = read(
        "en",
        "Mayor Greta Holm of Bergen resigned on Friday after two years in office and thanked the town.",
        "She is fond of long walks. She will leave on June 1 and join the port of Valdivia as its director.",
    )
    leaving = next(p for p in choose_points(article, sentences, find_facts(article, sentences), 2) if p.after)
    assert leaving.sentences == (2,)
    assert leaving.after == (0, 1)


@pytest.mark.parametrize(
    ("language", "between"),
    [
        ("en", "At the harbour two trawlers collided. The damage is small, harbour master Ivo Kallas said on Friday."),
        ("ja", "港では漁船2隻が衝突した。被害は小さいと、港湾長のイボ・カラス氏が16日に語った。"),
    ],
)
def test_a_word_that_points_back_across_the_end_of_a_longer_paragraph_finds_nothing(read, language, between):
    back = {"en": "It also opens on Sundays now.", "ja": "これにより日曜日も利用できる。"}[language]
    article, sentences = read(language, VISITS[language][0], between, back)
    points = choose_points(article, sentences, find_facts(article, sentences), 3)
    assert all(len(p.sentences) == 1 for p in points)
    assert not any(p.after for p in points if p.text.startswith(back[:2]))


def test_two_sides_are_those_last_named_and_not_the_lead_s(read):
    article, sentences = read(
        "en",
        "Norway and Chile agreed on Tuesday to build two ferries together, both governments said.",
        "Peru and Ecuador, meanwhile, resumed their talks on the fishing border after a pause of nine months.",
        "The two sides plan to sign a treaty on the border in October and to mark the line with buoys.",
    )
    points = choose_points(article, sentences, find_facts(article, sentences), 3)
    treaty = next(p for p in points if 2 in p.sentences)
    assert treaty.sentences == (1, 2) or treaty.after == (1,)


@pytest.mark.parametrize(
    ("language", "lead", "dangling"),
    [
        ("en", "Norwegian Prime Minister Kari Solheim will visit Chile in June.", "In Valdivia she will open a dock."),
        ("ru", "Премьер-министр Норвегии Кари Солхейм посетит Чили.", "В Вальдивии она откроет новый док на верфи."),
        ("ja", "ノルウェーのソルハイム首相は6月にチリを訪問する。", "バルディビアで造船所の開所式に臨む予定だ。"),
    ],
)
def test_a_subject_told_by_a_pronoun_after_a_place_or_left_out_points_back(read, language, lead, dangling):
    article, sentences = read(language, lead, dangling)
    second = next(p for p in choose_points(article, sentences, find_facts(article, sentences), 2) if 1 in p.sentences)
    assert second.after == (0,) or second.sentences == (0, 1)


def test_what_stands_under_an_agreement_is_understood_after_the_sentence_that_tells_of_it(read):
    article, sentences = read(
        "ru",
        "Перу и Эквадор подписали в пятницу соглашение о рыболовстве, которое стороны готовили четыре года.",
        "В зале было жарко. По нему суда обеих стран смогут с июня ловить тунца до двенадцати миль от старой линии.",
    )
    points = choose_points(article, sentences, find_facts(article, sentences), 2)
    assert [(p.sentences, p.after) for p in points] == [((0,), ()), ((2,), (0,))]


PHRASES = {
    "en": (
        [
            "In Riga she will hold talks.",
            "After two days with the guests in Riga, he flew home.",
            "After his visit, aid came.",
        ],
        [
            "On Monday Holm said she would resign.",
            "After Holm resigned, he took over the port.",
            "In Riga, Holm and her deputy will meet.",
            "On Friday the mayor told his party to wait.",
        ],
    ),
    "ru": (
        ["В Риге её ждут переговоры.", "В пятницу он вылетит домой.", "После его визита пришла помощь."],
        [
            "В среду Хольм заявила, что она уходит.",
            "В Риге Хольм и её заместитель встретятся с министром.",
            "На встрече министр и его коллега молчали.",
        ],
    ),
    "ja": (
        ["首都リガで首相と会談し、協定に署名する見通し。", "22日には東京に移り、外相と会う予定だ。"],
        ["首相はリガで会談する。", "12日午後、リガで地震があった。", "貿易協定では、関税を5年かけて引き下げる。"],
    ),
}


@pytest.mark.parametrize("language", PHRASES)
def test_a_pronoun_after_a_phrase_points_back_only_where_the_sentence_names_no_subject_of_its_own(read, language):
    back, plain = PHRASES[language]
    _, sentences = read(language, *back, *plain)
    found = [shape.points_back for shape in shapes(sentences)]
    assert found == [True] * len(back) + [False] * len(plain)
