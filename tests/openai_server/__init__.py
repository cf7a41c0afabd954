"""A model server on the loopback: the OpenAI protocol over real HTTP, with every failure that a test asks for."""

from openai_server.server import Answer, LoopbackServer, chat, streamed

__all__ = ["Answer", "LoopbackServer", "chat", "streamed"]
