#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

fn local() -> Endpoints {
    Endpoints::on_host(&Url::parse("http://127.0.0.1:4000/").unwrap())
}

fn facebook_local() -> Endpoints {
    Endpoints::facebook_on_host(&Url::parse("http://127.0.0.1:4000/").unwrap())
}

#[test]
fn the_built_in_platform_is_complete_and_not_foreign() {
    let platform = Endpoints::instagram();
    assert_eq!(platform.check().map_err(|e| e.to_string()), Ok(()));
    assert_eq!(
        platform.host_set(),
        "www.instagram.com|api.instagram.com|graph.instagram.com"
    );
    assert!(!platform.is_foreign());
    assert!(!platform.is_local());
}

#[test]
fn one_host_is_foreign_and_carries_its_port_in_the_key() {
    let local = local();
    assert_eq!(local.host_set(), "127.0.0.1:4000|127.0.0.1:4000|127.0.0.1:4000");
    assert!(local.is_foreign() && local.is_local());
    assert_eq!(local.authorize.as_str(), "http://127.0.0.1:4000/oauth/authorize");
    assert_eq!(local.token.as_str(), "http://127.0.0.1:4000/oauth/access_token");
    assert_eq!(local.check().map_err(|e| e.to_string()), Ok(()));
}

#[test]
fn the_real_hosts_without_tls_are_foreign_and_unusable() {
    let mut plain = Endpoints::instagram();
    plain.graph = Url::parse("http://graph.instagram.com/").unwrap();
    assert!(plain.is_foreign());
    assert!(plain.check().is_err(), "a token would travel in clear");
}

#[test]
fn addresses_with_credentials_or_a_strange_version_are_unusable() {
    let mut with_password = Endpoints::instagram();
    with_password.token = Url::parse("https://user:pw@api.instagram.com/oauth/access_token").unwrap();
    assert!(with_password.check().is_err());
    for version in ["", "26.0", "v26", "v26.0/../x", "v.", "v26.x"] {
        let mut strange = Endpoints::instagram();
        strange.version = version.to_owned();
        assert!(strange.check().is_err(), "{version} is no version");
    }
}

#[test]
fn calls_are_versioned_and_exchanges_are_not() {
    let platform = Endpoints::instagram();
    let call = platform.graph_url(&["17841400000000123", "media"]).unwrap();
    assert_eq!(
        call.as_str(),
        "https://graph.instagram.com/v26.0/17841400000000123/media"
    );
    let exchange = platform.unversioned_url("refresh_access_token").unwrap();
    assert_eq!(exchange.as_str(), "https://graph.instagram.com/refresh_access_token");
}

#[test]
fn no_id_leads_to_another_path_or_host() {
    for strange in [
        "",
        ".",
        "..",
        "a/b",
        "//elsewhere.example",
        "1?x=2",
        "1#x",
        "%2e%2e",
        "1 2",
        "ü",
    ] {
        assert!(
            Endpoints::instagram().graph_url(&[strange]).is_err(),
            "{strange:?} must not become a path"
        );
    }
}

#[test]
fn a_token_goes_to_the_api_and_to_uploads_only() {
    let platform = Endpoints::instagram();
    let scheme = |endpoints: &Endpoints, url: &str| endpoints.token_scheme(&Url::parse(url).unwrap());
    assert_eq!(
        scheme(&platform, "https://graph.instagram.com/v26.0/me"),
        Some(TokenScheme::Bearer)
    );
    assert_eq!(
        scheme(&platform, "https://rupload.facebook.com/ig-api-upload/v26.0/179"),
        Some(TokenScheme::OAuth)
    );
    assert_eq!(
        scheme(&local(), "http://127.0.0.1:4000/ig-api-upload/v26.0/179"),
        Some(TokenScheme::OAuth)
    );
    assert_eq!(
        scheme(&local(), "http://127.0.0.1:4000/v26.0/179"),
        Some(TokenScheme::Bearer)
    );
    for elsewhere in [
        "http://graph.instagram.com/v26.0/me",
        "https://graph.instagram.com:8443/v26.0/me",
        "https://graph.instagram.com.elsewhere.example/v26.0/me",
        "https://scontent.cdninstagram.com/v26.0/me",
        "https://graph.facebook.com/v26.0/me",
        "http://rupload.facebook.com/ig-api-upload/v26.0/179",
        "https://rupload.facebook.com/ig-api-upload-not/179",
        "https://rupload.facebook.com/ig-api-upload/../other/179",
        "https://rupload.facebook.com/ig-api-upload/%2e%2e/other/179",
        "https://rupload.facebook.com/",
    ] {
        assert_eq!(scheme(&platform, elsewhere), None, "{elsewhere}");
    }
    assert_eq!(
        scheme(&Endpoints::facebook(), "https://graph.facebook.com/v26.0/me"),
        Some(TokenScheme::Bearer)
    );
    assert_eq!(
        scheme(&Endpoints::facebook(), "https://graph.instagram.com/v26.0/me"),
        None
    );
}

