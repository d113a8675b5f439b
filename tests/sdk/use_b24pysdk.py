"""Uses the vendor's published client the way its manual does; argument: the line that a sandbox over
TLS printed. The client speaks nothing but https."""

import sys
from datetime import datetime

from b24pysdk import BitrixWebhook, Client, Config, errors
from b24pysdk.api.callers.call import call
from b24pysdk.errors.oauth import BitrixOAuthNoAuthFound
from sandbox import Sandbox, check, refused, token

DEALS = 130


def client_of(sandbox, webhook, **options):
    return Client(BitrixWebhook(domain=sandbox.host, webhook_token=token(webhook)), **options)


def typed_calls(client):
    profile = client.profile()
    check(profile.value.bitrix_id == 1 and profile.value.admin is True, profile.result)
    check(isinstance(client.server.time().value, datetime))
    check("crm" in client.scope().result)
    check(client.method.get("crm.deal.list").value.is_available is True)
    check(client.method.get("no.such.method").value.is_existing is False)
    check(client.user.admin().result is True)
    me = client.user.current().value
    check(me.bitrix_id == 1 and me.email.count("@") == 1, me)
    people = client.user.get(filter={"ACTIVE": True}).values
    check(len(people) >= 2 and people[0].bitrix_id == 1, people)
    departments = client.department.get(sort="ID", order="ASC").values
    check(departments[0].bitrix_id == 1 and departments[0].name, departments)
    fields = client.crm.deal.fields()
    check(fields.result["TITLE"]["type"] == "string" and fields.value, fields.result["TITLE"])
    check(client.crm.category.list(entity_type_id=2).result["categories"])


def envelope(client):
    """`time` as the client reads it, with what it throttles itself by."""
    before = client.crm.deal.list(select=["ID"])
    check(before.response.total == DEALS and before.response.next == 50, before.response)
    time = client.crm.deal.list(select=["ID"]).time
    check(time.finish >= time.start and time.duration >= time.processing, time)
    check(time.operating > before.time.operating > 0, before.time, time)
    check(isinstance(time.operating_reset_at, (int, datetime)), time)


def records(client):
    phones = [{"VALUE": "+33 1 23 45 67 89", "VALUE_TYPE": "WORK"}]
    contact = client.crm.contact.add({"NAME": "Zoé & Co ü", "PHONE": phones}).result
    stored = client.crm.contact.get(contact).result
    check(stored["NAME"] == "Zoé & Co ü" and stored["PHONE"][0]["VALUE"] == phones[0]["VALUE"], stored)
    first = stored["PHONE"][0]["ID"]
    check(client.crm.contact.update(contact, {"PHONE": [{"VALUE": "+7 495", "VALUE_TYPE": "HOME"}]}).result is True)
    check(len(client.crm.contact.get(contact).result["PHONE"]) == 2, "no id appends")
    check(client.crm.contact.update(contact, {"PHONE": [{"ID": first, "DELETE": "Y"}]}).result is True)
    listed = client.crm.contact.list(filter={"ID": contact}).result
    check("PHONE" not in listed[0], "lists have them only where they are named", listed)
    named = client.crm.contact.list(filter={"ID": contact}, select=["ID", "PHONE"]).result
    check([phone["VALUE"] for phone in named[0]["PHONE"]] == ["+7 495"], named)
    rows = [{"PRODUCT_NAME": "Work", "PRICE": 10.5, "QUANTITY": 3}]
    deal = client.crm.deal.add({"TITLE": "Rows", "CONTACT_ID": contact}).result
    check(client.crm.deal.productrows.set(deal, rows).result is True)
    check(client.crm.deal.get(deal).result["OPPORTUNITY"] == "31.50")
    check(client.crm.deal.delete(deal).result is True)
    check(client.crm.contact.delete(contact).result is True)


def lists(client):
    pages = client.crm.deal.list(select=["ID", "TITLE"])
    everything = pages.as_list().result
    ids = [int(deal["ID"]) for deal in everything]
    check(len(ids) == DEALS == len(set(ids)), len(ids))
    check(len(pages.as_list(limit=70).result) == 70)
    fast = [int(deal["ID"]) for deal in client.crm.deal.list(select=["ID"]).as_list_fast().result]
    check(fast == sorted(ids), len(fast))
    down = [int(deal["ID"]) for deal in client.crm.deal.list(select=["ID"]).as_list_fast(descending=True).result]
    check(down == sorted(ids, reverse=True), down[:3])
    some = sorted(ids)[:3]
    chosen = client.crm.deal.list(select=["ID"], filter={"@ID": some}).as_list_fast().result
    check(sorted(int(deal["ID"]) for deal in chosen) == some)
    none = client.crm.deal.list(filter={"TITLE": "Nobody at all"})
    check(none.as_list().result == [] and list(none.as_list_fast().result) == [])
    check(len(client.user.get().as_list().result) >= 2)
    check(len(list(client.crm.contact.list(select=["ID"]).as_list_fast().result)) >= 100)


