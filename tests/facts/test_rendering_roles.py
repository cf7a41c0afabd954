"""Offices in words, read as an editor of each language would."""

import pytest

from summarizer.article import LANGUAGES
from summarizer.facts.lexicons import table
from summarizer.facts.records import Names, Person
from summarizer.facts.rendering.people import role_name

NOBODY = Names("A", "А", "ア")


def holder(title: str, country: str | None, organisation: str | None = None, *, former: bool = False) -> Person:
    return Person("a", NOBODY, title, "other", country, (0,), organisation, former)


OFFICES = [
    (holder("foreign_minister", "RU"), "Russian Foreign Minister", "министр иностранных дел России", "ロシア外相"),
    (holder("prime_minister", "JP"), "Japanese Prime Minister", "премьер-министр Японии", "日本首相"),
    (holder("prime_minister", None), "Prime Minister", "премьер-министр", "首相"),
    (holder("foreign_minister", "US"), "U.S. Secretary of State", "госсекретарь США", "米国務長官"),
    (holder("president", "US"), "U.S. President", "президент США", "米大統領"),
    (holder("energy_minister", "US"), "U.S. Energy Secretary", "министр энергетики США", "米エネルギー長官"),
    (holder("energy_minister", "RU"), "Russian Energy Minister", "министр энергетики России", "ロシアのエネルギー相"),
    (holder("foreign_minister", "AE"), "UAE Foreign Minister", "министр иностранных дел ОАЭ", "UAE外相"),
    (holder("foreign_minister", "GB"), "British Foreign Secretary", "министр иностранных дел Великобритании", "英外相"),
    (holder("chancellor", "DE"), "German Chancellor", "канцлер Германии", "独首相"),
    (holder("president", "CN"), "Chinese President", "председатель Китая", "中国国家主席"),
    (holder("defense_minister", "JP"), "Japanese Defense Minister", "министр обороны Японии", "防衛相"),
    (
        holder("chief_cabinet_secretary", "JP"),
        "Japanese Chief Cabinet Secretary",
        "генеральный секретарь кабинета министров Японии",
        "官房長官",
    ),
    (holder("secretary_general", None, "nato"), "NATO Secretary-General", "генеральный секретарь НАТО", "NATO事務総長"),
    (holder("secretary_general", "UN", "un"), "UN Secretary-General", "генеральный секретарь ООН", "国連事務総長"),
    (holder("director_general", None, "iaea"), "IAEA Director General", "генеральный директор МАГАТЭ", "IAEA事務局長"),
    (holder("managing_director", None, "imf"), "IMF Managing Director", "директор-распорядитель МВФ", "IMF専務理事"),
    (holder("president", None, "world_bank"), "World Bank President", "президент Всемирного банка", "世界銀行総裁"),
    (holder("president", None, "ioc"), "IOC President", "президент МОК", "IOC会長"),
    (
        holder("high_representative", "EU", "eu"),
        "EU High Representative for Foreign Affairs",
        "верховный представитель Евросоюза по иностранным делам",
        "EU外交安全保障上級代表",
    ),
    (
        holder("commission_president", "EU", "european_commission"),
        "President of the European Commission",
        "председатель Еврокомиссии",
        "欧州委員長",
    ),
    (holder("ambassador", "RU"), "Russian Ambassador", "посол России", "ロシア大使"),
    (
        holder("foreign_ministry_spokesperson", "RU"),
        "Russian Foreign Ministry spokesperson",
        "официальный представитель МИД России",
        "ロシア外務省報道官",
    ),
    (
        holder("foreign_ministry_spokesperson", "US"),
        "U.S. State Department spokesperson",
        "представитель Госдепартамента США",
        "米国務省報道官",
    ),
    (
        holder("presidential_spokesperson", "US"),
        "White House Press Secretary",
        "пресс-секретарь Белого дома",
        "米大統領報道官",
    ),
    (
        holder("presidential_spokesperson", "RU"),
        "Russian presidential spokesperson",
        "пресс-секретарь президента России",
        "ロシア大統領報道官",
    ),
    (holder("emperor", "JP"), "Emperor of Japan", "император Японии", "天皇"),
    (holder("king", "NL"), "King of the Netherlands", "король Нидерландов", "オランダ国王"),
    (holder("crown_prince", "SA"), "Crown Prince of Saudi Arabia", "наследный принц Саудовской Аравии", "サウジ皇太子"),
    (holder("pope", "VA"), "Pope", "папа римский", "ローマ教皇"),
    (holder("company_president", "JP"), "company president", "президент компании", "社長"),
    (holder("crown_prince", "JP"), "Crown Prince of Japan", "наследный принц Японии", "皇太子"),
    (holder("mayor", "RU"), "Mayor", "мэр", "市長"),
    (holder("lawmaker", "US"), "U.S. lawmaker", "американский депутат", "米議員"),
    (holder("central_bank_governor", "JP"), "Bank of Japan Governor", "управляющий Банка Японии", "日銀総裁"),
    (
        holder("central_bank_governor", "US"),
        "U.S. Federal Reserve Chair",
        "глава Федеральной резервной системы США",
        "米連邦準備制度理事会（FRB）議長",
    ),
    (holder("president", "US", former=True), "former U.S. President", "бывший президент США", "元米大統領"),
    (
        holder("foreign_minister", "RU", former=True),
        "former Russian Foreign Minister",
        "бывший министр иностранных дел России",
        "元ロシア外相",
    ),
    (holder("queen", "DK", former=True), "former Queen of Denmark", "бывшая королева Дании", "元デンマーク女王"),
    (
        holder("secretary_general", None, "nato", former=True),
        "former NATO Secretary-General",
        "бывший генеральный секретарь НАТО",
        "元NATO事務総長",
    ),
]


@pytest.mark.parametrize(("person", "english", "russian", "japanese"), OFFICES)
def test_offices_are_called_as_editors_call_them(person: Person, english: str, russian: str, japanese: str) -> None:
    assert tuple(role_name(person, language) for language in LANGUAGES) == (english, russian, japanese)


def test_someone_without_an_office_has_no_role() -> None:
    person = Person("a", NOBODY, None, None, "RU", (0,))
    assert [role_name(person, language) for language in LANGUAGES] == [None, None, None]


@pytest.mark.parametrize("country", ["RU", "US", "JP", "GB", None])
def test_every_title_of_the_lexicon_has_a_name_in_every_language(country: str | None) -> None:
    titles = {row["id"] for row in table("roles") if "~" not in row["id"] and "@" not in row["id"]}
    roles = [role_name(holder(title, country, None), language) for title in titles for language in LANGUAGES]
    assert all(role and "{" not in role and "  " not in role and role == role.strip() for role in roles)
    assert not any("American" in (role or "") for role in roles)


def test_offices_of_every_organisation_have_a_name() -> None:
    titles = ("secretary_general", "president", "spokesperson", "special_envoy", "head")
    for row in table("organisations"):
        for title in titles:
            roles = [role_name(holder(title, row["country"] or None, row["key"]), language) for language in LANGUAGES]
            assert all(role and "{" not in role for role in roles)
