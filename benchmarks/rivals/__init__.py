"""Translators that people use instead of ours, by their own code on the same checkpoint, each in a Python that has it.

``argos.py`` and ``easy_nmt.py`` are scripts for those Pythons, in which nothing of ours is installed; ``compared``
starts them. Two things are not as those packages have them, both in their favour or without effect: sentences are taken
from the list instead of being found (argos-translate downloads a model for it), and hypotheses end after a number of
tokens, as in everything else that is measured, because the random model never ends one itself.
"""
