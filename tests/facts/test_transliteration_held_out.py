"""Accuracy on names that were listed before the code ran on them, with floors that only rise.

Forms are the customary ones of English-, Russian- and Japanese-language news. The rules cannot reach all of them (a
stressed long vowel in Japanese, Milei's х), so each table has a floor: the share of names exactly right when it was
last raised. What came out the first time, before any rule was mended, is the honest figure, and stands beside each.
"""

import csv
from importlib.resources import files

import pytest

from summarizer.article import Language
from summarizer.facts.names import name_forms
from summarizer.facts.records import Names

# Country, as an English article writes it, Russian, Japanese. Listed before the rules were written, by their author.
FOREIGN = """
US|Donald Trump|Дональд Трамп|ドナルド・トランプ
FR|Emmanuel Macron|Эммануэль Макрон|エマニュエル・マクロン
DE|Angela Merkel|Ангела Меркель|アンゲラ・メルケル
DE|Olaf Scholz|Олаф Шольц|オラフ・ショルツ
GB|Boris Johnson|Борис Джонсон|ボリス・ジョンソン
GB|Rishi Sunak|Риши Сунак|リシ・スナク
GB|Keir Starmer|Кир Стармер|キア・スターマー
CA|Justin Trudeau|Джастин Трюдо|ジャスティン・トルドー
IT|Giorgia Meloni|Джорджа Мелони|ジョルジャ・メローニ
ES|Pedro Sanchez|Педро Санчес|ペドロ・サンチェス
HU|Viktor Orban|Виктор Орбан|ビクトル・オルバン
TR|Recep Tayyip Erdogan|Реджеп Тайип Эрдоган|レジェップ・タイップ・エルドアン
TR|Mevlüt Çavuşoğlu|Мевлют Чавушоглу|メブリュト・チャブシオール
US|Antony Blinken|Энтони Блинкен|アントニー・ブリンケン
US|Mike Pompeo|Майк Помпео|マイク・ポンペオ
US|Jake Sullivan|Джейк Салливан|ジェイク・サリバン
US|Lloyd Austin|Ллойд Остин|ロイド・オースティン
US|Janet Yellen|Джанет Йеллен|ジャネット・イエレン
US|Robert Lighthizer|Роберт Лайтхайзер|ロバート・ライトハイザー
US|Nancy Pelosi|Нэнси Пелоси|ナンシー・ペロシ
US|John Bolton|Джон Болтон|ジョン・ボルトン
US|Hillary Clinton|Хиллари Клинтон|ヒラリー・クリントン
US|Barack Obama|Барак Обама|バラク・オバマ
US|Mark Esper|Марк Эспер|マーク・エスパー
US|James Mattis|Джеймс Мэттис|ジェームズ・マティス
US|Kevin McCarthy|Кевин Маккарти|ケビン・マッカーシー
US|Joseph R. Biden|Джозеф Байден|ジョセフ・バイデン
GB|Jeremy Hunt|Джереми Хант|ジェレミー・ハント
GB|James Cleverly|Джеймс Клеверли|ジェームズ・クレバリー
GB|David Cameron|Дэвид Кэмерон|デービッド・キャメロン
GB|Ben Wallace|Бен Уоллес|ベン・ウォレス
AU|Scott Morrison|Скотт Моррисон|スコット・モリソン
AU|Anthony Albanese|Энтони Албанезе|アンソニー・アルバニージー
NZ|Jacinda Ardern|Джасинда Ардерн|ジャシンダ・アーダーン
NO|Jens Stoltenberg|Йенс Столтенберг|イエンス・ストルテンベルグ
NL|Mark Rutte|Марк Рютте|マルク・ルッテ
DE|Ursula von der Leyen|Урсула фон дер Ляйен|ウルズラ・フォンデアライエン
DE|Heiko Maas|Хайко Маас|ハイコ・マース
DE|Frank-Walter Steinmeier|Франк-Вальтер Штайнмайер|フランクワルター・シュタインマイヤー
DE|Friedrich Merz|Фридрих Мерц|フリードリヒ・メルツ
DE|Boris Pistorius|Борис Писториус|ボリス・ピストリウス
FR|Jean-Yves Le Drian|Жан-Ив Ле Дриан|ジャンイブ・ルドリアン
FR|Bruno Le Maire|Брюно Ле Мэр|ブリュノ・ルメール
FR|Catherine Colonna|Катрин Колонна|カトリーヌ・コロナ
FR|Edouard Philippe|Эдуар Филипп|エドゥアール・フィリップ
IT|Mario Draghi|Марио Драги|マリオ・ドラギ
IT|Paolo Gentiloni|Паоло Джентилони|パオロ・ジェンティローニ
IT|Giuseppe Conte|Джузеппе Конте|ジュゼッペ・コンテ
ES|Josep Borrell|Жозеп Боррель|ジョセップ・ボレル
PT|Antonio Guterres|Антониу Гутерреш|アントニオ・グテレス
PT|Antonio Costa|Антониу Кошта|アントニオ・コスタ
IL|Benjamin Netanyahu|Биньямин Нетаньяху|ベンヤミン・ネタニヤフ
IL|Yoav Gallant|Йоав Галант|ヨアブ・ガラント
IN|Narendra Modi|Нарендра Моди|ナレンドラ・モディ
IR|Hassan Rouhani|Хасан Рухани|ハッサン・ロウハニ
IR|Ebrahim Raisi|Эбрахим Раиси|エブラヒム・ライシ
SY|Bashar al-Assad|Башар аль-Асад|バッシャール・アサド
SA|Mohammed bin Salman|Мухаммед бен Салман|ムハンマド・ビン・サルマン
EG|Abdel Fattah el-Sisi|Абдель Фаттах ас-Сиси|アブデルファタハ・シシ
AR|Javier Milei|Хавьер Милей|ハビエル・ミレイ
BR|Jair Bolsonaro|Жаир Болсонару|ジャイル・ボルソナロ
MX|Claudia Sheinbaum|Клаудия Шейнбаум|クラウディア・シェインバウム
PL|Andrzej Duda|Анджей Дуда|アンジェイ・ドゥダ
PL|Donald Tusk|Дональд Туск|ドナルド・トゥスク
FI|Alexander Stubb|Александр Стубб|アレクサンデル・ストゥブ
SE|Ulf Kristersson|Ульф Кристерссон|ウルフ・クリステルソン
ID|Joko Widodo|Джоко Видодо|ジョコ・ウィドド
PH|Rodrigo Duterte|Родриго Дутерте|ロドリゴ・ドゥテルテ
RS|Aleksandar Vucic|Александр Вучич|アレクサンダル・ブチッチ
"""

