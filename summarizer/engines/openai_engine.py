"""Models on an OpenAI-compatible server (vLLM, llama.cpp, Ollama, OpenAI), for writing and for translating by prompt.

Texts go to the server of the settings and nowhere else: redirects are not followed, and none of the ``OPENAI_*``
variables is read for addresses or keys. Proxies of the environment are honoured, as by every HTTP client here.
"""

import math
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib import import_module
from typing import Any, Literal
from urllib.parse import urlsplit

from summarizer.article import Language
from summarizer.engines.answers import answer_of, last_thought_end, neutralise
from summarizer.engines.errors import EngineError, PackageMissing, PromptTooLong
from summarizer.engines.prompted_translation import WINDOW_SHARE, PromptedTranslation
from summarizer.engines.protocols import DecodeOptions, GenerateOptions, Generation, Hypothesis, Message
from summarizer.engines.remote_errors import is_too_long, remote_failure, unknown_parameter
from summarizer.engines.spec import RemoteServer
from summarizer.errors import ConfigurationError

CONNECT_SECONDS = 10.0
"""Most seconds until a connection stands; a server that runs takes milliseconds."""
TOKENS_PER_CHARACTER = {"latin": 0.35, "cyrillic": 0.55, "other": 1.3}
"""A careful estimate: vocabularies of common models take 0.2 to 0.3, 0.25 to 0.5, and 0.6 to 1.2."""
TOKENS_PER_MESSAGE = 8
"""What a chat template puts around a message."""


