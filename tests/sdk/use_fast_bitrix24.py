"""Uses the published client the way its manual does; argument: an inbound webhook's address."""

import asyncio
import sys

from fast_bitrix24 import Bitrix, BitrixAsync
from fast_bitrix24.server_response import ErrorInServerResponseException


def check(condition, *what):
    if not condition:
        raise AssertionError(what)


def create(portal):
    """One record by call(), many in batches of fifty; answers the ids, in whatever order batches came back."""
    one = portal.call("crm.lead.add", {"fields": {"TITLE": "Alone"}})
    check(isinstance(one, int), one)
    many = portal.call(
        "crm.lead.add",
        [{"fields": {"TITLE": f"Lead {n:03} & ü", "NAME": "Probe"}} for n in range(130)],
    )
    check(len(many) == 130 and len(set(many)) == 130, many)
    return one, list(many)


def read_pages(portal):
    """get_all() over several pages equals what the portal counts."""
    deals = portal.get_all("crm.deal.list", {"select": ["ID", "TITLE"]})
    check(len(deals) == 130, len(deals))
    check(len({deal["ID"] for deal in deals}) == 130)
    check(all(isinstance(deal["ID"], str) and deal["TITLE"] for deal in deals), deals[0])
    probes = portal.get_all("crm.lead.list", {"filter": {"NAME": "Probe"}, "select": ["ID"]})
    check(len(probes) == 130, len(probes))
    funnels = portal.get_all("crm.category.list", {"entityTypeId": 2})
    check(funnels and all(isinstance(funnel["id"], int) for funnel in funnels), funnels)
    check(portal.get_all("crm.lead.list", {"filter": {"NAME": "Nobody at all"}}) == [])
    people = portal.get_all("user.get")
    check(people and all(person["ACTIVE"] in (True, False) for person in people), people)
    fields = portal.get_all("crm.deal.fields")
    check(fields["TITLE"]["type"] == "string", fields)


def read_by_id(portal, ids):
    """get_by_ID() with more than fifty ids: every result under its own id."""
    leads = portal.get_by_ID("crm.lead.get", ids)
    check(set(leads) == set(map(str, ids)), len(leads))
    check(all(lead["ID"] == label for label, lead in leads.items()))
    titles = {lead["TITLE"] for lead in leads.values()}
    check(titles == {f"Lead {n:03} & ü" for n in range(130)}, titles)


def list_and_get(portal):
    contacts = portal.list_and_get("crm.contact")
    check(len(contacts) >= 50, len(contacts))
    for identifier, contact in contacts.items():
        check(contact["ID"] == str(identifier), contact)


def update(portal, ids):
    changes = [{"ID": lead, "fields": {"TITLE": f"Changed {lead}"}} for lead in ids]
    check(set(portal.call("crm.lead.update", changes)) == {True})
    leads = portal.get_by_ID("crm.lead.get", ids)
    check(all(lead["TITLE"] == f"Changed {lead['ID']}" for lead in leads.values()))


def batch(portal):
    answer = portal.call_batch({
        "halt": 0,
        "cmd": {
            "me": "user.current",
            "department": "department.get?ID=$result[me][UF_DEPARTMENT]",
        },
    })
    check(answer["department"][0]["ID"] == str(answer["me"]["UF_DEPARTMENT"][0]), answer)
    raw = portal.call("profile", raw=True)
    check(raw["result"]["ADMIN"] is True, raw)


def errors(portal):
    try:
        portal.get_by_ID("crm.lead.get", [1, 99999999])
    except ErrorInServerResponseException as error:
        check("99999999" in str(error), error)
    else:
        raise AssertionError("a missing lead went unnoticed")


async def at_once(webhook):
    """The asynchronous client with several requests in flight."""
    portal = BitrixAsync(webhook, verbose=False)
    lists = await asyncio.gather(*(
        portal.get_all(method, {"select": ["ID"]})
        for method in ("crm.deal.list", "crm.contact.list", "crm.company.list", "crm.lead.list")
    ))
    check(all(lists), [len(rows) for rows in lists])


def main(webhook):
    portal = Bitrix(webhook, verbose=False)
    one, many = create(portal)
    read_pages(portal)
    read_by_id(portal, many)
    list_and_get(portal)
    update(portal, [one, *many])
    batch(portal)
    errors(portal)
    check(set(portal.call("crm.lead.delete", [{"ID": lead} for lead in many])) == {True})
    asyncio.run(at_once(webhook))
    print("fast-bitrix24: all checks passed")


main(sys.argv[1])
