"""What is not the article is named; what is one is never refused."""

from dataclasses import replace

import pytest
from pages import ARTICLES, ENGLISH, JAPANESE, RUSSIAN, NewsPage

from summarizer.article import Resource
from summarizer.errors import NotAnArticle
from summarizer.sources.extract import extract

NAV = "".join(
    f'<li><a href="/s{i}">{name}</a></li>' for i, name in enumerate(["Home", "World", "Sport", "Log in", "Subscribe"])
)
NAV_RU = "".join(
    f'<li><a href="/s{i}">{n}</a></li>' for i, n in enumerate(["Главная", "Мир", "Спорт", "Войти", "Подписка"])
)
NAV_JA = "".join(
    f'<li><a href="/s{i}">{n}</a></li>' for i, n in enumerate(["ホーム", "国際", "スポーツ", "ログイン", "購読"])
)


def page(title: str, body: str, head: str = "", nav: str = "") -> str:
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<!DOCTYPE html><html>{head}<body><nav><ul>{nav}</ul></nav>{body}</body></html>"


def kind_of(html: str) -> str | None:
    try:
        extract(Resource(html.encode(), "text/html", "utf-8", "https://news.example.com/story"))
    except NotAnArticle as error:
        return error.reason
    return None


NOT_ARTICLES = {
    "bot_wall challenge": page(
        "Just a moment...",
        '<div class="main-wrapper"><h1>news.example.com</h1><h2>Checking if the site connection is secure</h2>'
        '<div id="cf-chl-widget"></div><p>news.example.com needs to review the security of your connection before'
        " proceeding.</p><noscript>Enable JavaScript and cookies to continue</noscript></div>"
        '<div class="footer">Ray ID: 7f2a91</div><script src="/cdn-cgi/challenge-platform/h/b.js"></script>',
    ),
    "bot_wall denied": page(
        "Access Denied",
        '<h1>Access Denied</h1><p>You don\'t have permission to access "http://news.example.com/story" on this server.'
        "</p><p>Reference #18.2d3e</p>",
    ),
    "bot_wall press": page(
        "Access to this page has been denied",
        "<h1>Press &amp; Hold to confirm you are a human (and not a bot).</h1><p>Reference ID 8d1c</p>",
    ),
    "bot_wall traffic": page(
        "Are you a robot?",
        "<h1>We've detected unusual activity from your computer network</h1><p>To continue, please click the box"
        " below to"
        " let us know you're not a robot.</p><h2>Why did this happen?</h2><p>Please make sure your browser supports"
        " JavaScript and cookies and that you are not blocking them from loading. For more information you can"
        " review our"
        " Terms of Service and Cookie Policy.</p>",
    ),
    "bot_wall ru": page(
        "Вы не робот?",
        "<h1>Подтвердите, что запросы отправляли вы, а не робот</h1><p>Нам очень жаль, но запросы с вашего"
        " устройства похожи на"
        ' автоматические.</p><form class="CheckboxCaptcha"><input type="submit" value="Я не робот"></form>',
    ),
    "bot_wall ddos": page(
        "DDoS-Guard",
        '<h1>Проверка браузера перед переходом на сайт</h1><p>Подождите несколько секунд</p><div id="ddos-guard">'
        "</div>",
    ),
    "bot_wall ja": page(
        "アクセス確認",
        "<h1>ロボットではないことを確認してください</h1>"
        "<p>お使いのネットワークから通常と異なるトラフィックが検出されました。</p>",
    ),
    "consent en": page(
        "Before you continue",
        "<h1>Before you continue to News Example</h1><p>We and our partners store and/or access information on a"
        " device,"
        " such as cookies, and process personal data for personalised advertising.</p><form><button>Reject all"
        "</button><button>Accept all cookies</button></form>",
    ),
    "consent ru": page(
        "Настройки конфиденциальности",
        "<p>Чтобы перейти на сайт, разрешите использование файлов cookie.</p><button>Принять все файлы cookie</button>",
    ),
    "consent ja": page(
        "プライバシー設定",
        "<p>当社とパートナーは、Cookie の使用に同意いただいた方に広告を表示します。</p><button>すべて同意する</button>",
    ),
    "login en": page(
        "Log in | Harbour Times",
        '<h1>Log in to your account</h1><form><input name="email"><input type="password"><a href="/f">Forgot your'
        ' password?</a></form><p>Don\'t have an account? <a href="/r">Register</a></p>',
        nav=NAV,
    ),
    "login ru": page(
        "Вход", '<h1>Вход на сайт</h1><form><input type="password"></form><p>Забыли пароль?</p>', nav=NAV_RU
    ),
    "login ja": page(
        "会員ログイン｜みなと新報",
        '<h1>会員ログイン</h1><p>この先はログインが必要です。</p><form><input type="password"></form>'
        "<p>パスワードをお忘れの方</p>",
        nav=NAV_JA,
    ),
    "javascript shell": page("Harbour Times", '<div id="root"></div><script src="/app.js"></script>'),
    "javascript noscript": page(
        "Harbour Times",
        '<noscript>You need to enable JavaScript to run this app.</noscript><div id="app"></div>'
        '<script src="/a.js"></script>',
    ),
    "javascript ru": page(
        "Новости", "<div id=app></div><noscript>Для работы сайта включите JavaScript в браузере</noscript>"
    ),
    "javascript ja": page("ニュース", "<p>JavaScriptを有効にしてください。</p><script src='/x.js'></script>"),
    "paywall en": page(
        "Norway and Iceland agree to share cod data | Harbour Times",
        f"<article><h1>Norway and Iceland agree to share cod data</h1><p>{ENGLISH.paragraphs[0]}</p></article>"
        '<div class="paywall"><h3>Subscribe to continue reading</h3><p>Already a subscriber? Log in.</p></div>',
        nav=NAV,
    ),
    "paywall ru": page(
        "Новый причал",
        f"<article><h1>Новый причал</h1><p>{RUSSIAN.paragraphs[0]}</p></article><div>Материал доступен только"
        f" подписчикам. Оформите"
        " подписку, чтобы читать дальше.</div>",
        nav=NAV_RU,
    ),
    "paywall ja": page(
        "図書館の夜間開館",
        f"<article><h1>図書館の夜間開館</h1><p>{JAPANESE.paragraphs[0]}</p></article>"
        f"<p>この記事は有料会員限定です。残り文字数1,240"
        "文字。会員登録すると続きをお読みいただけます。</p>",
        nav=NAV_JA,
    ),
    "paywall metadata": page(
        "Norway and Iceland agree to share cod data",
        f"<article><h1>Norway and Iceland agree to share cod data</h1><p>{ENGLISH.paragraphs[0]}</p></article>",
        head='<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "isAccessibleForFree":'
        ' "False"}]}</script>',
    ),
    "error_page en": page(
        "Page not found - Harbour Times",
        "<h1>404</h1><p>Sorry, the page you are looking for could not be found. It may have been removed or its name"
        " changed. Try our home page or search for what you want.</p>",
        nav=NAV,
    ),
    "error_page ru": page(
        "Страница не найдена", "<h1>404</h1><p>Возможно, она была удалена или неправильно набран адрес.</p>", nav=NAV_RU
    ),
    "error_page ja": page(
        "404 Not Found | みなと新報",
        "<h1>お探しのページが見つかりませんでした</h1><p>掲載期間が終了し、削除された可能性があります。</p>",
        nav=NAV_JA,
    ),
    "error_page maintenance": page(
        "メンテナンス中", "<h1>ただいまメンテナンス中です</h1><p>しばらくお待ちください。</p>"
    ),
    "link_list section": page(
        "World news | Harbour Times",
        "<main><h1>World</h1><ul>"
        + "".join(
            f'<li><a href="/world/{i}">Ministers in city number {i} agree on yet another plan</a></li>'
            for i in range(40)
        )
        + "</ul></main>",
        nav=NAV,
    ),
    "link_list teasers": page(
        "Новости дня",
        "<main>"
        + "".join(
            f'<div><h3><a href="/n/{i}">Министры в городе номер {i} договорились о новом плане</a></h3>'
            f"<p>Подробности встречи номер {i}"
            " станут известны позднее, сообщили в пресс-службе ведомства.</p></div>"
            for i in range(25)
        )
        + "</main>",
        nav=NAV_RU,
    ),
    "error_page with stories to read instead": page(
        "Страница не найдена",
        "<main><h1>404</h1><p>К сожалению, запрашиваемая страница не найдена.</p>"
        + "".join(f'<p><a href="/n/{i}">Министры в городе номер {i} договорились</a></p>' for i in range(12))
        + "</main>",
        nav=NAV_RU,
    ),
    "bot_wall cdn": page(
        "Error 403",
        "<h1>Error 403 Access forbidden</h1><p>The request could not be satisfied. Request blocked.</p>"
        "<p>Request ID: a1</p>",
    ),
    "bot_wall waiting": page(
        "Security Verification",
        "<h1>Verifying your browser...</h1><p>This process is automatic. Please allow up to 5 seconds.</p>",
    ),
    "bot_wall picture": page(
        "確認", "<p>自動アクセスではないことを確認するため、画像に表示された文字を入力してください。</p>"
    ),
    "consent partners": page(
        "Harbour Times",
        "<h1>Your privacy matters</h1><p>We and our 845 partners store and access personal data, like browsing data, on"
        " your device.</p><button>I Accept</button><button>Reject All</button>",
    ),
    "paywall members": page(
        "外相訪米",
        f"<article><h1>外相訪米</h1><p>{JAPANESE.paragraphs[0]}</p></article><p>有料記事</p>"
        "<p>残り：1200文字／全文：1500文字</p>",
    ),
    "paywall whole": page(
        "Министр",
        f"<article><h1>Министр</h1><p>{RUSSIAN.paragraphs[0]}</p></article>"
        "<p>Подпишитесь, чтобы прочитать его целиком.</p>",
    ),
    "error_page moved": page(
        "みなと新報",
        "<h1>ページが表示できません</h1><p>記事の掲載期間が過ぎたか、URLが変更された可能性があります。</p>",
        nav=NAV_JA,
    ),
    "javascript setting": page(
        "サイト",
        "<noscript>このサイトではJavaScriptを使用しています。設定でJavaScriptをオンにしてください。</noscript>"
        "<div id=root></div>",
    ),
    "empty page": page("", ""),
    "empty nothing": "",
    "empty comment": "<!-- nothing -->",
}