# As a Russian article writes it, English, Japanese
RUSSIAN = """
Владимир Путин|Vladimir Putin|ウラジーミル・プーチン
Сергей Шойгу|Sergey Shoigu|セルゲイ・ショイグ
Дмитрий Медведев|Dmitry Medvedev|ドミトリー・メドベージェフ
Дмитрий Песков|Dmitry Peskov|ドミトリー・ペスコフ
Мария Захарова|Maria Zakharova|マリア・ザハロワ
Игорь Моргулов|Igor Morgulov|イーゴリ・モルグロフ
Андрей Руденко|Andrey Rudenko|アンドレイ・ルデンコ
Михаил Мишустин|Mikhail Mishustin|ミハイル・ミシュスチン
Алексей Навальный|Alexey Navalny|アレクセイ・ナワリヌイ
Валентина Матвиенко|Valentina Matviyenko|ワレンチナ・マトビエンコ
Николай Патрушев|Nikolay Patrushev|ニコライ・パトルシェフ
Юрий Трутнев|Yury Trutnev|ユーリー・トルトネフ
Сергей Рябков|Sergey Ryabkov|セルゲイ・リャブコフ
Вячеслав Володин|Vyacheslav Volodin|ビャチェスラフ・ウォロジン
Евгений Пригожин|Yevgeny Prigozhin|エフゲニー・プリゴジン
Рамзан Кадыров|Ramzan Kadyrov|ラムザン・カディロフ
Борис Ельцин|Boris Yeltsin|ボリス・エリツィン
Михаил Горбачёв|Mikhail Gorbachev|ミハイル・ゴルバチョフ
Эльвира Набиуллина|Elvira Nabiullina|エリビラ・ナビウリナ
Антон Силуанов|Anton Siluanov|アントン・シルアノフ
Александр Новак|Alexander Novak|アレクサンドル・ノバク
Игорь Сечин|Igor Sechin|イーゴリ・セチン
Василий Небензя|Vasily Nebenzya|ワシリー・ネベンジャ
Валерий Герасимов|Valery Gerasimov|ワレリー・ゲラシモフ
Константин Косачёв|Konstantin Kosachev|コンスタンチン・コサチョフ
Леонид Слуцкий|Leonid Slutsky|レオニード・スルツキー
Михаил Галузин|Mikhail Galuzin|ミハイル・ガルージン
Татьяна Голикова|Tatyana Golikova|タチアナ・ゴリコワ
Денис Мантуров|Denis Manturov|デニス・マントゥロフ
Андрей Белоусов|Andrey Belousov|アンドレイ・ベロウソフ
Алексей Оверчук|Alexey Overchuk|アレクセイ・オベルチュク
Кирилл Дмитриев|Kirill Dmitriev|キリル・ドミトリエフ
Герман Греф|Herman Gref|ゲルマン・グレフ
Юрий Ушаков|Yury Ushakov|ユーリー・ウシャコフ
Александр Лукашенко|Alexander Lukashenko|アレクサンドル・ルカシェンコ
Пётр Порошенко|Pyotr Poroshenko|ピョートル・ポロシェンコ
"""

