"""A believable team of any size, made of word lists and a seed: sample, test bed and benchmark corpus."""

from site_gen.exchange.demo.demo import Size, demo_files, write_demo

__all__ = ["Size", "demo_files", "write_demo"]
