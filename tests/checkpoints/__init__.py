"""Tiny real checkpoints that the test session makes and teaches a few sentences."""