class OpenAIEngine:
    """A model on a server; it writes (``Generate``) and translates (``Translate``). Connects when first used.

    Args:
        server: where the model is.

    Raises:
        ConfigurationError: no server or no model is named.
    """

    kind: Literal["chat"] = "chat"

    def __init__(self, server: RemoteServer) -> None:
        for name, value in (("server_url", _host(server.base_url)), ("server_model", server.model)):
            if not value:
                raise ConfigurationError(name=f"models.{name}", reason="empty")
        self._server = server
        self._host = _host(server.base_url)
        self._lock = threading.Lock()
        self._client: Any = None
        self._refused: set[str] = set()
        self._translation = PromptedTranslation(self.generate, self._estimate, server.window)

    @property
    def id(self) -> str:
        """Name of the model on its server."""
        return self._server.model

    @property
    def window(self) -> int:
        """Most tokens of prompt and answer."""
        return self._server.window

    @property
    def max_source_tokens(self) -> int:
        """Most tokens of one source sentence."""
        return int(self._server.window * WINDOW_SHARE)

    def supports(self, source: Language, target: Language | None = None) -> bool:
        """Return whether the model knows a language, or both of a direction."""
        return source in self._server.languages and (target is None or target in self._server.languages)

    def count_tokens(self, text: str, source: Language | None = None) -> int:
        """Return a careful estimate of the tokens of a text: the tokenizer is out of reach."""
        return self._estimate(text)

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        """Translate sentences; see ``Translate``. Scores are not known."""
        return self._translation.translate(sentences, source, target, options)

    def generate(self, prompt: Sequence[Message], options: GenerateOptions) -> Generation:
        """Write an answer; see ``Generate``."""
        self._check_length(prompt, options)
        with self._failures(prompt):
            completion = self._request(prompt, options, stream=False)
            try:
                choice = completion.choices[0]
                text, reason, usage = choice.message.content or "", choice.finish_reason, completion.usage
                answer = answer_of(str(text), options.stop)
            except (AttributeError, IndexError, TypeError) as error:
                raise remote_failure("bad_answer", self._host, 200, "no chat completion") from error
        return Generation(
            answer,
            finished=reason != "length",
            prompt_tokens=getattr(usage, "prompt_tokens", None),
            output_tokens=getattr(usage, "completion_tokens", None),
        )

    def stream(self, prompt: Sequence[Message], options: GenerateOptions) -> Iterator[str]:
        """Write an answer piece by piece; see ``Generate``. One that breaks off is an error, not a short answer."""
        self._check_length(prompt, options)
        raw = shown = ""
        with self._failures(prompt):
            for piece in self._pieces(prompt, options):
                raw += piece
                ready = answer_of(raw, options.stop, complete=False)
                yield ready[len(shown) :]
                shown = ready
        whole = answer_of(raw, options.stop)
        if not whole.startswith(shown):
            # The server's template opened a thought of which the stream did not tell; some of it has been passed on.
            raise remote_failure("bad_answer", self._host, 200, f"thoughts up to character {last_thought_end(raw)}")
        yield whole[len(shown) :]

    def close(self) -> None:
        """Close the connections; the next call opens new ones."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = None

    def _pieces(self, prompt: Sequence[Message], options: GenerateOptions) -> Iterator[str]:
        until = time.monotonic() + self._server.timeout_seconds
        finished = False
        with closing(self._request(prompt, options, stream=True)) as chunks:
            for chunk in chunks:
                if time.monotonic() > until:
                    raise remote_failure("timed_out", self._host, 200, "still streaming")
                for choice in (getattr(chunk, "choices", None) or ())[:1]:
                    yield getattr(choice.delta, "content", None) or ""
                    finished = finished or bool(choice.finish_reason)
        if not finished:
            raise remote_failure("unreachable", self._host, 200, "the stream ended before the answer")

    def _request(self, prompt: Sequence[Message], options: GenerateOptions, *, stream: bool) -> Any:
        """Send a request, again without what the server says it does not know, each such parameter once."""
        import openai

        client = self._connect()
        names = ("OpenAI-Organization", "OpenAI-Project", *(() if self._server.api_key else ("Authorization",)))
        unsent = dict.fromkeys(names, openai.omit)
        while True:
            body = self._body(prompt, options)
            try:
                return client.chat.completions.create(**body, stream=stream, extra_headers=unsent)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                name = unknown_parameter(error, [*body, *body.get("extra_body", ())])
                if name is None or name in self._refused:
                    raise
                self._refused.add(name)

    def _body(self, prompt: Sequence[Message], options: GenerateOptions) -> dict[str, Any]:
        limit = "max_completion_tokens" if "max_tokens" in self._refused else "max_tokens"
        body: dict[str, Any] = {
            "model": self._server.model,
            "messages": [{"role": m.role, "content": neutralise(m.content)} for m in prompt],
            limit: options.max_output_tokens,
            "temperature": options.temperature,
        }
        if options.stop:
            body["stop"] = list(options.stop)
        if "chat_template_kwargs" not in self._refused:  # vLLM, SGLang and llama.cpp hand it to the template
            body["extra_body"] = {"chat_template_kwargs": {"enable_thinking": False}}
        return {name: value for name, value in body.items() if name not in self._refused}

    def _check_length(self, prompt: Sequence[Message], options: GenerateOptions) -> None:
        tokens = sum(self._estimate(m.content) + TOKENS_PER_MESSAGE for m in prompt) + options.max_output_tokens
        if tokens > self.window:  # some servers would cut the prompt and say nothing
            raise PromptTooLong(model=self.id, tokens=tokens, maximum=self.window)

    def _estimate(self, text: str) -> int:
        latin = sum(character < "\u0370" for character in text)
        cyrillic = sum("\u0400" <= character < "\u0530" for character in text)
        weights, others = TOKENS_PER_CHARACTER, len(text) - latin - cyrillic
        return math.ceil(weights["latin"] * latin + weights["cyrillic"] * cyrillic + weights["other"] * others)

    @contextmanager
    def _failures(self, prompt: Sequence[Message]) -> Iterator[None]:
        """Turn errors of the client into ours."""
        import openai

        try:
            yield
        except EngineError:
            raise
        except openai.APITimeoutError as error:
            raise remote_failure("timed_out", self._host) from error
        except openai.APIConnectionError as error:
            raise remote_failure("unreachable", self._host, detail=repr(error.__cause__)) from error
        except openai.APIStatusError as error:
            if is_too_long(error):
                tokens = sum(self._estimate(m.content) for m in prompt)
                raise PromptTooLong(model=self.id, tokens=tokens, maximum=self.window) from error
            raise remote_failure(None, self._host, error.status_code) from error
        except (openai.OpenAIError, ValueError) as error:  # JSON that is none is a ValueError
            raise remote_failure("bad_answer", self._host, 200, type(error).__name__) from error

    def _connect(self) -> Any:
        try:
            import openai
        except ImportError as error:
            raise PackageMissing(package="openai", extra="models") from error
        with self._lock:
            if self._client is None:
                server = self._server
                timeout = openai.Timeout(server.timeout_seconds, connect=min(CONNECT_SECONDS, server.timeout_seconds))
                self._client = openai.OpenAI(
                    base_url=server.base_url,
                    api_key=server.api_key or "none",
                    timeout=timeout,
                    max_retries=server.max_retries,
                    http_client=_http_client(timeout),
                )
            return self._client


def _http_client(timeout: Any) -> Any:
    """Return an HTTP client whose answers that take too long are not asked for again: they would take as long."""
    import openai

    library = import_module(openai.DefaultHttpxClient.__mro__[1].__module__.partition(".")[0])

    class Client(openai.DefaultHttpxClient):
        def send(self, request: Any, **options: Any) -> Any:
            try:
                return super().send(request, **options)
            except library.ReadTimeout as error:
                raise openai.APITimeoutError(request=request) from error

    return Client(timeout=timeout, follow_redirects=False)


def _host(url: str) -> str:
    parts = urlsplit(url.strip())
    return parts.netloc.rpartition("@")[2] if parts.scheme in ("http", "https") else ""
