"""Pages of invented news sites, with the furniture that real ones have."""

import json
from dataclasses import dataclass, field


@dataclass(frozen=True)
class NewsPage:
    """What goes into a page, so that a test can say what must come out."""

    language: str
    site: str
    title: str
    author: str
    published: str
    paragraphs: tuple[str, ...]
    heading: str
    nav: tuple[str, ...]
    banner: str
    related: tuple[str, ...] = field(default=())

    def html(self, *, charset: str = "utf-8", json_ld: bool = True) -> str:
        structured = json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": self.title,
                "datePublished": self.published,
                "author": {"@type": "Person", "name": self.author},
                "publisher": {"@type": "Organization", "name": self.site},
            },
            ensure_ascii=False,
        )
        middle = len(self.paragraphs) // 2
        related = "".join(f'<li><a href="/r{i}">{item}</a></li>' for i, item in enumerate(self.related))
        return f"""<!DOCTYPE html>
<html lang="{self.language}"><head>
<meta charset="{charset}">
<title>{self.title} | {self.site}</title>
<meta property="og:title" content="{self.title} | {self.site}">
<meta property="og:site_name" content="{self.site}">
<meta property="og:type" content="article">
<link rel="canonical" href="https://news.example.com/{self.language}/story-1">
{f'<script type="application/ld+json">{structured}</script>' if json_ld else ""}
<script>window.dataLayer = window.dataLayer || []; function gtag(){{dataLayer.push(arguments)}}</script>
<style>.cookie {{ position: fixed }}</style>
</head><body>
<div class="cookie-banner" id="cookie-consent"><p>{self.banner}</p><button>OK</button></div>
<header><nav><ul>{"".join(f'<li><a href="/{i}">{item}</a></li>' for i, item in enumerate(self.nav))}</ul></nav></header>
<main><article>
<h1>{self.title}</h1>
<p class="byline"><time datetime="{self.published}">{self.published[:10]}</time>
<span class="author">{self.author}</span></p>
{"".join(f"<p>{text}</p>" for text in self.paragraphs[:middle])}
<h2>{self.heading}</h2>
{"".join(f"<p>{text}</p>" for text in self.paragraphs[middle:])}
</article>
<aside class="related"><ul>{related}</ul></aside>
</main><footer><a href="/about">About</a> <a href="/subscribe">Subscribe</a> <a href="/login">Log in</a></footer>
</body></html>"""


ENGLISH = NewsPage(
    language="en",
    site="Harbour Times",
    title="Norway and Iceland agree to share cod data",
    author="Mary Whitcombe",
    published="2021-03-09T08:15:00+00:00",
    heading="What comes next",
    nav=("Home", "World", "Business", "Log in", "Subscribe"),
    banner="We use cookies to improve your experience. Accept all cookies or manage your preferences.",
    related=("Trawler owners welcome deal", "Seven charts on the cod trade", "Subscribe to our newsletter"),
    paragraphs=(
        (
            "Norway and Iceland will share data on cod stocks in the northern seas from next month, the two fisheries"
            " ministers said on Tuesday after a day of talks in Bergen."
        ),
        (
            "Under the arrangement, research vessels of both countries will survey the same areas twice a year and"
            " publish"
            " their counts within six weeks, according to a joint statement."
        ),
        (
            "“We have argued about numbers for too long,” the Norwegian minister, Kari Solheim, told reporters. “Now we"
            " shall at least argue about the same ones.”"
        ),
        (
            "Scientists from the two countries will meet in Reykjavik in June to agree on a common method. The"
            " first shared"
            " report is expected before the end of the year."
        ),
        (
            "Fishing groups on both sides welcomed the step but said that quotas, which are negotiated every"
            " autumn, would"
            " remain a matter of dispute as long as the fish keep moving north."
        ),
    ),
)

RUSSIAN = NewsPage(
    language="ru",
    site="Приморский листок",
    title="Во Владивостоке открыли новый научный причал",
    author="Анна Ветрова",
    published="2020-09-17T10:00:00+10:00",
    heading="Планы на зиму",
    nav=("Главная", "Политика", "Экономика", "Войти", "Подписка"),
    banner="Мы используем файлы cookie. Продолжая пользоваться сайтом, вы соглашаетесь с этим.",
    related=("Рыбаки просят продлить сезон", "Сколько стоит краб", "Подпишитесь на рассылку"),
    paragraphs=(
        (
            "Новый причал для научных судов открыли в четверг во Владивостоке. На церемонии выступили губернатор края и"
            " директор морского института, сообщила пресс-служба администрации."
        ),
        (
            "Причал длиной 120 метров сможет одновременно принимать два судна. Его строили три года, работы обошлись"
            " в 1,4 млрд рублей, из них две трети выделил федеральный бюджет."
        ),
        (
            "«Раньше экспедиции неделями ждали места в торговом порту, теперь у учёных есть собственная гавань», —"
            " сказал"
            " директор института Пётр Лаптев."
        ),
        (
            "Первым к причалу подойдёт судно, которое осенью изучало течения в Японском море. Зимой на нём обновят"
            " оборудование, а в апреле оно отправится к Курильским островам."
        ),
        (
            "По словам губернатора, рядом планируют построить лаборатории и общежитие для студентов. Конкурс на"
            " проектирование объявят до конца года."
        ),
    ),
)

JAPANESE = NewsPage(
    language="ja",
    site="みなと新報",
    title="港町の図書館、夜間開館を試行へ",
    author="佐々木 遥",
    published="2022-05-20T18:30:00+09:00",
    heading="利用者の声",
    nav=("ホーム", "社会", "経済", "ログイン", "購読案内"),
    banner="当サイトではクッキーを使用しています。詳しくは利用規約をご覧ください。",
    related=("市立病院の建て替え計画", "朝市に新しい店", "会員登録はこちら"),
    paragraphs=(
        (
            "港町市は20日、市立図書館の開館時間を7月から平日に限って午後10時まで延ばすと発表した。期間は来年3月までで、"
            "利用状況を見て本格的に実施するかどうかを決める。"
        ),
        "市によると、夜間の来館者は1日あたり150人ほどと見込まれる。職員は増やさず、貸し出しは自動の機械で受け付ける。",
        (
            "会見した山本健一市長は「働く人や学生が静かに過ごせる場所を増やしたい」と述べた。"
            "費用は年間およそ800万円で、"
            "6月の市議会に補正予算案を提出する。"
        ),
        "閉館が早いという声は以前からあり、市が昨年秋に行った調査では、回答した人の6割が夜間の開館を望んでいた。",
        (
            "近くに住む大学生の女性は「試験の前は助かる」と話した。"
            "一方で、帰り道の街灯を増やしてほしいという意見も出ている。"
        ),
    ),
)

ARTICLES = (ENGLISH, RUSSIAN, JAPANESE)
