"""Sentence boundaries: tables of cases by language, and what holds for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import Language
from summarizer.language.sentences import MAX_QUOTATION, ends_as_sentence, split

ENGLISH = {
    "titles before names": ["Gen. Mark Hill met Sen. Ann Roe and Dr. Li.", "Mr. Poe left."],
    "initials": ["J. R. Smith of the George W. Hall Institute spoke.", "Nobody replied."],
    "country abbreviation within": ["The U.S. Army and the U.N. Security Council agreed.", "A vote follows."],
    "country abbreviation at the end": ["He has never been to the U.S.", "The visit is his first."],
    "clock times": ["It began at 5 a.m. on Monday.", "They met at 7 p.m. Tuesday.", "It ended at 9 p.m.", "All left."],
    "months and numbers": ["The pact of Jan. 14 has No. 5 on the list.", "See p. 12 and vol. 3 for more."],
    "a plain no": ["Asked again, he said no.", "Then he left."],
    "companies": ["Acme Inc. Chairman Roe sold Foo Corp. and Bar Ltd. shares.", "It was v. Smith that won."],
    "decimals": ["Prices rose 2.5 percent to $3.14 a litre.", "Wages did not."],
    "addresses": ["Write to press@example.org or see https://example.org/a.b?c=d.html today.", "Do it soon."],
    "quotation then attribution": ['"We will go." he said.', '"Will we go?" Minister Roe asked.', '"Go!" she shouted.'],
    "long quotation kept whole": ['"We are ready. They are not," the minister said.', "Talks resume in May."],
    "curly quotation": ["“We are ready. They are not,” the minister said.", "Talks resume in May."],
    "quotation with attribution inside": ['"We are ready," he said.', '"They are not."'],
    "stop after the closing quote": ['He called it "a good day".', "She agreed."],
    "brackets": ["The text (see annex B. It is long) was signed.", "Both sides (the U.S. and Japan) agreed."],
    "ellipses": ["He paused... and went on.", "Then silence...", "The door opened."],
    "list number": ["1. Sign the treaty.", "Then ratify it."],
    "single letter at the end": ["They went for plan B.", "The rest waited."],
    "no stop at the end": ["Talks begin in Tokyo"],
    "lines": ["Talks begin", "The ministers met."],
    "several marks": ["Really?!", "Yes."],
    "foot note": ["The pact was signed.[1]", "It failed.[12]"],
    "brand with a small letter": ["He sold it.", "iPhone sales rose."],
    "single curly quotes": ["‘We are ready. They don’t know,’ the minister said.", "The workers’ union agreed."],
    "single straight quotes": ["'We are ready. They don't know,' the minister said.", "It's over."],
    "words that abbreviations look like": ["He fell ill.", "Orlov left after 50 reps.", "Roe won."],
    "saints and streets": ["He lives on St. James Street in St. Petersburg.", "She does not."],
}  # fmt: skip

RUSSIAN = {
    "initials before the surname": ["Выступил С. В. Иванов.", "Затем слово взял А.С. Петров."],
    "initials after the surname": ["Доклад сделал Иванов С. В.", "Он говорил час."],
    "year": ["В 2018 г. Россия подписала договор.", "Он действует с 2019 г.", "Срок истекает в мае."],
    "years and centuries": ["Так было в 2010–2018 гг. и в XIX в. тоже.", "Теперь иначе."],
    "that is": ["Решение окончательное, т. е. его не изменят.", "Так считают и др. страны, в т. ч. соседи."],
    "and so on": ["Обсудили торговлю, визы и т. д.", "Затем подписали протокол."],
    "money": ["Контракт стоит 5 млрд руб. в год.", "Аванс составил 10 тыс. долл.", "Остальное позже."],
    "places": ["Он живёт в г. Туле на ул. Мира, д. 5.", "Музей им. Толстого закрыт."],
    "acronym at the end": ["Об этом сообщил МИД РФ.", "Подробностей нет."],
    "era": ["Город основан в 200 г. до н. э.", "Раскопки идут."],
    "speech then dash": ["«Мы готовы», — сказал министр.", "«Поехали!» — крикнул он.", "«Когда?» – спросил посол."],
    "two sentences in a quotation": ["«Мы готовы. Они нет», — сказал министр.", "Переговоры продолжатся."],
    "attribution within a quotation": ["«Мы готовы, — сказал министр. — Они нет».", "Он уехал."],
    "straight quotes and hyphen": ['"Мы готовы. Они нет", - сказал министр.', "Встреча закончилась."],
    "dialogue": ["— Вы готовы?", "— Да."],
    "decimals and percent": ["Цены выросли на 2,5%.", "Курс составил 75.3 рубля."],
    "ellipses": ["Он помолчал… и продолжил.", "Потом ушёл…", "Дверь закрылась."],
    "question with dots": ["Зачем?..", "Никто не знает."],
    "site names": ["Об этом пишет Example.ru со ссылкой на BFM.TV.", "Источник не назван."],
    "position abbreviations": ["Об этом сказал зам. министра проф. Орлов.", "Корр. агентства был там."],
    "pronoun like an abbreviation": ["Письмо передано им.", "Они ответят.", "Театр им. Чехова открыт."],
    "brackets": ["Текст (см. приложение. Оно длинное) подписан.", "Он вступил в силу."],
}  # fmt: skip

JAPANESE = {
    "quotation with a verb": ["首相は「全力で取り組む。必ず解決する。」と述べた。", "会談は続く。"],
    "quotation alone": ["「はい。」", "「いいえ。」", "外相は席を立った。"],
    "exclamation quoted": ["「来るな！」と叫んだ。", "「なぜ？」と記者が聞いた。"],
    "exclamation ends": ["ついに完成！", "とても喜んだ？", "もちろんだ！！"],
    "nested quotations": ["彼は「『行く。』と妻が言った。」と話した。", "本当だ。"],
    "brackets with a stop": ["外相は会見した（詳細は後述。）。", "発表は以上（共同通信調べ）。"],
    "bracket after the stop": ["会談した。（敬称略）", "次回は五月だ。"],
    "question before a comma": ["日曜に議会？、珍しい試み。", "注目が集まる。"],
    "list marks": ["震度４＝東町など", "▽震度３＝西町など", "▽震度２＝南町など"],
    "list marks within a sentence": ["協定で、▽共同訓練や▽災害救援がしやすくなる。", "発効は来年だ。"],
    "decimals": ["マグニチュード5.0、深さ１．５キロだった。", "津波はない。"],
    "brands": ["Yahoo!ニュースによると増えた。", "他社も同じだ。"],
    "half-width": ["会談した｡", "次は来月だ｡"],
    "no stop at the end": ["日本とロシアの外相が会談"],
    "dots are no stop": ["あれば...と思った。", "しかし…違った。"],
    "quotation carried on": ["「行く。」との発言があった。", "「行かない。」という。", "「待て。」など三つだ。"],
    "two quotations of one verb": ["首相は「必ずやる！」「諦めない」と強調した。", "会談は来月だ。"],
    "speaker and colon": ["記者：いつですか？", "外相：来月です。"],
}  # fmt: skip

CASES = [
    pytest.param(language, name, sentences, id=f"{language}: {name}")
    for language, table in (("en", ENGLISH), ("ru", RUSSIAN), ("ja", JAPANESE))
    for name, sentences in table.items()
]


@pytest.mark.parametrize(("language", "name", "sentences"), CASES)
def test_a_text_is_split_into_the_sentences_that_it_was_put_together_from(
    language: Language, name: str, sentences: list[str]
) -> None:
    joint = "\n" if name == "lines" else "" if language == "ja" else " "
    text = joint.join(sentences)
    assert [text[start:end] for start, end in split(text, language)] == sentences


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_quotation_longer_than_a_key_point_is_broken_and_keeps_its_attribution_at_the_end(language: Language) -> None:
    opening, closing = ("“", ",” she said.") if language == "en" else ("«", "», — сказала она.")
    part = "This is one sentence of many." if language == "en" else "Это одна фраза из многих."
    parts = [part] * (MAX_QUOTATION[language] // len(part) + 1)
    text = opening + " ".join(parts)[:-1] + closing
    found = [text[start:end] for start, end in split(text, language)]
    assert len(found) == len(parts)
    assert found[1:-1] == parts[1:-1]
    assert found[-1] == part[:-1] + closing


def test_a_quotation_that_a_paragraph_leaves_open_is_split_like_plain_text() -> None:
    text = '"We are ready. They are not.'
    assert [text[start:end] for start, end in split(text, "en")] == ['"We are ready.', "They are not."]


@pytest.mark.parametrize("text", ["Yes.", "“Yes.”", "Да!», ".rstrip(", "), "はい。", "「はい。」", "終わり。）"])
def test_a_finished_line_ends_as_a_sentence(text: str) -> None:
    assert ends_as_sentence(text)


@pytest.mark.parametrize("text", ["", "Talks begin", "Всего:", "首相「全力で」", "会談へ"])
def test_a_headline_does_not_end_as_a_sentence(text: str) -> None:
    assert not ends_as_sentence(text)


SCRAPS = st.sampled_from(
    ["Mr. ", "U.S. ", "«", "»", "“", "”", '"', "(", ")", "「", "」",
     "『", "』", "。", "！", "?", ". ", "… ", "— ", "\n", "А", "он ",
     "The ", "日",
     "г. ", "と", "▽", "\u3000", "1. ", " ", "т. е. ", "[1]", "😀", "\u200b"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(SCRAPS, max_size=40).map("".join)), st.sampled_from(["en", "ru", "ja"]))
def test_offsets_ascend_do_not_overlap_and_leave_out_only_white_space(text: str, language: Language) -> None:
    position = 0
    for start, end in split(text, language):
        assert position <= start < end <= len(text)
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        position = end
    assert text[position:].strip() == ""


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "「" * 20_000,
        "「。」" * 30_000,
        '"a" ' * 20_000,
        "." * 100_000,
        "A. " * 30_000,
        "(" * 50_000 + "»" * 50_000,
    ],
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_hostile_repetition_is_split_without_running_away(text: str, language: Language) -> None:
    spans = split(text, language)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text.rstrip())
