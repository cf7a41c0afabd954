import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.points.quotation import find_quotations
from summarizer.points.shape import describe

CASES = [
    ('"We go," he said.', False, ['"We go,"'], False, False),
    ("“First. ", False, ["“First. "], False, True),
    ("Second,” she said.", True, ["Second,”"], True, False),
    ("«Он назвал это „ошибкой“», — сказал министр.", False, ["«Он назвал это „ошибкой“»"], False, False),
    ("「『春』を読む」と話した。", False, ["「『春』を読む」"], False, False),
    ('тому подобное", - цитирует агентство.', False, ['тому подобное"'], True, False),
    ('the "2+2" format', False, ['"2+2"'], False, False),
    ("no marks at all", True, ["no marks at all"], True, True),
]


@pytest.mark.parametrize(("text", "before", "quoted", "starts", "ends"), CASES)
def test_quotations_are_followed(text, before, quoted, starts, ends):
    found = find_quotations(text, before)
    assert [text[a:b] for a, b in found.spans] == quoted
    assert (found.starts_inside, found.ends_inside) == (starts, ends)


@given(st.text(alphabet='ab .,"“”„«»「」『』—'), st.booleans())
def test_spans_are_ordered_disjoint_and_inside_the_text(text, before):
    found = find_quotations(text, before)
    edges = [edge for span in found.spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert found.length() <= len(text)


def test_the_writers_words_inside_a_russian_quotation_name_its_speaker(read):
    _, sentences = read("ru", "«Мы сняли препятствия, — сказал журналистам Озолс. — Остались вопросы перевода».")
    shape = describe(sentences[0])
    assert not shape.bare
    assert shape.names_someone
    assert shape.stands_alone


def test_a_russian_quotation_with_a_pronoun_for_its_speaker_does_not_stand_alone(read):
    _, sentences = read("ru", "«Мы сняли препятствия, — сказал он. — Остались вопросы перевода».")
    assert not describe(sentences[0]).stands_alone
