"""The two services that know works: what to ask them, and what they answered."""

import random
import re
import time
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode, urlsplit

from ibid import __version__
from ibid.records import crossref, pubmed
from ibid.records.answers import CROSSREF, PUBMED, SERVICES, Answer, Fault, Service
from ibid.records.fetching import TIMEOUT_SECONDS, Client, Clock, Reply

# PubMed allows three questions a second; Crossref ten, of which we take half.
INTERVALS = {CROSSREF: 1 / 5, PUBMED: 1 / 3}
# A service that failed for this many references in a row is left in peace.
GIVEN_UP_AFTER = 2
REAL_CLOCK = Clock(time.monotonic, time.sleep, random.random)

NO_CONTACT = """\
this needs your e-mail address: add --contact YOU@YOUR.SITE
Crossref and PubMed ask every program for one, to write to you before they block it.
It is sent to these two and kept nowhere."""


@dataclass(frozen=True)
class Errand:
    """Who asks, when, and whom."""

    contact: str
    today: date
    crossref: str = "https://api.crossref.org"
    pubmed: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    clock: Clock = REAL_CLOCK
    timeout: float = TIMEOUT_SECONDS


def cannot_ask(errand: Errand) -> str:
    """What keeps us from asking at all; "" if nothing does."""
    if not re.fullmatch(r"[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+", errand.contact):
        return NO_CONTACT
    for address in (errand.crossref, errand.pubmed):
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return f"{address} is no web address: it starts with https://"
        if parts.username or parts.query or parts.fragment:
            return f"{address} must be a plain address, without a name, ? or #"
    return ""


class Desk:
    """Where the questions are asked: a client for each service, and its failures."""

    def __init__(self, errand: Errand) -> None:
        agent = f"ibid/{__version__} (mailto:{errand.contact})"
        self.errand = errand
        self.clients = {
            service: Client(agent, interval, errand.clock, errand.timeout)
            for service, interval in INTERVALS.items()
        }
        self.failures = dict.fromkeys(SERVICES, 0)

    def ask(self, service: Service, number: str) -> Answer | Fault:
        """The service's answer about a DOI or PubMed number, or why there is none."""
        if self.failures[service] >= GIVEN_UP_AFTER:
            return Fault("it failed too often and isn't asked again in this run")
        ask = self._ask_crossref if service is CROSSREF else self._ask_pubmed
        answer = ask(number)
        failed = isinstance(answer, Fault)
        self.failures[service] = self.failures[service] + 1 if failed else 0
        return answer

    def fetch(self, service: Service, number: str) -> bytes | Fault:
        """The whole record of a work, as Crossref's JSON or in PubMed's own format."""
        if service is CROSSREF:
            address = self._crossref_address(number)
            politely = "?" + urlencode({"mailto": self.errand.contact})
        else:
            parts = {"db": "pubmed", "id": number, "rettype": "medline"}
            asked = urlencode({**parts, "retmode": "text"})
            address = f"{self.errand.pubmed.rstrip('/')}/efetch.fcgi?{asked}"
            named = urlencode({"tool": "ibid", "email": self.errand.contact})
            politely = f"&{named}"
        reply = self._get(service, address + politely)
        if isinstance(reply, Fault):
            return reply
        if not reply.found or not reply.body.strip():
            return Fault(f"it has no record of {number}")
        return reply.body

    def _crossref_address(self, doi: str) -> str:
        return f"{self.errand.crossref.rstrip('/')}/works/{quote(doi, safe='')}"

    def _ask_crossref(self, doi: str) -> Answer | Fault:
        address = self._crossref_address(doi)
        politely = "?" + urlencode({"mailto": self.errand.contact})
        reply = self._get(CROSSREF, address + politely)
        if isinstance(reply, Fault):
            return reply
        if reply.found:
            fields = crossref.read_work(reply.body)
            if isinstance(fields, Fault):
                return fields
            return Answer(address=address, fields=fields)
        # Another agency may have registered it, and then it is no slip of the pen.
        reply = self._get(CROSSREF, f"{address}/agency{politely}")
        if isinstance(reply, Fault):
            return reply
        agency = crossref.read_agency(reply.body)
        return Answer(address=address, fields=None, agency=agency)

    def _ask_pubmed(self, pmid: str) -> Answer | Fault:
        asked = urlencode({"db": "pubmed", "id": pmid, "retmode": "xml"})
        politely = urlencode({"tool": "ibid", "email": self.errand.contact})
        address = f"{self.errand.pubmed.rstrip('/')}/efetch.fcgi?{asked}"
        reply = self._get(PUBMED, f"{address}&{politely}")
        if isinstance(reply, Fault):
            return reply
        fields = pubmed.read_articles(reply.body, pmid) if reply.found else None
        if isinstance(fields, Fault):
            return fields
        return Answer(address=address, fields=fields)

    def _get(self, service: Service, address: str) -> Reply | Fault:
        return self.clients[service].get(address)
