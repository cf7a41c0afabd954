"""Answers of models, read: whatever is wrapped around the points, and never a word or number that was not written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article import Language
from summarizer.points.written import Written, degenerate, read_points

ONE = Written("Talks were held in Oslo.", (3,))
TWO = Written("Both sides left early.", (4, 5))


def whole(answer: str) -> list[Written]:
    return read_points(answer, finished=True)


@pytest.mark.parametrize(
    "answer",
    [
        "- Talks were held in Oslo. [3]\n- Both sides left early. [4, 5]",
        "Here are the points:\n\nTalks were held in Oslo. [3]\nBoth sides left early. [4, 5]",
        "Sure! Here are the two key points:\n1. **Talks** were held in Oslo. [3]\n2. Both sides left early. [4][5]",
        "## Key points\n\n* Talks were held in *Oslo*. (Sentence 3)\n* Both sides left early. (Sentences 4 and 5)",
        "- Talks were held in Oslo. [S3]\n- Both sides left early. [S4, S5]\n\nNote: both are taken from the text.",
        "- Talks were held in Oslo.\n  [3]\n- Both sides\n  left early. [4-5]",
        "Talks were held in Oslo. [3] Both sides left early. [4, 5]",
        "① Talks were held in Oslo. ［3］\n② Both sides left early.【4、5】",
        "- - [3] Talks were held in Oslo.\n- - [4] Both sides left early. [5]",
        "[3] Talks were held in Oslo.\n[4] Both sides left early. [5]",
        "Point 1: Talks were held in Oslo. [3]\nPoint 2: Both sides left early. [4,5]",
        "```\n- Talks were held in Oslo. [3]\n- Both sides left early. [4, 5]\n```",
        "<ol><li>Talks were held in Oslo. [3]</li>\n<li>Both sides left early. [4, 5]</li></ol>",
        '```json\n["Talks were held in Oslo. [3]", "Both sides left early. [4, 5]"]\n```',
        json.dumps({"points": [{"text": ONE.text, "cited": [3]}, {"text": TWO.text, "cited": "4, 5"}]}, indent=1),
        '[{"point": "Talks were held in Oslo.", "cites": 3}, {"point": "Both sides left early.", "cites": ["4", "5"]}]',
        '{"1": "Talks were held in Oslo. [3]", "2": "Both sides left early. [4, 5]"}\n\nI hope this helps.',
    ],
)  # fmt: skip
def test_points_are_found_in_whatever_form_a_model_gives_them(answer: str) -> None:
    assert whole(answer) == [ONE, TWO]


@pytest.mark.parametrize(
    "line",
    [
        "1.5 million people voted.",
        "-5 degrees were measured in Oslo.",
        "10、11日にオスロで会談した。",
        "3．5倍に増えた。",
        "30 ships left the port.",
        "2024 was the warmest year.",
    ],
)
def test_a_number_that_begins_a_sentence_is_no_bullet(line: str) -> None:
    assert whole(f"{line} [2]") == [Written(line, (2,))]
    assert whole(f"- {line} [2]") == [Written(line, (2,))]


@pytest.mark.parametrize(
    "answer",
    [
        '{"points": [{"text": "Talks were held in Oslo.", "sentences": [3]}, {"text": "Both sides le',
        '["Talks were held in Oslo. [3]", "Both sides le',
        "- Talks were held in Oslo. [3]\n- Both sides le",
    ],
)
def test_of_an_answer_that_was_cut_off_the_whole_points_are_read(answer: str) -> None:
    assert read_points(answer, finished=False) == [ONE]


@pytest.mark.parametrize("answer", ["", "\n \n", "{}", "[]", "```", "[1, 2]", "---", "- [3]", "...", '{"points": []}'])
def test_an_answer_without_a_word_has_no_points(answer: str) -> None:
    assert whole(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        "- Talks. [" + "1" * 60 + "x",
        "- Talks. [" + "1" * 6000 + "]",
        "- Talks. [" + " " * 50_000 + "x",
        "[" * 50_000,
        '{"a":' * 20_000,
        "- Talks were held.\n" * 20_000,
        "Talks. [1] " * 20_000,
        '["' + "x" * 200_000,
    ],
    ids=lambda answer: answer[:12],
)
def test_an_endless_answer_is_read_to_an_end(answer: str) -> None:
    assert len(whole(answer)) <= 200


@given(st.text(st.sampled_from('[]{}()",:.-*`\n 12aé文。［］<>#①'), max_size=200), st.booleans())
def test_nothing_that_a_model_writes_is_an_error(answer: str, finished: bool) -> None:
    for point in read_points(answer, finished=finished):
        assert point.text
        assert all(number >= 0 for number in point.cited)


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        ("en", "The talks between the two sides ended with an", "unfinished"),
        ("en", "The ministers discussed three subjects:", "unfinished"),
        ("ru", "Стороны провели переговоры и договорились о", "unfinished"),
        ("ja", "両国の外相はオスロで会談し、漁業協定に署名する方針を", "unfinished"),
        ("en", "Norway and Portugal sign a fisheries agreement on Monday", None),
        ("ru", "Норвегия и Португалия подписали соглашение о рыболовстве", None),
        ("ja", "ノルウェーとポルトガルが漁業協定に署名", None),
        ("ja", "首相が来月フランスを訪問へ", None),
        ("en", "They asked whom the ships belong to.", None),
    ],
)
def test_a_text_that_breaks_off_is_no_point(language: Language, text: str, fault: str | None) -> None:
    assert degenerate(text, language, ()) == fault