# As a Japanese article writes it, reading, English, Russian
JAPANESE = """
茂木敏充|モテギ トシミツ|Toshimitsu Motegi|Тосимицу Мотэги
林芳正|ハヤシ ヨシマサ|Yoshimasa Hayashi|Ёсимаса Хаяси
岸田文雄|キシダ フミオ|Fumio Kishida|Фумио Кисида
菅義偉|スガ ヨシヒデ|Yoshihide Suga|Ёсихидэ Суга
石破茂|イシバ シゲル|Shigeru Ishiba|Сигэру Исиба
麻生太郎|アソウ タロウ|Taro Aso|Таро Асо
小野寺五典|オノデラ イツノリ|Itsunori Onodera|Ицунори Онодэра
世耕弘成|セコウ ヒロシゲ|Hiroshige Seko|Хиросигэ Сэко
小泉純一郎|コイズミ ジュンイチロウ|Junichiro Koizumi|Дзюнъитиро Коидзуми
高市早苗|タカイチ サナエ|Sanae Takaichi|Санаэ Такаити
松野博一|マツノ ヒロカズ|Hirokazu Matsuno|Хирокадзу Мацуно
谷内正太郎|ヤチ ショウタロウ|Shotaro Yachi|Сётаро Яти
鈴木俊一|スズキ シュンイチ|Shunichi Suzuki|Сюнъити Судзуки
浜田靖一|ハマダ ヤスカズ|Yasukazu Hamada|Ясукадзу Хамада
西村康稔|ニシムラ ヤストシ|Yasutoshi Nishimura|Ясутоси Нисимура
上川陽子|カミカワ ヨウコ|Yoko Kamikawa|Ёко Камикава
萩生田光一|ハギウダ コウイチ|Koichi Hagiuda|Коити Хагиуда
小池百合子|コイケ ユリコ|Yuriko Koike|Юрико Коикэ
枝野幸男|エダノ ユキオ|Yukio Edano|Юкио Эдано
黒田東彦|クロダ ハルヒコ|Haruhiko Kuroda|Харухико Курода
本田圭佑|ホンダ ケイスケ|Keisuke Honda|Кэйсукэ Хонда
井上信治|イノウエ シンジ|Shinji Inoue|Синдзи Иноуэ
"""

# As an English article writes it, Russian (the Japanese characters cannot be guessed from either)
CHINESE = """
Xi Jinping|Си Цзиньпин
Wang Yi|Ван И
Li Keqiang|Ли Кэцян
Yang Jiechi|Ян Цзечи
Zhao Lijian|Чжао Лицзянь
Qin Gang|Цинь Ган
Hu Jintao|Ху Цзиньтао
Wen Jiabao|Вэнь Цзябао
Deng Xiaoping|Дэн Сяопин
Zhang Hanhui|Чжан Ханьхуэй
Liu He|Лю Хэ
Hua Chunying|Хуа Чуньин
Geng Shuang|Гэн Шуан
Lu Kang|Лу Кан
Dong Jun|Дун Цзюнь
Jiang Zemin|Цзян Цзэминь
"""