def batches(client):
    answer = client.call_batch({
        "me": client.user.current(),
        "deals": client.crm.deal.list(select=["ID"]),
        "gone": client.crm.deal.get(99999999),
    }).result
    check(list(answer.result) == ["me", "deals"] and answer.result_total == {"deals": DEALS}, answer)
    check(answer.result_next == {"deals": 50} and set(answer.result_time) == {"me", "deals"}, answer)
    check(answer.result_error["gone"], answer)
    halted = client.call_batch([client.crm.deal.get(99999999), client.profile()], halt=True).result
    check(not halted.result and halted.result_error, halted)
    raw = client.get_token().call_batch({
        "u": ("user.current", {}),
        "d": ("department.get", {"ID": "$result[u][UF_DEPARTMENT][0]"}),
    })["result"]["result"]
    check(raw["d"][0]["ID"] == str(raw["u"]["UF_DEPARTMENT"][0]), raw)
    # More than one batch holds: split by the client, and joined by label.
    titles = [f"Batch {n:03} & ü = 100%" for n in range(120)]
    added = all_of(client, [client.crm.lead.add({"TITLE": title}) for title in titles])
    check(len(set(added)) == 120, added)
    leads = all_of(client, [client.crm.lead.get(lead) for lead in added])
    check([lead["TITLE"] for lead in leads] == titles, leads[:2])
    gone = all_of(client, [client.crm.lead.delete(lead) for lead in added])
    check(gone == [True] * 120, gone)


def all_of(client, calls):
    answer = client.call_batches(calls).result
    check(not answer.result_error, answer.result_error)
    check(list(answer.result) == [str(n) for n in range(len(calls))], list(answer.result))
    return list(answer.result.values())


def refusals(sandbox, client):
    admin = token(sandbox.ready["admin"]["webhook"])
    stranger = client_of(sandbox, f"/rest/1/{'a' * 32}/")
    error = refused(errors.BitrixAPIInvalidCredentials, lambda: stranger.profile().result)
    check(error.response.status_code == 401 and error.error == "INVALID_CREDENTIALS", error)
    other = client_of(sandbox, f"/rest/2/{admin.split('/')[1]}/")
    refused(errors.BitrixAPIInvalidCredentials, lambda: other.profile().result)
    _, bare = sandbox.webhook("Nothing", [])
    error = refused(errors.BitrixAPIInsufficientScope, lambda: client_of(sandbox, bare).crm.deal.list().result)
    check(error.response.status_code == 401, error.response)
    method = client.get_token().call_method
    error = refused(errors.BitrixAPINotFound, lambda: method("no.such.method"))
    check(error.error == "ERROR_METHOD_NOT_FOUND", error.error)
    error = refused(errors.BitrixAPIBadRequest, lambda: method("landing.landing.getlist"))
    check(error.error == "ERROR_NOT_IMPLEMENTED", error.error)
    error = refused(errors.BitrixAPIBadRequest, lambda: client.crm.deal.get(99999999).result)
    check(error.error_description == "Not found", error)
    refused(errors.BitrixAPIBadRequest, lambda: client.crm.deal.get(0).result)
    bind = client.placement.bind("CRM_DEAL_DETAIL_TAB", "https://example.com/")
    error = refused(errors.BitrixAPIWrongAuthType, lambda: bind.result)
    check(error.response.status_code == 403, error.response)
    refused(errors.BitrixAPIAccessDenied, lambda: client.app.option.get().result)
    refused(BitrixOAuthNoAuthFound, lambda: call_bare(sandbox))
    refused(errors.BitrixAPIInvalidToken, lambda: call_bare(sandbox, auth="0" * 70))
    gone, webhook = sandbox.webhook("Switched off", ["crm"])
    switched_off = client_of(sandbox, webhook)
    check(switched_off.crm.deal.list().result)
    sandbox.ask("POST", f"/console/integrations/{gone}/enabled", {"enabled": False})
    refused(errors.BitrixAPIInvalidCredentials, lambda: switched_off.crm.deal.list().result)
    user = sandbox.ready["user"]
    check(method("user.update", {"ID": user["id"], "ACTIVE": False}))
    dismissed = client_of(sandbox, user["webhook"])
    refused(errors.BitrixAPIAuthorizationError, lambda: dismissed.profile().result)


def call_bare(sandbox, **params):
    """A call without a webhook: the client's lowest layer takes any address."""
    return call(f"{sandbox.url}/rest/profile.json", params=params)


def limits(sandbox):
    """Both limits, chosen at the console. Without patience the client does not repeat a call."""
    client = client_of(sandbox, sandbox.ready["admin"]["webhook"], max_retries=1)
    sandbox.limits(mode="custom", rate=1, bucket=3, seconds=480)

    def burst():
        for _ in range(50):
            client.profile().call()

    error = refused(errors.BitrixAPIQueryLimitExceeded, burst)
    check(error.response.status_code == 503, error.response)
    # With its usual patience it waits a second, and comes through.
    check(client_of(sandbox, sandbox.ready["admin"]["webhook"]).profile().result)
    sandbox.limits(mode="custom", rate=10000, bucket=10000, seconds=0)
    client.crm.lead.list().call()
    error = refused(errors.BitrixAPIOperationTimeLimit, client.crm.lead.list().call)
    check(error.response.status_code == 429, error.response)
    inner = client.call_batch({"lead": client.crm.lead.list(), "status": client.crm.status.list()}).result
    check(inner.result_error["lead"] and list(inner.result) == ["status"], inner)
    sandbox.limits(mode="off")
    client.crm.lead.list().call()


def main(line):
    sandbox = Sandbox(line)
    Config().configure(default_timeout=30)
    client = client_of(sandbox, sandbox.ready["admin"]["webhook"])
    for part in (typed_calls, envelope, records, lists, batches):
        part(client)
    refusals(sandbox, client)
    limits(sandbox)
    print("b24pysdk: all checks passed")


main(sys.argv[1])
