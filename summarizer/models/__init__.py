"""The models that there are (catalogue), those on this machine (store), and how they get here (hub, pull).

Nothing here runs a model: that is ``summarizer.engines``, which is handed a ``ModelSpec``.
"""
