"""From a spec to the engine that runs it. Opening loads nothing; the first use does."""

from summarizer.engines.errors import ModelBroken
from summarizer.engines.protocols import Generate, Translate
from summarizer.engines.spec import Hardware, ModelSpec


def open_translate(spec: ModelSpec, hardware: Hardware) -> Translate:
    """Return the engine of a model that translates.

    Args:
        spec: of an installed model.
        hardware: that it may use.

    Raises:
        ModelBroken: no back end of ours runs such a model.
    """
    if spec.family == "chat":
        from summarizer.engines.chat_engine import ChatEngine

        return ChatEngine(spec, hardware)
    if spec.backend == "ctranslate2":
        from summarizer.engines.ctranslate2_engine import Ct2Translator

        return Ct2Translator(spec, hardware)
    if spec.backend == "transformers":
        from summarizer.engines.seq2seq_engine import Seq2SeqTranslator

        return Seq2SeqTranslator(spec, hardware)
    raise ModelBroken(f"{spec.backend} does not translate with {spec.family}", model=spec.id)


def open_generate(spec: ModelSpec, hardware: Hardware) -> Generate:
    """Return the engine of a model that writes.

    Args:
        spec: of an installed model.
        hardware: that it may use.
    """
    if spec.family == "chat":
        from summarizer.engines.chat_engine import ChatEngine

        return ChatEngine(spec, hardware)
    from summarizer.engines.summarizer_engine import SummarizerEngine

    engine: Generate = SummarizerEngine(spec, hardware)
    return engine
