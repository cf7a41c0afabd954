"""Furniture and article told apart, in pastes and in extracted pages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import Document, Language
from summarizer.language.clean import clean
from summarizer.language.layout import Layout, lay_out

from .pastes import (
    ENGLISH_PORTAL,
    JAPANESE_PORTAL,
    RUSSIAN_AGENCY,
    RUSSIAN_LIST,
    WRAPPED_ENGLISH,
    WRAPPED_JAPANESE,
)

MINISTER_JA = "ノルウェーのホルム漁業相は「一年前より近づいた。だが、まだ届いていない。」と記者団に述べた。"


def pasted(text: str, language: Language) -> Layout:
    return lay_out(Document(text, pasted=True), language)


def article(layout: Layout) -> list[str]:
    return [layout.text[passage.start : passage.end].strip() for passage in layout.passages]


def test_an_english_paste_loses_menu_byline_caption_credit_headings_and_related_stories() -> None:
    layout = pasted(ENGLISH_PORTAL, "en")
    assert layout.title == "Fishing talks end without a deal"
    assert layout.deck == "Ministers could not agree on quotas, but both sides want to go on in the spring"
    assert layout.timestamps == ("Published 4 March 2021", "Updated 2 hours ago")
    assert article(layout) == [
        "Talks on fishing rights in the North Atlantic ended on Thursday without a deal, officials said.",
        '"We are closer than a year ago. We are not there yet," Norwegian Fisheries Minister Kari Holm told reporters.',
        "The ministers will meet again in April. Until then, the old quotas stay in force.",
        "The text lists three open questions:",
        "the quota for cod in the Barents Sea",
        "access to ports for foreign vessels",
        "who pays for inspections",
        "Holm thanked the Swiss hosts for what she called their patience.",
    ]


def test_a_russian_paste_loses_its_furniture_and_keeps_its_list() -> None:
    layout = pasted(RUSSIAN_AGENCY, "ru")
    assert layout.title == "Переговоры о рыболовстве завершились без соглашения"
    assert article(layout) == [
        "Переговоры о рыболовстве завершились без соглашения, сообщил министр С. В. Карпов.",
        "«Мы стали ближе, чем год назад. Но соглашения ещё нет», — сказал Карпов журналистам.",
        "Министры встретятся снова в апреле 2019 г. До этого действуют старые квоты.",
        "Стороны не договорились по трём вопросам:",
        "квота на треску;",
        "заход в порты;",
        "оплата инспекций.",
    ]


def test_a_japanese_paste_loses_site_name_caption_photo_note_signature_and_related_stories() -> None:
    layout = pasted(JAPANESE_PORTAL, "ja")
    assert layout.title == "漁業協議、合意に至らず 双方は春の再開を希望"
    assert layout.dateline is not None
    assert layout.dateline.place == "ジュネーブ"
    assert article(layout) == [
        "北大西洋の漁業権をめぐる閣僚協議は４日、合意に至らないまま終了した。" + MINISTER_JA,
        "双方は４月に再び協議する。それまでは現行の漁獲枠が維持される。",
        "会場の外では漁業者らが抗議した。",
        "タラの漁獲枠、港への入港、検査の費用負担で意見が分かれた。",
    ]
    assert [passage.paragraph for passage in layout.passages] == [0, 1, 1, 2]


def test_a_hard_wrapped_english_paste_is_joined_into_its_paragraphs() -> None:
    layout = pasted(WRAPPED_ENGLISH, "en")
    assert layout.title == "Fishing talks end without a deal"
    first, second, last = article(layout)
    assert first.startswith("Talks on fishing rights in the North Atlantic ended on Thursday without a deal, officials")
    assert first.endswith("said after a night of meetings that went on until dawn.")
    assert second.startswith(
        '"We are closer than a year ago. We are not there yet," Norwegian Fisheries Minister Kari Holm'
    )
    assert second.endswith(
        "She thanked the Swiss hosts for what she called their patience, and left for the airport soon after."
    )
    assert last == "The ministers will meet again in April."


def test_a_hard_wrapped_japanese_paste_is_joined_without_spaces() -> None:
    layout = pasted(WRAPPED_JAPANESE, "ja")
    assert layout.title == "漁業協議、合意に至らず"
    assert "".join(article(layout)) == "".join(WRAPPED_JAPANESE.split()[1:])
    assert len(layout.passages) == 1


def test_a_list_that_is_the_whole_article_is_kept() -> None:
    layout = pasted(RUSSIAN_LIST, "ru")
    assert layout.title == "Итоги заседания правительства"
    assert len(article(layout)) == 3
    assert article(layout)[0].startswith("Правительство увеличило")


def test_one_paragraph_without_a_headline_is_the_article() -> None:
    text = "The ministers met in Geneva on Thursday. They agreed to meet again in April, officials said."
    layout = pasted(text, "en")
    assert layout.title is None
    assert article(layout) == [text]


def test_a_page_without_any_full_stop_keeps_its_lines() -> None:
    assert article(pasted("Talks begin in Geneva\nMinisters arrive by boat", "en")) == ["Ministers arrive by boat"]
    assert article(pasted("Talks begin in Geneva", "en")) == ["Talks begin in Geneva"]


def test_a_question_on_the_first_line_is_the_headline() -> None:
    layout = pasted("Почему выросли цены на рыбу?\nЦены выросли из-за квот. Так считают рыбаки.", "ru")
    assert layout.title == "Почему выросли цены на рыбу?"
    assert article(layout) == ["Цены выросли из-за квот. Так считают рыбаки."]


def test_an_extracted_page_keeps_its_own_title_and_loses_the_repeated_one() -> None:
    document = Document(
        "Fishing talks end\nMinisters left Geneva without a deal on Thursday.\nWhat next\nThey meet again in April.\n"
        "Read also: Cod prices rise\nPhoto: Ada Lind",
        title="Fishing talks end - Example News",
        site="Example News",
    )
    layout = lay_out(document, "en")
    assert layout.title == "Fishing talks end"
    assert article(layout) == ["Ministers left Geneva without a deal on Thursday.", "They meet again in April."]


def test_a_headline_glued_to_the_text_by_the_name_of_the_site_is_torn_off() -> None:
    layout = pasted(
        "町議会がチラシ作成、議員の通信簿も：美山新聞 電子版【美山】町議会は条例を可決した。反対はなかった。",
        "ja",
    )
    assert layout.title == "町議会がチラシ作成、議員の通信簿も"
    assert article(layout) == ["町議会は条例を可決した。反対はなかった。"]


def test_a_dateline_on_a_line_of_its_own_is_read_and_dropped() -> None:
    layout = pasted(
        "Talks end without deal\nGENEVA, March 4 (Reuters) -\nMinisters left without a deal. They meet in May.", "en"
    )
    assert layout.dateline is not None
    assert layout.dateline.day == 4
    assert article(layout) == ["Ministers left without a deal. They meet in May."]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Photo by Ada Lind"), ("en", "(AP Photo/Ada Lind)"), ("en", "By Helen Marsh"),
        ("en", "Subscribe to our newsletter"),
        ("en", "Updated: Jan. 14, 2019, 10:30 a.m."), ("en", "Home > World > Europe"), ("en", "Share on Facebook"),
        ("ru", "Фото: Пётр Орлов / Агентство"), ("ru", "Поделиться:"), ("ru", "Смотрите также"),
        ("ru", "14 января 2019, 12:30"),
        ("ru", "Автор: Пётр Орлов"), ("ru", "Подпишитесь на наши новости"), ("ru", "Реклама"),
        ("ja", "写真＝山田太郎撮影"), ("ja", "2019年1月14日 10時30分"), ("ja", "【関連記事】"),
        ("ja", "山田太郎記者"), ("ja", "シェアする"),
        ("ja", "無断転載を禁じます"), ("ja", "2021/12/12 12:31"),
    ],
)  # fmt: skip
def test_a_furniture_line_between_two_paragraphs_is_dropped(language: Language, line: str) -> None:
    first, last = {
        "en": ("The ministers met on Monday.", "They will meet again in April."),
        "ru": ("Министры встретились в понедельник.", "Они встретятся снова в апреле."),
        "ja": ("閣僚は月曜日に会談した。", "四月に再び会談する予定だ。"),
    }[language]
    assert article(pasted(f"{first}\n{line}\n{last}", language)) == [first, last]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Photographs of the signing were shown to reporters on Monday, and both ministers praised them."),
        ("en", "More than forty countries have signed the pact so far."),
        ("en", "Home prices fell in January for the third month in a row."),
        ("en", "Related costs will be shared by both sides, the ministry said."),
        ("en", "More talks are needed."),
        ("en", "Oil fell by two percent on Monday (Reuters data)."),
        ("en", "Home sales fell again."),
        ("ru", "Фотографии с места событий опубликовало министерство, и они быстро разошлись."),
        ("ru", "Главное, что переговоры не прерваны."),
        ("ru", "По теме безопасности стороны договорились продолжить консультации."),
        ("ja", "写真は会談後に公開された。"),
        ("ja", "関連法案は来週にも提出される見通しだ。"),
    ],
)
def test_a_sentence_that_only_begins_like_furniture_is_kept(language: Language, line: str) -> None:
    frame = {
        "en": "The ministers met on Monday.",
        "ru": "Министры встретились в понедельник.",
        "ja": "閣僚は月曜日に会談した。",
    }
    assert line in article(pasted(f"{frame[language]}\n{line}\n{line[::-1]}{frame[language]}", language))


LINES = st.sampled_from(
    ["", "All news", "Ministers met on Monday.", "Photo: Ada", "Talks end in Geneva without any deal",
     "MOSCOW, May 3. /TASS/. ",
     "- item",
     "外相が会談した。", "【関連記事】",
     "Министры встретились.", "Читайте также:", "\u3000", "12:30", "??", "«"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12).map("\n".join),
    st.sampled_from(["en", "ru", "ja"]),
    st.booleans(),
)
def test_passages_ascend_inside_the_text_and_every_line_has_a_kind(
    text: str, language: Language, is_pasted: bool
) -> None:
    layout = lay_out(Document(text, pasted=is_pasted), language)
    position = 0
    for passage in layout.passages:
        assert position <= passage.start < passage.end <= len(layout.text)
        assert "\n" not in layout.text[passage.start : passage.end]
        position = passage.end
    assert len(layout.kinds) == (layout.text.count("\n") + 1 if layout.text else 0)
    assert clean(layout.text) == layout.text


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_clean_text_stays_as_it_is_and_can_be_encoded(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


def test_an_agency_on_a_line_of_its_own_is_the_credit_of_the_caption_beside_it_and_no_dateline() -> None:
    caption = "Ministers Kari Holm and Jon Berg leaving the hall in Geneva"
    body = "Talks on fishing rights ended on Monday.\nWhy does it matter?\nCod feeds the north. It always has."
    layout = pasted(f"Fishing talks end without a deal\n8 July 2024\nReuters\n{caption}\n{body}", "en")
    assert layout.dateline is None
    assert layout.deck is None
    assert article(layout) == ["Talks on fishing rights ended on Monday.", "Cod feeds the north. It always has."]


def test_a_first_line_of_site_name_date_and_clock_is_neither_dateline_nor_headline() -> None:
    layout = pasted(
        "WIRE NEWS - Jul 8, 2024 - 15:32 | World\nFishing talks end without a deal\nGENEVA - Talks ended on Monday.",
        "en",
    )
    assert layout.title == "Fishing talks end without a deal"
    assert layout.timestamps == ("WIRE NEWS - Jul 8, 2024 - 15:32 | World",)
    assert article(layout) == ["Talks ended on Monday."]


def test_a_question_in_a_conversation_is_no_heading() -> None:
    text = "Министр ответил на вопросы.\n— Вы готовы?\n— Да, мы готовы."
    assert article(pasted(text, "ru")) == text.split("\n")


def test_a_headline_that_the_next_line_repeats_is_kept_as_the_headline() -> None:
    layout = pasted(
        "Министр прибыл на переговоры\nМинистр прибыл на переговоры в Женеву\n© Агентство\n"
        "Министр рыболовства Карпов. Архивное фото\nКарпов прибыл в Женеву в понедельник. Визит продлится два дня.",
        "ru",
    )
    assert layout.title == "Министр прибыл на переговоры"
    assert article(layout) == ["Карпов прибыл в Женеву в понедельник. Визит продлится два дня."]


FRAME: dict[Language, tuple[str, str, str]] = {
    "en": ("Fishing talks end in Geneva", "The ministers met on Monday, officials said.", "They meet again in April."),
    "ru": ("Переговоры завершились в Женеве", "Министры встретились в понедельник.", "Они встретятся снова в апреле."),
    "ja": ("漁業協議がジュネーブで終わる", "閣僚は月曜日に会談した。", "四月に再び会談する予定だ。"),
}
CAPTIONS: list[tuple[Language, str]] = [
    ("en", "Norwegian minister Kari Holm (left) meets Jon Berg in Geneva. Photo: Ministry of Fisheries of Norway"),
    ("en", "Kari Holm (left) and Jon Berg (right) shake hands in Geneva on Monday."),
    ("en", "Kari Holm, second row, at the talks in Geneva. She arrived on Sunday. Photo courtesy of the ministry"),
    ("en", "The hall in Geneva. © Wire Pictures"),
    ("ru", "Министр Карпов (слева) и Йон Берг перед встречей. Фото: министерство рыболовства Норвегии"),
    ("ru", "Министр Карпов (слева) пожимает руку Йону Бергу."),
    ("ru", "Здание, где шли переговоры. © Пётр Орлов"),
    ("ja", "会談に臨むホルム漁業相（左）とベルグ氏"),
    ("ja", "握手するホルム漁業相（左）とベルグ氏（右）。"),
    ("ja", "会談に臨むホルム漁業相。　写真：漁業省"),
]


@pytest.mark.parametrize(("language", "line"), CAPTIONS)
def test_a_caption_above_the_article_is_dropped_though_it_ends_as_a_sentence(language: Language, line: str) -> None:
    title, first, last = FRAME[language]
    layout = pasted(f"{title}\n{line}\n{first}\n{last}", language)
    assert layout.title == title
    assert article(layout) == [first, last]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Kari Holm (left) told reporters in Geneva that the talks would go on."),
        ("en", "The party of the right (pictured as extreme by some) won the vote in Norway."),
        ("ru", "Карпов (слева от него сидел Берг) сообщил о договорённости."),
        ("ja", "ホルム漁業相（左）は協議を続けると述べた。"),
    ],
)
def test_a_report_that_points_at_a_picture_is_no_caption(language: Language, line: str) -> None:
    title, first, last = FRAME[language]
    assert line in article(pasted(f"{title}\n{line}\n{first}\n{last}", language))


@pytest.mark.parametrize("mark", ["■", "◆", "◇"])
def test_a_marked_line_between_paragraphs_is_a_heading_and_several_are_a_list(mark: str) -> None:
    title, first, last = FRAME["ja"]
    assert article(pasted(f"{title}\n{first}\n{mark}今後の見通し\n{last}", "ja")) == [first, last]
    listed = article(pasted(f"{title}\n{first}\n{mark}タラの漁獲枠\n{mark}港への入港\n{last}", "ja"))
    assert listed == [first, "タラの漁獲枠", "港への入港", last]


@pytest.mark.parametrize(
    ("language", "pointer"),
    [
        ("en", "Read also: Why cod matters to coastal towns"), ("en", "Read also Why cod matters to coastal towns."),
        ("en", "See also: Who eats cod?"), ("ru", "Читайте также: Почему треска так важна"),
        ("ru", "Смотрите также: Почему треска так важна."), ("ja", "関連記事：タラの価格、十年ぶり高値"),
    ],
)  # fmt: skip
def test_a_pointer_to_another_story_is_dropped_on_its_line_and_at_a_paragraphs_end(
    language: Language, pointer: str
) -> None:
    title, first, last = FRAME[language]
    for text in (f"{first}\n{pointer}\n{last}", f"{first} {pointer}\n{last}"):
        if text.startswith(f"{first}\n") or ":" in pointer or "：" in pointer:
            layout = lay_out(Document(text, title=title), language)
            assert [piece.strip() for piece in article(layout)] == [first, last]


def test_a_headline_said_twice_above_its_deck_stays_the_headline() -> None:
    title, first, last = FRAME["en"]
    deck = "Ministers could not agree on quotas, but want to go on in spring"
    layout = pasted(f"{title}\n\n{title}\n{deck}\n{first}\n{last}", "en")
    assert (layout.title, layout.deck) == (title, deck)
    assert article(layout) == [first, last]


@pytest.mark.parametrize(
    ("language", "deck", "dateline"),
    [
        ("en", "Ministers could not agree on quotas but want to go on", "GENEVA, March 4. /TASS/."),
        ("en", "Ministers could not agree on quotas but want to go on", "GENEVA (Reuters) -"),
        ("ru", "Министры не договорились о квотах, но продолжат весной", "ЖЕНЕВА, 4 марта. /ТАСС/."),
        ("ja", "双方は春の再開を希望、漁獲枠では合意に至らず", "【ジュネーブ共同】"),
    ],
)
def test_a_deck_glued_to_the_dateline_is_no_part_of_the_lead(language: Language, deck: str, dateline: str) -> None:
    title, first, last = FRAME[language]
    layout = pasted(f"{title}\n{deck} {dateline} {first}\n{last}", language)
    assert layout.dateline is not None
    assert layout.title == title
    assert article(layout) == [first, last]


POSTS = {
    "ru": (
        "Глава МИД Латвии Байба Браже прибыла в Ереван",
        "Переговоры с армянским коллегой пройдут завтра. Стороны обсудят визы и авиасообщение, уточнили в посольстве.",
    ),
    "en": (
        "Latvian Foreign Minister Baiba Braze lands in Yerevan",
        "Talks with her Armenian counterpart are due tomorrow. Visas and flights are on the agenda, the embassy says.",
    ),
}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_first_line_of_a_channels_post_is_both_its_headline_and_its_first_sentence(language: Language) -> None:
    first, rest = POSTS[language]
    layout = lay_out(Document(f"{first}\n\n{rest}", pasted=True), language)
    assert layout.title == first
    assert layout.text[layout.passages[0].start : layout.passages[0].end] == first
    assert len(layout.passages) == 2


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_headline_that_the_text_says_again_is_no_sentence(language: Language) -> None:
    first, rest = POSTS[language]
    layout = lay_out(Document(f"{first}\n\n{first}, as agencies say. {rest}", pasted=True), language)
    assert layout.title == first
    assert len(layout.passages) == 1


@pytest.mark.parametrize("number", ["{}/ ", "{}/3 ", "({}/n) "])
def test_the_numbers_of_a_thread_are_no_text(number: str) -> None:
    posts = ["Ministers of both countries met in Riga.", "They agreed on ferries.", "A treaty follows in May."]
    layout = lay_out(Document("\n".join(number.format(n) + post for n, post in enumerate(posts, 1)), pasted=True), "en")
    assert article(layout) == posts


def test_fractions_at_the_beginning_of_lines_are_text() -> None:
    lines = [
        "1/3 of the members voted for the treaty.",
        "The others stayed away.",
        "3/4 would have been needed for it.",
    ]
    assert article(lay_out(Document("\n".join(lines), pasted=True), "en")) == lines


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("ja", ("1 ", "2 ")),
        ("ja", ("１　", "２　")),
        ("ja", ("（1）", "（2）")),
        ("ja", ("①", "②")),
        ("en", ("1. ", "2. ")),
        ("ru", ("1) ", "2) ")),
    ],
)
def test_the_numbers_of_paragraphs_are_no_text(language: Language, numbers: tuple[str, str]) -> None:
    said = {
        "ja": ("双方は、漁業について意見の交換を行いました。", "双方は、次の協議を来年に開くことで一致しました。"),
        "en": ("The sides exchanged views on fishing in the north.", "They agreed to meet again in the spring."),
        "ru": ("Стороны обменялись мнениями о рыболовстве на севере.", "Они договорились встретиться весной."),
    }[language]
    lead = {
        "ja": "両国の次官は10日、オスロで会談しました。",
        "en": "Deputy ministers of both countries met in Oslo on Monday.",
        "ru": "Замминистры двух стран встретились в Осло в понедельник.",
    }[language]
    text = "\n\n".join([lead, *(number + one for number, one in zip(numbers, said, strict=True))])
    assert article(lay_out(Document(text, pasted=True), language)) == [lead, *said]


def test_a_number_that_counts_no_paragraphs_is_text() -> None:
    lines = ["2. Weltkrieg is what Germans call it, and they write it so.", "Others write it out in full letters."]
    assert article(lay_out(Document("\n\n".join(lines), pasted=True), "en")) == lines
