"""Pelican's settings for a first build, which keeps nothing for the next."""

SITENAME = "A guide"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
USE_FOLDER_AS_CATEGORY = True
SLUGIFY_SOURCE = "basename"
ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
AUTHOR_SAVE_AS = TAG_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
PLUGINS: list[str] = []
MARKDOWN = {
    "extensions": [
        "markdown.extensions.footnotes",
        "markdown.extensions.meta",
        "markdown.extensions.tables",
    ]
}
