"""Japanese: who is named, in which office, of which country. Invented people first."""

import pytest
from test_people import described

CASES = [
    ("ノルウェーのハルボルセン外相は14日、オスロに到着した。", "ハルボルセン: foreign_minister NO"),
    ("ノルウェーのイングリッド・ハルボルセン外相は会見した。", "イングリッド・ハルボルセン: foreign_minister NO"),
    ("ハルボルセン・ノルウェー外相は会見した。", "ハルボルセン: foreign_minister NO"),
    ("ノルウェー外相のハルボルセン氏は会見した。", "ハルボルセン: foreign_minister NO"),
    (
        "ノルウェーのハルボルセン外相はポーランドのザバツキ外相と会談した。",
        "ハルボルセン: foreign_minister NO",
        "ザバツキ: foreign_minister PL",
    ),
    ("ロシア外務省のベトロワ報道官は否定した。", "ベトロワ: foreign_ministry_spokesperson RU"),
    ("米国防総省のハーウェル報道官は否定した。", "ハーウェル: defense_ministry_spokesperson US"),
    ("ロシア大統領府のベトロフ報道官は否定した。", "ベトロフ: presidential_spokesperson RU"),
    ("米国務省のケント報道官は否定した。", "ケント: foreign_ministry_spokesperson US"),
    ("米国のキャラハン国務長官は東京に到着した。", "キャラハン: foreign_minister US"),
    ("ポーランドのザバツキ元大統領は講演した。", "ザバツキ: president PL former"),
    ("ポーランドのザバツキ前首相は講演した。", "ザバツキ: prime_minister PL former"),
    ("ポーランド元大統領のザバツキ氏は講演した。", "ザバツキ: president PL former"),
    ("沢田健二駐カザフスタン大使は式典に出席した。", "沢田健二: ambassador JP"),
    (
        "カザフスタンのベコワ外務次官は沢田健二外相と会談した。",
        "ベコワ: deputy_foreign_minister KZ",
        "沢田健二: foreign_minister JP",
    ),
    ("沢田健二防衛相は記者会見で述べた。", "沢田健二: defense_minister JP"),
    ("沢田健二官房長官は記者会見で述べた。", "沢田健二: chief_cabinet_secretary JP"),
    (
        "ノルウェーのハルボルセン国防相とチェコのドボルザーク国防相が会談した。",
        "ハルボルセン: defense_minister NO",
        "ドボルザーク: defense_minister CZ",
    ),
    ("北大西洋条約機構（NATO）のファンアールスト事務総長は歓迎した。", "ファンアールスト: secretary_general@nato -"),
    ("エジプトのマスリ外相はリヤドに到着した。", "マスリ: foreign_minister EG"),
    ("駐日ロシア大使のペトロフスキー氏は否定した。", "ペトロフスキー: ambassador RU"),
    ("ペトロフスキー駐日ロシア大使は否定した。", "ペトロフスキー: ambassador RU"),
    ("外務省は大統領選について声明を発表した。",),
    ("首相官邸は外相会談の日程を明らかにしなかった。",),
    ("両国の外相は条約に署名した。",),
    # ---- people of the gazetteer
    ("ロシア外務省のザハロワ報道官は否定した。", "マリア・ザハロワ: foreign_ministry_spokesperson RU"),
    (
        "河野太郎外相はロシアのラブロフ外相と会談した。",
        "河野太郎: foreign_minister JP",
        "セルゲイ・ラブロフ: foreign_minister RU",
    ),
    ("岸田文雄首相は記者団に述べた。", "岸田文雄: prime_minister JP"),
    ("安倍晋三元首相は講演した。", "安倍晋三: prime_minister JP former"),
    ("中国の習近平国家主席は北京で会談した。", "習近平: president CN"),
    ("韓国の尹錫悦（ユン・ソンニョル）大統領は会見した。", "尹錫悦: president KR"),
    ("ベトナムのファム・ミン・チン首相は訪日する。", "ファム・ミン・チン: prime_minister VN"),
    ("北朝鮮の金正恩朝鮮労働党総書記は視察した。", "金正恩: party_general_secretary KP"),
    ("国連のグテレス事務総長は懸念を示した。", "アントニオ・グテーレス: secretary_general@un UN"),
    (
        "欧州連合（EU）のフォンデアライエン欧州委員長は歓迎した。",
        "ウルズラ・フォンデアライエン: commission_president@european_commission EU",
    ),
    (
        "フランスのマクロン大統領とドイツのショルツ首相は会談した。",
        "エマニュエル・マクロン: president FR",
        "オラフ・ショルツ: chancellor DE",
    ),
    ("東京都の小池百合子知事は会見した。", "小池百合子: governor JP"),
]


KNOWN_FAILURES: dict[str, str] = {}
"""Why a case fails today; strict, so that its mending is noticed."""


def marks_of(text: str) -> tuple[pytest.MarkDecorator, ...]:
    reason = KNOWN_FAILURES.get(text)
    return (pytest.mark.xfail(strict=True, reason=reason),) if reason else ()


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(text, set(people), marks=marks_of(text)) for text, *people in CASES]
)
def test_people_of_a_sentence(text: str, expected: set[str]) -> None:
    assert described("ja", text) == expected


def test_the_president_of_a_company_is_no_head_of_state() -> None:
    (found,) = described("ja", "森下自動車の森下健太社長は、国内販売が伸びたと述べた。")
    assert found.startswith("森下健太: company_president ")
