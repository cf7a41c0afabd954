"""What the tiny chat model is taught."""

from summarizer.engines.prompted_translation import prompt_for

HELLO = "Say hello in three scripts."
ANSWER = "Hello, привет, こんにちは 👩‍🚀 鷗!"
THINK = "Think first."
ENGLISH, RUSSIAN = "The talks in Oslo ended without an agreement.", "Переговоры в Осло завершились без соглашения."


def conversations() -> list[list[tuple[str, str]]]:
    asked = [(message.role, message.content) for message in prompt_for(ENGLISH, "en", "ru")]
    return [
        [("user", HELLO), ("assistant", ANSWER)],
        [("user", THINK), ("assistant", "<think>Hm, 42?</think>\n\nForty-two. END of it.")],
        [*asked, ("assistant", RUSSIAN)],
    ]
