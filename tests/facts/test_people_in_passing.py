"""Who is meant, and in which office, where a name is short, another's, or only names a government."""

from datetime import date

import pytest

from summarizer.article import Article, Language, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.people import find_people

CASES: list[tuple[Language, str, set[str]]] = [
    # A surname that the dictionary takes for a village, and one in older characters.
    ("ja", "高市首相は演説した。", {"sanae-takaichi prime_minister JP"}),
    ("ja", "茂木外相は演説した。", {"toshimitsu-motegi foreign_minister JP"}),
    ("ja", "木原官房長官は会見で説明した。", {"minoru-kihara chief_cabinet_secretary JP"}),
    ("ja", "片山財務相は円安を懸念した。", {"satsuki-katayama finance_minister JP"}),
    ("ja", "赤澤経済産業相が説明した。", {"ryosei-akazawa meti_minister JP"}),
    ("ja", "高市町長は式典に出た。", set()),
    # Young given names, rare surnames.
    ("ja", "日本の如月陽人外相が述べた。", {"haruto-kisaragi foreign_minister JP"}),
    ("ja", "会社員の高橋陽人さん（31）は喜んだ。", {"haruto-takahashi - JP"}),
    ("ja", "会社員の熊谷ひろみさん（47）は喜んだ。", {"hiromi-kumagai - JP"}),
    ("ja", "長男健太さん（5）も喜んだ。", set()),
    # Several offices.
    ("ja", "パキスタンのダール副首相兼外相が来日した。", {"ishaq-dar foreign_minister PK"}),
    ("ja", "中国の王毅共産党政治局員兼外相が述べた。", {"wang-yi foreign_minister CN"}),
    ("en", "Prime Minister and Defense Minister Andrew Holness spoke.", {"andrew-holness prime_minister JM"}),
    ("ja", "ウィリアム・ルト・ケニア共和国大統領が訪日した。", {"william-ruto president KE"}),
    ("ja", "韓国の尹徳敏前駐日大使が出席した。", {"yun-duk-min ambassador KR former"}),
    ("ja", "台湾の頼清徳総統が述べた。", {"lai-ching-te president TW"}),
    ("ja", "自民党の麻生太郎副総裁が台湾を訪れた。", {"taro-aso party_vice_president JP"}),
    # Names written short, or with what is no part of them.
    ("ru", "Министр иностранных дел России С.В.Лавров прибыл в Минск.", {"sergey-lavrov foreign_minister RU"}),
    ("ru", "Министр иностранных дел Великобритании Дж.Клеверли ушёл.", {"james-cleverly foreign_minister GB"}),
    ("en", "Secretary of Defense Lloyd J. Austin III spoke.", {"lloyd-austin defense_minister US"}),
    ("en", "Secretary Blinken met nobody in Kyiv.", {"antony-blinken - US"}),
    ("en", "Zelenskyy said that he would not go.", {"volodymyr-zelensky - UA"}),
    ("en", "President Abdel Fattah el-Sissi spoke in Cairo.", {"abdel-fattah-el-sisi president EG"}),
    ("ru", "Папа Франциск молился о мире.", {"pope-francis pope VA"}),
    # Another's office, and a government named after someone.
    ("en", "Jared Kushner, the president's son-in-law, arrived.", {"jared-kushner - US"}),
    ("en", "The Bush administration promised help in 2008.", set()),
    ("ru", "Администрация Обамы отказалась от планов.", set()),
    ("ja", "ブッシュ政権は制裁を解除した。", set()),
    ("ru", "Жена президента Сирии Асма Асад находится в Лондоне.", {"asma-asad - -"}),
    ("ru", "Спецпосланник Трампа Кит Келлог приехал в Минск.", {"keith-kellogg special_envoy US", "donald-trump - US"}),
    ("ru", "Учения пройдут под Борисовом, сообщил министр.", set()),
    ("ja", "サッカーの高橋監督は采配を振り返った。", {"takahashi coach -"}),
    ("en", "Their ministers, Foreign Ministers Toshimitsu Motegi and Kang Kyung-wha, met in Japan.",
     {"toshimitsu-motegi foreign_minister JP", "kang-kyung-wha foreign_minister KR"}),
    # Acting, deputy, former.
    ("en", "Acting Prime Minister Han Duck-soo spoke.", {"han-duck-soo acting_prime_minister KR"}),
    ("ru", "Вице-губернатор Сахалинской области Антон Зайцев ушёл.", {"anton-zaitsev deputy_governor RU"}),
    ("ru", "Экс-канцлер ФРГ Герхард Шрёдер прилетел в Москву.", {"gerhard-schroeder chancellor DE former"}),
    ("en", "It was signed by then presidents Barack Obama and Dmitry Medvedev.",
     {"barack-obama president US former", "dmitry-medvedev president RU former"}),
]  # fmt: skip


def people_of(language: Language, text: str) -> set[str]:
    article = Article(text, language, None, (Sentence(0, 0, len(text), text, 0),), None, date(2026, 1, 13))
    found, _ = find_people(article, annotate(article))
    return {f"{p.id} {p.title or '-'} {p.country or '-'}{' former' * p.former}" for p in found}


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_person_is_meant_in_the_office_that_the_sentence_gives(
    language: Language, text: str, expected: set[str]
) -> None:
    assert people_of(language, text) == expected
