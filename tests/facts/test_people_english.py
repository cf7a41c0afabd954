"""English: who is named, in which office, of which country. Invented people first."""

import pytest
from test_people import described

CASES = [
    ("Norwegian Foreign Minister Ingrid Halvorsen arrived in Oslo.", "Ingrid Halvorsen: foreign_minister NO"),
    ("Ingrid Halvorsen, Norway's foreign minister, arrived in Oslo.", "Ingrid Halvorsen: foreign_minister NO"),
    ("Ingrid Halvorsen, the foreign minister of Norway, arrived in Oslo.", "Ingrid Halvorsen: foreign_minister NO"),
    ("Norway's newly appointed foreign minister, Ingrid Halvorsen, arrived.", "Ingrid Halvorsen: foreign_minister NO"),
    ("Norway’s Minister of Foreign Affairs Ingrid Halvorsen arrived.", "Ingrid Halvorsen: foreign_minister NO"),
    (
        "Foreign Minister Ingrid Halvorsen of Norway met her Polish counterpart Marek Zielony.",
        "Ingrid Halvorsen: foreign_minister NO",
        "Marek Zielony: foreign_minister PL",
    ),
    (
        "Polish President Marek Zielony held talks with his Czech counterpart, Jana Novotna.",
        "Marek Zielony: president PL",
        "Jana Novotna: president CZ",
    ),
    ("Former Polish President Marek Zielony spoke in Berlin.", "Marek Zielony: president PL former"),
    ("Poland's ex-President Marek Zielony spoke in Berlin.", "Marek Zielony: president PL former"),
    ("Marek Zielony, a former Polish ambassador to Japan, spoke.", "Marek Zielony: ambassador PL former"),
    ("Poland's president-elect Marek Zielony spoke in Berlin.", "Marek Zielony: president PL former"),
    (
        "President Daniel Ortiz of Peru met Interior Minister Lucia Ortiz of Chile.",
        "Daniel Ortiz: president PE",
        "Lucia Ortiz: interior_minister CL",
    ),
    (
        "Mykola Tkach, an adviser to the head of the Ukrainian presidential office, said so.",
        "Mykola Tkach: adviser UA",
    ),
    (
        "Russian Foreign Ministry spokeswoman Olga Vetrova told reporters.",
        "Olga Vetrova: foreign_ministry_spokesperson RU",
    ),
    ("Pentagon spokesman John Harwell confirmed the report.", "John Harwell: defense_ministry_spokesperson US"),
    ("White House press secretary Laura Kent confirmed it.", "Laura Kent: presidential_spokesperson US"),
    ("State Department spokesperson Laura Kent confirmed it.", "Laura Kent: foreign_ministry_spokesperson US"),
    ("NATO Secretary-General Pieter van Aalst praised the plan.", "Pieter van Aalst: secretary_general@nato -"),
    ("J. Smith, the British ambassador to Japan, declined to comment.", "J. Smith: ambassador GB"),
    ("U.S. Secretary of State Robert J. Callahan landed in Tokyo.", "Robert J. Callahan: foreign_minister US"),
    (
        "Deputy Foreign Minister Aigerim Bekova of Kazakhstan met Japan's ambassador to Kazakhstan, Kenji Sawada.",
        "Aigerim Bekova: deputy_foreign_minister KZ",
        "Kenji Sawada: ambassador JP",
    ),
    (
        "Prime Ministers Ingrid Halvorsen of Norway and Marek Zielony of Poland signed the statement.",
        "Ingrid Halvorsen: prime_minister NO",
        "Marek Zielony: prime_minister PL",
    ),
    ("Acting Czech Defense Minister Petr Dvorak resigned.", "Petr Dvorak: acting_defense_minister CZ"),
    ("Egyptian Foreign Minister Khaled al-Masri flew to Riyadh.", "Khaled al-Masri: foreign_minister EG"),
    ("Kuwaiti Prime Minister Sheikh Nasser bin Ali al-Rashid resigned.", "Nasser bin Ali al-Rashid: prime_minister KW"),
    ("French Defence Minister Jean-Luc de la Tour visited the base.", "Jean-Luc de la Tour: defense_minister FR"),
    ("The Foreign Ministry said that the Prime Minister's Office would respond.",),
    ("The presidential election and the foreign ministers' meeting were postponed.",),
    (
        "MORI Haruto, Minister for Foreign Affairs of Japan, met H.E. Mr. Marek Zielony, President of Poland.",
        "Haruto Mori: foreign_minister JP",
        "Marek Zielony: president PL",
    ),
    # ---- people of the gazetteer
    (
        "European Commission President Ursula von der Leyen visited Kyiv.",
        "Ursula von der Leyen: commission_president@european_commission EU",
    ),
    (
        "Belgian Prime Minister Alexander De Croo and German Chancellor Olaf Scholz met in Bruges.",
        "Alexander De Croo: prime_minister BE",
        "Olaf Scholz: chancellor DE",
    ),
    (
        "Chinese President Xi Jinping met Vietnamese Prime Minister Pham Minh Chinh.",
        "Xi Jinping: president CN",
        "Pham Minh Chinh: prime_minister VN",
    ),
    (
        "South Korean President Yoon Suk Yeol and KISHIDA Fumio, Japan's prime minister, met in Seoul.",
        "Yoon Suk Yeol: president KR",
        "Fumio Kishida: prime_minister JP",
    ),
    ("IAEA Director General Rafael Grossi arrived in Tehran.", "Rafael Grossi: director_general@iaea -"),
    ("UN Secretary-General António Guterres called for calm.", "Antonio Guterres: secretary_general@un UN"),
    (
        "The European Union's top diplomat, Kaja Kallas, called for calm.",
        "Kaja Kallas: high_representative@eu EU",
    ),
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
    assert described("en", text) == expected


def test_the_president_of_a_company_is_no_head_of_state() -> None:
    (found,) = described("en", "Morishita Motors President Kenta Morishita said that sales rose in Japan.")
    assert found.startswith("Kenta Morishita: company_president ")