#[test]
fn calls_without_a_token_go_to_the_public_root() {
    for endpoints in [Endpoints::instagram(), Endpoints::facebook()] {
        let url = endpoints.public_url(&["instagram_oembed"]).unwrap();
        assert_eq!(url.as_str(), "https://graph.facebook.com/v26.0/instagram_oembed");
        assert!(endpoints.is_public(&url));
        assert!(!endpoints.is_public(&Url::parse("https://graph.facebook.com:8443/v26.0/x").unwrap()));
    }
    assert!(local().is_public(&local().public_url(&["instagram_oembed"]).unwrap()));
}

#[test]
fn pictures_come_from_the_cdn_over_https_or_from_the_local_host() {
    let platform = Endpoints::instagram();
    let allows = |endpoints: &Endpoints, url: &str| endpoints.allows_picture_host(&Url::parse(url).unwrap());
    assert!(allows(&platform, "https://scontent-ams2-1.cdninstagram.com/v/a.jpg"));
    assert!(allows(&platform, "https://scontent.xx.fbcdn.net/v/a.jpg"));
    assert!(!allows(&platform, "http://scontent.cdninstagram.com/v/a.jpg"));
    assert!(!allows(&platform, "https://scontent.cdninstagram.com:444/v/a.jpg"));
    assert!(!allows(&platform, "https://evilcdninstagram.com/a.jpg"));
    assert!(!allows(&platform, "https://cdninstagram.com.elsewhere.example/a.jpg"));
    assert!(!allows(&platform, "data:image/png;base64,AAAA"));
    assert!(!allows(&platform, "http://127.0.0.1:4000/cdn/a.jpg"));
    assert!(allows(&local(), "http://127.0.0.1:4000/cdn/a.jpg"));
    assert!(!allows(&local(), "http://127.0.0.1:4001/cdn/a.jpg"));
}

#[test]
fn the_two_set_ups_of_the_platform_differ_in_hosts_and_flavour() {
    let facebook = Endpoints::facebook();
    assert_eq!(facebook.check().map_err(|e| e.to_string()), Ok(()));
    assert_eq!(facebook.flavour, Flavour::FacebookLogin);
    assert_eq!(
        facebook.host_set(),
        "www.facebook.com|graph.facebook.com|graph.facebook.com"
    );
    assert!(!facebook.is_foreign() && !facebook.is_local());
    for url in [&facebook.authorize, &facebook.token] {
        assert!(url.path().starts_with(&format!("/{VERSION}/")), "{url}");
    }
    let mut mixed = Endpoints::instagram();
    mixed.flavour = Flavour::FacebookLogin;
    assert!(mixed.is_foreign(), "the hosts of the other set-up");
    for flavour in [Flavour::InstagramLogin, Flavour::FacebookLogin] {
        assert_eq!(Endpoints::platform(flavour).flavour, flavour);
    }
}

#[test]
fn facebook_login_on_one_host_has_versioned_login_addresses() {
    let local = facebook_local();
    assert_eq!(local.check().map_err(|e| e.to_string()), Ok(()));
    assert_eq!(local.authorize.as_str(), "http://127.0.0.1:4000/v26.0/dialog/oauth");
    assert_eq!(local.token.as_str(), "http://127.0.0.1:4000/v26.0/oauth/access_token");
    assert_eq!(local.host_set(), self::local().host_set());
    assert!(local.is_local() && local.is_foreign());
}

#[test]
fn uploads_to_another_host_make_another_host_set() {
    let mut elsewhere = Endpoints::instagram();
    elsewhere.upload = Url::parse("https://upload.example/ig-api-upload/").unwrap();
    assert!(elsewhere.is_foreign());
    assert_eq!(
        elsewhere.host_set(),
        "www.instagram.com|api.instagram.com|graph.instagram.com|upload.example"
    );
    for swallowing in ["http://127.0.0.1:4000/", "http://127.0.0.1:4000"] {
        let mut one_host = local();
        one_host.upload = Url::parse(swallowing).unwrap();
        assert!(one_host.check().is_err(), "every call would be an upload");
    }
    let mut plain = Endpoints::facebook();
    plain.upload = Url::parse("http://rupload.facebook.com/ig-api-upload/").unwrap();
    assert!(plain.check().is_err(), "a token would travel in clear");
}
