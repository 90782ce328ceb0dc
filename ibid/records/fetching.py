"""Asking a service over the network: slowly, politely, and never for ever.

One client asks one service, one question at a time. It keeps to the pace the service
allows, tries again when told to, and comes back with a reply or the reason for none.
"""

import contextlib
import http.client
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from ibid.records.answers import Fault

TRIES = 5
TIMEOUT_SECONDS = 20.0
FIRST_WAIT_SECONDS = 1.0
# A service that asks for a longer pause than this is asked again another day.
PATIENCE_SECONDS = 120.0
LARGEST_ANSWER = 5 * 1024 * 1024
CHUNK = 64 * 1024
OK, NOT_FOUND, TOO_MANY, SERVER_ERROR = 200, 404, 429, 500
REDIRECTS = range(300, 400)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the bytes, or `found` false where the service knows nothing."""

    body: bytes
    found: bool = True


@dataclass(frozen=True, slots=True)
class Again:
    """Why there was no reply this time, and how long the service wants us to wait."""

    reason: str
    after: float | None = None


@dataclass(frozen=True)
class Clock:
    """Time, sleep and chance, handed in so that a test can keep its own."""

    now: Callable[[], float]
    sleep: Callable[[float], None]
    chance: Callable[[], float]


class SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect on the same host and scheme, and no other."""

    def redirect_request(
        self, req: urllib.request.Request, *rest: Any
    ) -> urllib.request.Request | None:
        """The request for the new address, or None to stop at the redirect."""
        here, there = urlsplit(req.full_url), urlsplit(rest[-1])
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            return None
        return super().redirect_request(req, *rest)


class Client:
    """Asks one service; `interval` is the least time between two questions."""

    def __init__(
        self,
        agent: str,
        interval: float,
        clock: Clock,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        self.agent, self.interval, self.clock = agent, interval, clock
        self.timeout = timeout
        self.free_at = clock.now()
        self.opener = urllib.request.build_opener(SameHost)

    def get(self, address: str) -> Reply | Fault:
        """The reply to a question, after as many as five tries."""
        reason, wait = "", 0.0
        for number in range(TRIES):
            if number:
                self.clock.sleep(wait)
            self._keep_pace()
            outcome = self._ask(address)
            if not isinstance(outcome, Again):
                return outcome
            reason, after = outcome.reason, outcome.after
            wait = self._wait(number) if after is None else after
            if wait > PATIENCE_SECONDS:
                return Fault(f"{reason} and asks to wait {wait:.0f} s: try another day")
        return Fault(f"{reason}, {TRIES} times in a row")

    def _keep_pace(self) -> None:
        early = self.free_at - self.clock.now()
        if early > 0:
            self.clock.sleep(early)
        self.free_at = self.clock.now() + self.interval

    def _wait(self, number: int) -> float:
        """1, 2, 4, 8 s, shortened by chance, so that askers don't march in step."""
        longest = FIRST_WAIT_SECONDS * 2.0**number
        return longest * (0.5 + self.clock.chance() / 2)

    def _ask(self, address: str) -> Reply | Again | Fault:
        request = urllib.request.Request(address, headers={"User-Agent": self.agent})
        try:
            with self.opener.open(request, timeout=self.timeout) as response:
                self._heed_limit(response.headers)
                return self._read(response)
        except urllib.error.HTTPError as error:
            with contextlib.closing(error):
                self._heed_limit(error.headers)
                return _refused(error)
        except urllib.error.URLError as error:
            return _unreached(error.reason)
        except (OSError, http.client.HTTPException) as error:
            return _unreached(error)

    def _heed_limit(self, headers: Message) -> None:
        """Crossref names its limit in two headers, such as 50 and 1s."""
        limit = re.fullmatch(r"\d{1,6}", headers.get("X-Rate-Limit-Limit", ""))
        span = re.fullmatch(r"(\d{1,6})s?", headers.get("X-Rate-Limit-Interval", ""))
        if limit and span and int(limit[0]):
            self.interval = max(self.interval, int(span[1]) / int(limit[0]))
            self.free_at = max(self.free_at, self.clock.now() + self.interval)

    def _read(self, response: http.client.HTTPResponse) -> Reply | Again | Fault:
        """The whole body, unless it is too long or takes too long."""
        end = self.clock.now() + self.timeout
        body = b""
        while chunk := response.read1(CHUNK):
            body += chunk
            if len(body) > LARGEST_ANSWER:
                return Fault(f"its answer is longer than {LARGEST_ANSWER} bytes")
            if self.clock.now() > end:
                return Again(f"its answer took longer than {self.timeout:g} s")
        announced = response.headers.get("Content-Length", "")
        if announced.isdigit() and len(body) < int(announced):
            return Again("its answer broke off")
        return Reply(body)


def _refused(error: urllib.error.HTTPError) -> Reply | Again | Fault:
    """What a status other than 200 means."""
    code, words = error.code, f"it answers {error.code} {error.reason}"
    if code == NOT_FOUND:
        return Reply(b"", found=False)
    if code == TOO_MANY or code >= SERVER_ERROR:
        return Again(words, _retry_after(error.headers))
    if code in REDIRECTS:
        host = urlsplit(error.headers.get("Location", "")).netloc or "nowhere"
        return Fault(f"it sends us on to {host}, and other hosts are not asked")
    return Fault(words)


def _retry_after(headers: Message) -> float | None:
    """The pause asked for, in seconds or as a moment by the service's own clock."""
    value = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        return max(
            0.0, (moment - parsedate_to_datetime(headers["Date"])).total_seconds()
        )
    except (TypeError, ValueError):
        return None


def _unreached(reason: object) -> Again | Fault:
    if isinstance(reason, ssl.SSLCertVerificationError):
        return Fault("its certificate can't be trusted")
    if isinstance(reason, TimeoutError):
        return Again("no answer in time")
    if isinstance(reason, http.client.HTTPException):
        return Again("its answer broke off")
    words = getattr(reason, "strerror", None) or str(reason)
    return Again(f"it can't be reached ({words})")
