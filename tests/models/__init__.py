"""Tests of getting and keeping models, against a loopback hub."""