# Surnames, listed after the rules and before they ran on them: country, English name, Russian and Japanese surname.
# First run: Russian 45 of 66, Japanese 35 of 66 (the e2k model of PyPI: 28 of 66).
SURNAMES = """
US|Wilbur Ross|Росс|ロス
US|Wendy Sherman|Шерман|シャーマン
US|Daniel Russel|Рассел|ラッセル
US|Susan Rice|Райс|ライス
US|Michael Flynn|Флинн|フリン
US|Rex Tillerson|Тиллерсон|ティラーソン
US|Harry Harris|Харрис|ハリス
US|Gina Raimondo|Раймондо|レモンド
US|Katherine Tai|Тай|タイ
US|Merrick Garland|Гарланд|ガーランド
US|Mitch McConnell|Макконнелл|マコネル
US|Chuck Schumer|Шумер|シューマー
US|Jerome Powell|Пауэлл|パウエル
US|Pete Hegseth|Хегсет|ヘグセス
US|Scott Bessent|Бессент|ベッセント
US|Howard Lutnick|Латник|ラトニック
US|Marco Rubio|Рубио|ルビオ
US|Linda Thomas-Greenfield|Гринфилд|グリーンフィールド
GB|Philip Hammond|Хаммонд|ハモンド
GB|Theresa May|Мэй|メイ
GB|Dominic Raab|Рааб|ラーブ
GB|David Lammy|Лэмми|ラミー
GB|Rachel Reeves|Ривз|リーブス
CA|Stephen Harper|Харпер|ハーパー
CA|Mark Carney|Карни|カーニー
AU|Julie Bishop|Бишоп|ビショップ
AU|Malcolm Turnbull|Тернбулл|ターンブル
AU|Penny Wong|Вонг|ウォン
NZ|Winston Peters|Питерс|ピーターズ
DE|Annalena Baerbock|Бербок|ベアボック
DE|Robert Habeck|Хабек|ハーベック
DE|Christian Lindner|Линднер|リントナー
DE|Horst Seehofer|Зеехофер|ゼーホーファー
DE|Thomas Bach|Бах|バッハ
AT|Sebastian Kurz|Курц|クルツ
FR|Laurent Fabius|Фабиус|ファビウス
FR|Nicolas Sarkozy|Саркози|サルコジ
FR|Gabriel Attal|Атталь|アタル
FR|Sebastien Lecornu|Лекорню|ルコルニュ
FR|Francois Fillon|Фийон|フィヨン
FR|Michel Barnier|Барнье|バルニエ
IT|Matteo Renzi|Ренци|レンツィ
IT|Sergio Mattarella|Маттарелла|マッタレッラ
IT|Antonio Tajani|Таяни|タヤーニ
ES|Mariano Rajoy|Рахой|ラホイ
ES|Jose Manuel Albares|Альбарес|アルバレス
BR|Michel Temer|Темер|テメル
MX|Enrique Pena Nieto|Ньето|ニエト
AR|Mauricio Macri|Макри|マクリ
VE|Nicolas Maduro|Мадуро|マドゥロ
TR|Hakan Fidan|Фидан|フィダン
TR|Hulusi Akar|Акар|アカル
IR|Javad Zarif|Зариф|ザリフ
IR|Masoud Pezeshkian|Пезешкиан|ペゼシュキアン
IQ|Barham Salih|Салех|サレハ
IN|Subrahmanyam Jaishankar|Джайшанкар|ジャイシャンカル
NL|Jeroen Dijsselbloem|Дейсселблум|デイセルブルム
NO|Erna Solberg|Солберг|ソルベルグ
FI|Sauli Niinisto|Ниинистё|ニーニスト
PL|Radoslaw Sikorski|Сикорский|シコルスキ
PL|Mateusz Morawiecki|Моравецкий|モラウィエツキ
HU|Peter Szijjarto|Сийярто|シーヤールトー
RS|Ivica Dacic|Дачич|ダチッチ
SK|Robert Fico|Фицо|フィツォ
ID|Prabowo Subianto|Субианто|スビアント
PH|Ferdinand Marcos|Маркос|マルコス
"""

