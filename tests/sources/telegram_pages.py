"""Pages as Telegram shows them on the web, written for tests: a channel's last posts, one post, a person's card."""

from html import escape


def message(
    post: str,
    text: str = "",
    when: str = "2026-11-25T05:30:00+00:00",
    *,
    more: str = "",
    classes: str = "js-widget_message",
) -> str:
    """Return a message; ``text`` is HTML, ``more`` stands before it."""
    words = (
        f'<div class="tgme_widget_message_text js-message_text before_footer" dir="auto">{text}</div>' if text else ""
    )
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap">
    <div data-view="eyJjIjotMX0" class="tgme_widget_message text_not_supported_wrap {classes}" data-post="{post}">
      <div class="tgme_widget_message_user"><a href="https://t.me/harbour"><img src="//cdn/x.jpg"></a></div>
      <div class="tgme_widget_message_bubble">
        <div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name"
          href="https://t.me/harbour"><span dir="auto">Harbour <b>News</b></span></a></div>
        {more}{words}
        <div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short">
          <span class="tgme_widget_message_views">1.2K</span><span class="copyonly"> views</span>
          <span class="tgme_widget_message_meta"><a href="https://t.me/{post}" class="tgme_widget_message_date"><time
            class="time" datetime="{when}">05:30</time></a></span></div></div>
      </div></div></div>"""


def forwarded(name: str) -> str:
    return f"""<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from
    <a class="tgme_widget_message_forwarded_from_name" href="https://t.me/other/7"><span>{escape(name)}</span></a>
    </div>"""


def reply(text: str) -> str:
    return f"""<a class="tgme_widget_message_reply user-color-1" href="https://t.me/harbour/1">
    <div class="tgme_widget_message_author"><span class="tgme_widget_message_author_name">Harbour News</span></div>
    <div class="tgme_widget_message_text js-message_reply_text" dir="auto">{escape(text)}</div></a>"""


def preview(title: str, description: str) -> str:
    return f"""<a class="tgme_widget_message_link_preview" href="https://news.example/x">
    <div class="link_preview_site_name accent_color" dir="auto">News</div>
    <div dir="auto" class="link_preview_title">{escape(title)}</div>
    <div class="link_preview_description" dir="auto">{escape(description)}</div></a>"""


def poll(question: str) -> str:
    return f"""<div class="tgme_widget_message_poll js-poll">
    <div class="tgme_widget_message_poll_question">{question}</div>
    <div class="tgme_widget_message_poll_option"><div class="tgme_widget_message_text">Yes</div></div></div>"""


PHOTO = '<a class="tgme_widget_message_photo_wrap" href="https://t.me/x" style="background-image:url(//cdn/p.jpg)"></a>'
VIDEO = '<div class="tgme_widget_message_video_wrap"><time class="message_video_duration">0:15</time></div>'


def channel(*messages: str, title: str = "Harbour News", name: str = "harbour") -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} – Telegram</title>
    <meta property="og:title" content="{title}"><meta property="og:site_name" content="Telegram">
    <link rel="alternate" type="application/json+oembed" href="https://t.me/oembed?url=x"></head>
    <body class="widget_frame_base tgme_webpreview emoji_image"><header class="tgme_header search_collapsed">
    <div class="tgme_channel_info"><div class="tgme_channel_info_header_title_wrap">
    <div class="tgme_channel_info_header_title"><span dir="auto">{title}</span></div></div>
    <div class="tgme_channel_info_header_username"><a href="https://t.me/{name}">@{name}</a></div>
    <div class="tgme_channel_info_description">News of the harbour.</div></div></header>
    <main class="tgme_main" data-url="/{name}"><section class="tgme_channel_history js-message_history">
    {"".join(messages)}</section></main><script>TWeb.init();</script></body></html>"""


def single(body: str) -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Telegram Widget</title></head>
    <body class="widget_frame_base tgme_widget body_widget_post emoji_image">{body}</body></html>"""


def card(title: str = "Harbour Pilot", extra: str = "@pilot") -> str:
    return f"""<!DOCTYPE html><html><head><title>Telegram: Contact @pilot</title>
    <meta property="og:title" content="{title}">
    <meta property="og:description" content="You can contact @pilot right away."></head><body class="no_transition">
    <div class="tgme_page_wrap"><div class="tgme_body_wrap"><div class="tgme_page">
    <div class="tgme_page_title" dir="auto"><span>{title}</span></div><div class="tgme_page_extra">{extra}</div>
    <div class="tgme_page_action"><a class="tgme_action_button_new" href="tg://resolve?domain=pilot">Write</a></div>
    </div></div></div></body></html>"""