@pytest.mark.parametrize("name", NOT_ARTICLES)
def test_a_page_that_is_no_article_is_named(name):
    assert kind_of(NOT_ARTICLES[name]) == name.split()[0]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.language)
def test_an_article_with_banner_log_in_and_subscription_links_is_read(article):
    assert kind_of(article.html()) is None
    assert kind_of(article.html(json_ld=False)) is None


ABOUT_THE_SUBJECT = NewsPage(
    language="en",
    site="Harbour Times",
    title="Access denied: how captcha puzzles keep readers out",
    author="Mary Whitcombe",
    published="2023-02-01",
    heading="404 and all that",
    nav=ENGLISH.nav,
    banner=ENGLISH.banner,
    paragraphs=(
        (
            "“Verify you are human” is now the sentence that readers of news sites see most often, according to a"
            " survey of 40"
            " libraries that was published on Wednesday."
        ),
        (
            "One in five visits ended at a page that asked them to complete the captcha, and one in ten at a page"
            " that said"
            " “404” or “page not found”, the study says."
        ),
        (
            "Publishers ask people to log in to continue or subscribe to continue reading, and many sites demand"
            " that they"
            " enable JavaScript and accept all cookies first."
        ),
        (
            "“We value your privacy” is, the authors add, the second most common sentence. Forgot your password came"
            " third."
        ),
        "The survey will be repeated next year with twice as many libraries and three more countries.",
    ),
)


