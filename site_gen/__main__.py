"""Run site-gen as `python -m site_gen`."""

from site_gen.cli.start import run

if __name__ == "__main__":
    run()
