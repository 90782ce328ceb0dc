"""What a web server should say beside each file: one table, written for each server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

YEAR = 31_536_000

# What a page says of itself, behind its own styles: whatever follows comes from the
# guide's files or isn't let in. A saved copy has no host, and keeps what stands before.
POLICY = "; ".join(
    ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'")
)
# The part of the policy that a page can't say of itself, and what no file may do.
EVERYWHERE = (
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
)


@dataclass(frozen=True)
class Rule:
    """The headers of some files: all of them, a folder's, or those of one ending."""

    folder: str = ""
    ending: str = ""
    headers: tuple[tuple[str, str], ...] = ()


RULES = (
    Rule(
        headers=(
            ("Content-Security-Policy", "; ".join(EVERYWHERE)),
            ("Strict-Transport-Security", f"max-age={YEAR}"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            (
                "Permissions-Policy",
                "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            ),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cache-Control", "public, max-age=0, must-revalidate"),
        )
    ),
    # The name of a file in there changes whenever its bytes do.
    Rule(
        folder="assets",
        headers=(("Cache-Control", f"public, max-age={YEAR}, immutable"),),
    ),
    Rule(ending=".txt", headers=(("Content-Type", "text/plain; charset=utf-8"),)),
    Rule(ending=".bib", headers=(("Content-Type", "application/x-bibtex"),)),
    Rule(
        ending=".ris",
        headers=(("Content-Type", "application/x-research-info-systems"),),
    ),
    Rule(
        ending=".webmanifest", headers=(("Content-Type", "application/manifest+json"),)
    ),
)


def underscored() -> str:
    """A `_headers` file, as Netlify and Cloudflare Pages read it.

    They join what several patterns say of one header: each rule takes away what the
    general one has said, with an exclamation mark, before it says its own.
    """
    general = {name for name, _ in RULES[0].headers}
    blocks = []
    for rule in RULES:
        pattern = f"/{rule.folder}/*" if rule.folder else f"/*{rule.ending}"
        lines = [pattern]
        for name, value in rule.headers:
            if rule is not RULES[0] and name in general:
                lines.append(f"  ! {name}")
            lines.append(f"  {name}: {value}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def nginx() -> str:
    """What stands in the `server` block of nginx, whose `root` is the site.

    A `location` with an `add_header` of its own inherits none: each has them all.
    """
    blocks = ["error_page 404 /404.html;", "absolute_redirect off;"]
    for rule in reversed(RULES):
        headers = {**dict(RULES[0].headers), **dict(rule.headers)}
        kind = headers.pop("Content-Type", "")
        lines = [f'    types {{ }}\n    default_type "{kind}";'] if kind else []
        lines += [
            f'    add_header {name} "{value}" always;'
            for name, value in headers.items()
        ]
        ending = rule.ending.replace(".", r"\.")
        where = f"^~ /{rule.folder}/" if rule.folder else "/"
        where = f"~ {ending}$" if ending else where
        blocks.append(f"location {where} {{\n" + "\n".join(lines) + "\n}")
    return "\n\n".join(blocks) + "\n"


def apache() -> str:
    """A `.htaccess` for Apache with mod_headers, at the top of the site."""
    blocks = ["ErrorDocument 404 /404.html"]
    for rule in RULES:
        lines = [
            f'Header always set {name} "{value}"'
            for name, value in rule.headers
            if name != "Content-Type"
        ]
        for name, value in rule.headers:
            if name == "Content-Type":
                lines.append(f"AddType {value} {rule.ending}")
        text = "\n".join(lines)
        if rule.folder:
            text = f'<If "%{{REQUEST_URI}} =~ m#/{rule.folder}/#">\n{text}\n</If>'
        blocks.append(text)
    return "\n\n".join(blocks) + "\n"


SERVERS: Mapping[str, Callable[[], str]] = {
    "netlify": underscored,
    "cloudflare": underscored,
    "nginx": nginx,
    "apache": apache,
}
"""How the table is written for each server, by its name."""
