"""Reads what a handler was sent with the event classes of the vendor's published client, and checks signatures as
Standard Webhooks describes them; argument: a file of JSON with the requests and what is expected of them."""

import base64
import hashlib
import hmac
import json
import sys
from urllib.parse import parse_qsl

from b24pysdk.credentials import OAuthEventData
from sandbox import check


def signature(secret, headers, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        told = json.load(file)
    seen = set()
    for request in told["requests"]:
        headers, body = request["headers"], request["body"]
        check(headers["content-type"] == "application/x-www-form-urlencoded", headers)
        event = OAuthEventData.from_dict(dict(parse_qsl(body, keep_blank_values=True)))
        check(event.is_system, event)
        check(event.event_handler_id == told["handler"], event)
        check(event.auth.application_token == told["token"], event.event)
        check(event.auth.member_id == told["member_id"] and event.auth.domain == told["domain"], event.auth)
        check(isinstance(event.data, dict) and event.data, event)
        check(int(event.ts.timestamp()) == int(headers["webhook-timestamp"]), event.ts)
        check(signature(told["signing"], headers, body) in headers["webhook-signature"].split(" "), event.event)
        seen.add(event.event)
    missing = set(told["events"]) - seen
    check(not missing, missing)
    print("b24pysdk events: all checks passed")


main()