# The same for English surnames, after the first mending. First run: Russian 30, Japanese 25 of 40 (e2k: 21 of 40).
ENGLISH_SURNAMES = """
US|Caspar Weinberger|Уайнбергер|ワインバーガー
US|Warren Christopher|Кристофер|クリストファー
US|Dean Acheson|Ачесон|アチソン
US|Cyrus Vance|Вэнс|バンス
US|Elaine Chao|Чао|チャオ
US|John Kelly|Келли|ケリー
US|Ash Carter|Картер|カーター
US|Chuck Hagel|Хейгел|ヘーゲル
US|Leon Panetta|Панетта|パネッタ
US|Robert Gates|Гейтс|ゲーツ
US|Timothy Geithner|Гайтнер|ガイトナー
US|Kurt Campbell|Кэмпбелл|キャンベル
US|Caroline Kennedy|Кеннеди|ケネディ
US|Nikki Haley|Хейли|ヘイリー
US|Ron DeSantis|Десантис|デサンティス
US|Ted Cruz|Круз|クルーズ
US|Lindsey Graham|Грэм|グラム
US|Elizabeth Warren|Уоррен|ウォーレン
US|Bernie Sanders|Сандерс|サンダース
US|Kevin Hassett|Хассетт|ハセット
US|Adam Schiff|Шифф|シフ
US|Mark Milley|Милли|ミリー
US|Bill Burns|Бернс|バーンズ
US|Avril Haines|Хейнс|ヘインズ
US|Mike Johnson|Джонсон|ジョンソン
GB|Gordon Brown|Браун|ブラウン
GB|Tony Blair|Блэр|ブレア
GB|William Hague|Хейг|ヘイグ
GB|George Osborne|Осборн|オズボーン
GB|Michael Gove|Гоув|ゴーブ
GB|Jack Straw|Стро|ストロー
GB|Liz Truss|Трасс|トラス
GB|Grant Shapps|Шаппс|シャップス
GB|John Healey|Хили|ヒーリー
AU|Kevin Rudd|Радд|ラッド
AU|Julia Gillard|Гиллард|ギラード
AU|Tony Abbott|Эбботт|アボット
AU|John Howard|Говард|ハワード
NZ|John Key|Ки|キー
NZ|Chris Hipkins|Хипкинс|ヒプキンス
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


def accuracy(pairs: list[tuple[str, str]]) -> float:
    """Return the share of exact matches; on failure pytest shows the pairs that differ."""
    wrong = [pair for pair in pairs if pair[0] != pair[1]]
    return 1 - len(wrong) / len(pairs)


def surname(name: str, separator: str) -> str:
    return name.split(separator)[-1].split("-")[-1]


def foreign(language: Language) -> list[tuple[str, str]]:
    return [
        (name_forms(en, "en", country).in_language(language), ru if language == "ru" else ja)
        for country, en, ru, ja in rows(FOREIGN)
    ]


def test_whole_foreign_names_come_out_in_russian_and_japanese() -> None:
    assert accuracy(foreign("ru")) >= 0.84
    assert accuracy(foreign("ja")) >= 0.82


@pytest.mark.parametrize(("table", "russian", "japanese"), [(SURNAMES, 0.89, 0.81), (ENGLISH_SURNAMES, 0.82, 0.67)])
def test_surnames_held_out_from_the_rules(table: str, russian: float, japanese: float) -> None:
    listed = [(name_forms(surname(en, " "), "en", country), ru, ja) for country, en, ru, ja in rows(table)]
    assert accuracy([(names.ru, ru) for names, ru, _ in listed]) >= russian
    assert accuracy([(names.ja, ja) for names, _, ja in listed]) >= japanese


def test_russian_names_come_out_in_english_and_japanese() -> None:
    listed: list[tuple[Names, str, str]] = [(name_forms(ru, "ru", "RU"), en, ja) for ru, en, ja in rows(RUSSIAN)]
    assert accuracy([(names.en, en) for names, en, _ in listed]) >= 0.97
    assert accuracy([(names.ja, ja) for names, _, ja in listed]) >= 0.86


def test_romanised_russian_names_come_back_in_cyrillic() -> None:
    assert (
        accuracy(
            [(name_forms(en, "en", "RU").ru.replace("ё", "е"), ru.replace("ё", "е")) for ru, en, _ in rows(RUSSIAN)]
        )
        >= 1.0
    )


def test_japanese_names_by_their_reading_are_all_right() -> None:
    for kanji, reading, en, ru in rows(JAPANESE):
        assert name_forms(kanji, "ja", "JP", reading) == Names(en, ru, kanji, frozenset({"en", "ru"}))


def test_romanised_japanese_names_are_right_in_russian_and_back() -> None:
    for _, _, en, ru in rows(JAPANESE):
        assert (name_forms(en, "en", "JP").ru, name_forms(ru, "ru", "JP").en) == (ru, en)


def test_chinese_names_are_palladius_in_russian_and_come_back() -> None:
    for en, ru in rows(CHINESE):
        assert (name_forms(en, "en", "CN").ru, name_forms(ru, "ru", "CN").en) == (ru, en)


def test_the_rules_agree_with_the_gazetteer_of_known_people() -> None:
    """The gazetteer was written by another hand: neither list was made from the other."""
    text = files("summarizer.facts").joinpath("lexicon", "persons.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    known = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    japanese = [row for row in known if row["country"] == "JP"]
    russian = [row for row in known if row["country"] == "RU"]
    assert min(len(japanese), len(russian)) > 100
    assert accuracy([(name_forms(row["en"], "en", "JP").ru, row["ru"]) for row in japanese]) >= 0.95
    assert accuracy([(name_forms(row["ja"], "ja", "JP", row["reading"]).en, row["en"]) for row in japanese]) >= 0.95
    assert accuracy([(name_forms(row["en"], "en", "RU").ru, row["ru"]) for row in russian]) >= 0.9
    assert accuracy([(name_forms(row["ru"], "ru", "RU").en, row["en"]) for row in russian]) >= 0.9
