//! Tokens of every kind, without clicking through a login.

use crate::oauth::{self, Accounts, Flavour, Grant, Scopes};
use crate::server::Simulator;

impl Simulator {
    /// A long-lived token with every permission, as the App Dashboard's "Generate token" gives it. The same seed,
    /// account and clock give the same token. For an unknown username it is a token that is refused (190).
    #[must_use]
    pub fn dashboard_token(&self, username: &str) -> String {
        self.dashboard_grant(username, Scopes::all(Flavour::InstagramLogin))
    }

    /// As [`Self::dashboard_token`], with these permissions only (names such as `instagram_business_basic`); names the
    /// platform does not know are left out.
    #[must_use]
    pub fn dashboard_token_for(&self, username: &str, permissions: &[&str]) -> String {
        self.dashboard_grant(username, named(Flavour::InstagramLogin, permissions))
    }

    fn dashboard_grant(&self, username: &str, scopes: Scopes) -> String {
        let account = self.sim.world().account_by_name(username).unwrap_or(u32::MAX);
        let grant = Grant::long(account, scopes, self.sim.clock.now_ms());
        oauth::mint(self.sim.seed, salt(scopes, account), &grant)
    }

    /// A long-lived token of the person behind Facebook Login, with every permission, on all Pages and the accounts linked
    /// to them.
    #[must_use]
    pub fn facebook_token(&self) -> String {
        self.facebook_grant(Scopes::all(Flavour::FacebookLogin))
    }

    /// As [`Self::facebook_token`], with these permissions only (names such as `instagram_basic`); names the platform
    /// does not know are left out.
    #[must_use]
    pub fn facebook_token_for(&self, permissions: &[&str]) -> String {
        self.facebook_grant(named(Flavour::FacebookLogin, permissions))
    }

    fn facebook_grant(&self, scopes: Scopes) -> String {
        oauth::mint(self.sim.seed, salt(scopes, 0), &self.person(scopes))
    }

    fn person(&self, scopes: Scopes) -> Grant {
        let now = self.sim.clock.now_ms();
        let accounts = Accounts::first(self.sim.world().accounts.len());
        Grant::person(accounts, scopes, self.sim.credentials.login(), now).lengthened(now)
    }

    /// The token of the Page an account is linked to, with every permission; it never ends. For an unknown username it is
    /// a token that is refused (190).
    #[must_use]
    pub fn page_token(&self, username: &str) -> String {
        let account = self.sim.world().account_by_name(username).unwrap_or(u32::MAX);
        let scopes = Scopes::all(Flavour::FacebookLogin);
        oauth::mint(
            self.sim.seed,
            salt(scopes, account),
            &self.person(scopes).of_page(account),
        )
    }

    /// The id of the Page an account is linked to; `None` when there is no such account.
    #[must_use]
    pub fn page_id(&self, username: &str) -> Option<String> {
        let world = self.sim.world();
        world.account_by_name(username).map(|account| world.page_id(account))
    }

    /// Makes a text a token of the first account that never ends. `permissions` are names separated by commas; when there
    /// are none it has all of them. A text that begins with `IGAA` is Instagram Login's, one that begins with `EAA`
    /// Facebook Login's (a person's, on the first account's Page); any other is what its permissions are, and without
    /// any what the `Host` header of the request says.
    ///
    /// # Errors
    ///
    /// The first name that is no permission.
    pub fn accept_token(&self, text: &str, permissions: &str) -> Result<(), String> {
        let now_ms = self.sim.clock.now_ms();
        self.sim.credentials.accept(text, permissions, now_ms)
    }

    /// Makes a token invalid at once, as when its owner removes the app (190/458).
    pub fn revoke(&self, token: &str) {
        self.sim.credentials.revoke(token);
    }
}

/// The scopes of names, unknown ones left out.
fn named(flavour: Flavour, permissions: &[&str]) -> Scopes {
    permissions
        .iter()
        .filter_map(|name| oauth::parse_scopes(flavour, name).ok())
        .fold(Scopes::NONE, Scopes::and)
}

/// Tells tokens of one moment apart.
fn salt(scopes: Scopes, account: u32) -> u64 {
    u64::from(scopes.bits()) << 32 | u64::from(account)
}
