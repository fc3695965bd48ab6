//! Login and accounts.

use super::{BOTH, Call, FACEBOOK, INSTAGRAM, call};

pub(super) const CALLS: &[Call] = &[
    call(
        "POST api.instagram.com/oauth/access_token",
        INSTAGRAM,
        &["login/code"],
        &["POST /oauth/access_token?grant_type=authorization_code"],
    ),
    call(
        "GET /access_token?grant_type=ig_exchange_token",
        INSTAGRAM,
        &["login/exchange"],
        &["GET /access_token"],
    ),
    call(
        "GET /refresh_access_token?grant_type=ig_refresh_token",
        INSTAGRAM,
        &["login/exchange"],
        &["GET /refresh_access_token"],
    ),
    call(
        "GET /oauth/access_token?code=…",
        FACEBOOK,
        &["login/facebook/exchanges"],
        &["GET /oauth/access_token"],
    ),
    call(
        "GET /oauth/access_token?grant_type=fb_exchange_token",
        FACEBOOK,
        &["login/facebook/exchanges"],
        &["GET /oauth/access_token"],
    ),
    call(
        "GET /debug_token",
        FACEBOOK,
        &["login/facebook/exchanges"],
        &["GET /debug_token"],
    ),
    call(
        "GET /me/accounts",
        FACEBOOK,
        &["facebook/list_pages"],
        &["GET /me/accounts"],
    ),
    call(
        "GET /me/businesses",
        FACEBOOK,
        &["facebook/list_businesses"],
        &["GET /me/businesses"],
    ),
    call(
        "GET /{business}/owned_pages",
        FACEBOOK,
        &["facebook/list_owned_pages"],
        &["GET /{business}/owned_pages"],
    ),
    call(
        "GET /{business}/client_pages",
        FACEBOOK,
        &["facebook/list_client_pages"],
        &["GET /{business}/client_pages"],
    ),
    call(
        "GET /me/permissions",
        FACEBOOK,
        &["facebook/list_permissions"],
        &["GET /me/permissions"],
    ),
    call(
        "DELETE /{person}/permissions",
        FACEBOOK,
        &["facebook/revoke"],
        &["DELETE /me/permissions"],
    ),
    call("GET /me", INSTAGRAM, &["account/get_me"], &["GET /{account}"]),
    call(
        "GET /me (a person)",
        FACEBOOK,
        &["facebook/get_facebook_me"],
        &["GET /me"],
    ),
    call("GET /{account}", BOTH, &["account/get_account"], &["GET /{account}"]),
];
