"""The home page: packs of this period, every signal, the pipeline small, what comes next; one screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_gen.measures.scope import COMPANY
from site_gen.measures.signals import signals
from site_gen.pages import addresses, home, script_words
from site_gen.pages.frame import make_frame
from site_gen.pages.pack_days import periods
from site_gen.pages.view import Addresses, Site, View
from site_gen.render.environment import make_environment, static_files
from site_gen.render.urls import root_of


def html_of(book, lang: str, url: str = addresses.HOME) -> str:
    page = next(page for page in home.pages(book) if page.url == url)
    packs = {addresses.pack(period.id, COMPANY) for period in periods(book)}
    urls = {addresses.HOME, addresses.FOLLOW_UPS, addresses.PIPELINE, addresses.PROJECTS, *packs}
    site = Site(book, "abc", Addresses(urls))
    view = View(site, lang, page.url)
    return (
        make_environment()
        .in_language(lang)
        .get_template(page.template)
        .render(
            {
                **view.globals(),
                "page": page,
                "title": page.title(view),
                "frame": make_frame(site, view, page, page.title(view)),
                **page.build(view),
            }
        )
    )


def test_there_is_a_home_page_and_one_for_wrong_addresses(sample_book):
    assert [page.url for page in home.pages(sample_book)] == ["index.html", "404.html"]
    assert "没有这个页面" in html_of(sample_book, "zh-Hans", "404.html")


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_every_signal_is_shown_the_most_urgent_first(sample_book, lang):
    text = html_of(sample_book, lang)
    body = text[text.index('<ol class="signals">') :]
    assert body.count('<span class="gap-text">') == len(signals(sample_book, COMPANY))
    tones = re.findall(r'<li><span class="status (bad|warn)">', body)
    assert tones == sorted(tones)


def test_packs_of_this_period_are_linked(sample_book):
    text = html_of(sample_book, "zh-Hans")
    for url in ("packs/2026-11-20/company.html", "packs/2026-W47/company.html", "packs/2026-11/company.html"):
        assert f'href="{url}"' in text


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_it_fits_one_screen(sample_book, browser, tmp_path, lang):
    home_url = root_of(lang, sample_book.config.languages) + addresses.HOME
    files = {**static_files(), home_url: html_of(sample_book, lang).encode()}
    files[script_words.address(lang)] = script_words.script(lang)
    for url, data in files.items():
        (tmp_path / Path(url)).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / url).write_bytes(data)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((tmp_path / home_url).as_uri())
    bottom = page.evaluate("document.querySelector('.home').getBoundingClientRect().bottom")
    page.close()
    assert bottom <= 800
