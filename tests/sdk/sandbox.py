"""A sandbox over TLS, as the SDK checks see it: what it printed, and its console for an administrator.

The published clients know nothing of this file; it prepares what they meet."""

import json
import os
import urllib.parse

import requests


class Sandbox:
    """The line of JSON that `portico sandbox --json --https-dev HOST` prints."""

    def __init__(self, line):
        self.ready = json.loads(line)
        self.url = self.ready["url"]
        self.host = urllib.parse.urlsplit(self.url).netloc
        # One variable for each family of clients: the ssl module, and requests.
        for variable in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
            os.environ[variable] = self.ready["ca"]
        self.console = requests.Session()
        self.console.headers.update({"X-Portico": "1", "Origin": self.url})
        admin = self.ready["admin"]
        answer = self.ask("POST", "/console/sign-in", {"email": admin["email"], "password": admin["password"]})
        assert "; Secure" in answer.headers["Set-Cookie"], answer.headers

    def ask(self, verb, path, body=None):
        answer = self.console.request(verb, self.url + path, json=body, timeout=30)
        answer.raise_for_status()
        return answer

    def limits(self, **limits):
        version = self.ask("GET", "/console/settings").json()["limits"]["version"]
        self.ask("PUT", "/console/settings/limits", {"version": version, "value": limits})

    def webhook(self, name, scopes):
        """A new inbound webhook of the administrator's; answers its id and its address."""
        draft = self.ask("POST", "/console/drafts", {"scenario": "inbound", "name": name}).json()
        save = {
            "version": draft["version"],
            "name": name,
            "note": "",
            "scopes": scopes,
            "expires": None,
            "allow": [],
            "rate": None,
            "request": draft["inbound"]["request"],
            "new_secret": None,
        }
        saved = self.ask("PUT", f"/console/integrations/{draft['id']}", save).json()["integration"]
        return saved["id"], saved["inbound"]["prefix"] + saved["inbound"]["secret"]


def token(webhook):
    """`1/secret` of a webhook's address, in any of its forms."""
    return webhook.rstrip("/").split("/rest/")[1]


def check(condition, *what):
    if not condition:
        raise AssertionError(what)


def refused(by, call):
    """The exception of exactly this class that a call must raise."""
    try:
        answer = call()
    except by as error:
        check(type(error) is by, type(error), error)
        return error
    raise AssertionError(f"{by.__name__} was expected, not {answer!r}")