@pytest.mark.parametrize("reason", sorted({name.split()[0] for name in NOT_ARTICLES}))
def test_every_reason_has_a_sentence_in_each_language(reason):
    assert len({NotAnArticle(reason).message(language) for language in ("en", "ru", "ja")}) == 3


def test_an_article_about_walls_and_errors_is_an_article():
    assert kind_of(ABOUT_THE_SUBJECT.html()) is None
    assert kind_of(ABOUT_THE_SUBJECT.html(json_ld=False)) is None


FLASHES = [
    replace(
        ENGLISH,
        paragraphs=("A ferry with 80 people aboard ran aground off Bergen on Monday; all were brought ashore.",) * 1,
    ),
    replace(
        ENGLISH,
        title="Login data of 3,000 pupils stolen in Oslo",
        paragraphs=("Police said on Monday that they had found no suspect.",),
    ),
    replace(
        ENGLISH,
        title="404 people evacuated after flood",
        paragraphs=("All of them are safe, the mayor of Voss said on Monday.",),
    ),
    replace(
        RUSSIAN,
        paragraphs=("В Приморье объявили штормовое предупреждение на 18 сентября, сообщили в краевом управлении МЧС.",),
    ),
    replace(JAPANESE, paragraphs=("20日午後6時半ごろ、港町市で震度4の地震がありました。津波の心配はありません。",)),
]


@pytest.mark.parametrize("flash", FLASHES, ids=lambda flash: flash.title[:20])
def test_a_news_flash_of_one_sentence_is_an_article(flash):
    assert kind_of(flash.html()) is None


def test_a_long_article_with_a_list_of_links_below_is_an_article():
    links = "".join(f'<li><a href="/r{i}">Another story number {i} from the harbour</a></li>' for i in range(60))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in ENGLISH.paragraphs)
    assert kind_of(page("Cod data", f"<article><h1>Cod data</h1>{text}</article><ul>{links}</ul>", nav=NAV)) is None


def test_a_long_free_part_of_a_paid_article_is_read():
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    text = "".join(f"<p>{paragraph}</p>" for paragraph in ENGLISH.paragraphs)
    assert (
        kind_of(page("Cod data", f"<article>{text}</article><p>Subscribe to continue reading</p>", head=head)) is None
    )


def test_an_article_with_a_log_in_form_in_its_header_is_read():
    form = '<form action="/login"><input name="user"><input type="password"></form>'
    text = "".join(f"<p>{paragraph}</p>" for paragraph in RUSSIAN.paragraphs[:2])
    assert kind_of(page("Причал", f"{form}<article><h1>Причал</h1>{text}</article>", nav=NAV_RU)) is None
