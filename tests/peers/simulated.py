"""The simulator as the tests see it: where it is, and what lies outside the API under `/_sim`.

`cargo xtask peers` starts it and says where it is in POSTROOM_SIMULATOR. It knows the tokens below: with every permission,
and with the basic ones only.
"""

import os

import requests

ADDRESS = os.environ["POSTROOM_SIMULATOR"].rstrip("/")

FACEBOOK = "EAApeers"
INSTAGRAM = "IGAApeers"
FACEBOOK_READER = "EAAreader"


def _sim(method, path, body=None):
    answer = requests.request(method, f"{ADDRESS}/_sim/{path}", json=body, timeout=10)
    answer.raise_for_status()
    return answer.json()


def effects(kind):
    """What was done through the API, of one kind, as the simulator saw it."""
    return [it for it in _sim("GET", "effects") if it["kind"] == kind and it["origin"] == "api"]


def fault(endpoint, kind, **more):
    """The next call of an endpoint goes wrong."""
    _sim("POST", "faults", {"endpoint": endpoint, "kind": kind, "times": 1, **more})


def without_faults():
    _sim("DELETE", "faults")


def pass_seconds(seconds):
    """Simulated time passes."""
    _sim("POST", "clock", {"advance_ms": seconds * 1000})


def account_id():
    """The account that is linked to the first Page, found as a client of Facebook Login finds it."""
    answer = requests.get(
        f"{ADDRESS}/v26.0/me/accounts",
        params={"fields": "id,name,instagram_business_account{id,username}", "access_token": FACEBOOK},
        timeout=10,
    )
    pages = answer.json()["data"]
    return next(page["instagram_business_account"]["id"] for page in pages if "instagram_business_account" in page)
