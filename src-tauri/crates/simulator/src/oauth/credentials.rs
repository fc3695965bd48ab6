//! What the simulator knows of tokens beyond what they carry: those given a text from outside, those taken back, and
//! what the person behind Facebook Login took back.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::flavour::Flavour;
use super::grant::{Accounts, Grant, Holder};
use super::mint;
use super::scope::{self, Scope, Scopes};
use crate::answer::Refusal;
use crate::server::Sim;

/// A token with a text of somebody's choice, for the first account. It never ends.
#[derive(Clone, Copy, Debug)]
struct Fixed {
    /// `None`: whatever the request's host says, Instagram Login when it says nothing.
    flavour: Option<Flavour>,
    /// `None`: all of them.
    scopes: Option<Scopes>,
    issued_ms: i64,
}

#[derive(Debug, Default)]
struct Records {
    fixed: HashMap<String, Fixed>,
    revoked: Vec<String>,
    /// How many times the person removed the app.
    logins_ended: u32,
    /// What the person took back while staying.
    taken_back: Scopes,
}

/// The records.
#[derive(Debug, Default)]
pub(crate) struct Credentials {
    records: Mutex<Records>,
}

impl Credentials {
    fn lock(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a text a token. Its flavour is that of its first letters or else of the scopes named; the first name that
    /// is none is the error. It is as old as the moment it is accepted.
    pub(crate) fn accept(&self, text: &str, scopes: &str, now_ms: i64) -> Result<(), String> {
        let named = !scopes.trim().is_empty();
        let read = |flavour| scope::parse(flavour, scopes);
        let flavour = match Flavour::of_token(text) {
            Some(flavour) => Some(flavour),
            None if !named => None,
            None if read(Flavour::InstagramLogin).is_ok() => Some(Flavour::InstagramLogin),
            None => Some(Flavour::FacebookLogin),
        };
        let scopes = match flavour {
            Some(flavour) if named => Some(read(flavour)?),
            _ => None,
        };
        let fixed = Fixed {
            flavour,
            scopes,
            issued_ms: now_ms,
        };
        self.lock().fixed.insert(text.to_owned(), fixed);
        Ok(())
    }

    /// Makes a token invalid at once.
    pub(crate) fn revoke(&self, token: &str) {
        self.lock().revoked.push(token.to_owned());
    }

    /// Which of the person's logins a new token belongs to.
    pub(crate) fn login(&self) -> u32 {
        self.lock().logins_ended
    }

    /// A new login gives what was taken back.
    pub(crate) fn give(&self, scopes: Scopes) {
        let mut records = self.lock();
        records.taken_back = records.taken_back.without(scopes);
    }

    /// The person takes scopes back.
    pub(crate) fn take_back(&self, scopes: Scopes) {
        let mut records = self.lock();
        records.taken_back = records.taken_back.and(scopes);
    }

    /// What the person took back while staying.
    pub(crate) fn taken_back(&self) -> Scopes {
        self.lock().taken_back
    }

    /// The person removes the app: every token there is of Facebook Login ends.
    pub(crate) fn end_logins(&self) {
        let mut records = self.lock();
        records.logins_ended += 1;
        let fixed = records.fixed.iter();
        let gone: Vec<String> = fixed
            .filter(|(_, fixed)| fixed.flavour == Some(Flavour::FacebookLogin))
            .map(|(text, _)| text.clone())
            .collect();
        records.revoked.extend(gone);
    }

    fn fixed(&self, text: &str, host: Option<Flavour>) -> Option<Grant> {
        let fixed = *self.lock().fixed.get(text)?;
        let flavour = fixed.flavour.or(host).unwrap_or(Flavour::InstagramLogin);
        let scopes = fixed.scopes.unwrap_or_else(|| Scopes::all(flavour));
        let grant = match flavour {
            Flavour::InstagramLogin => Grant::long(0, scopes, fixed.issued_ms),
            Flavour::FacebookLogin => {
                let issued_ms = fixed.issued_ms;
                Grant::person(Accounts::one(0), scopes, self.login(), issued_ms).lengthened(issued_ms)
            }
        };
        Some(Grant {
            expires_ms: i64::MAX,
            ..grant
        })
    }
}

/// The grant behind a token, or why there is none. `host` is the flavour the request's host belongs to, when it is one of
/// the platform's.
pub(crate) fn grant_of(sim: &Sim, token: Option<&str>, host: Option<Flavour>) -> Result<Grant, Refusal> {
    let Some(token) = token.filter(|token| !token.is_empty()) else {
        let message = "An access token is required to request this resource.";
        return Err(Refusal::new(400, 190, message));
    };
    let grant = known(sim, token, host)?;
    if host.is_some_and(|host| host != grant.flavour) {
        let message = "Invalid OAuth access token - Cannot parse access token";
        return Err(Refusal::new(400, 190, message));
    }
    Ok(Grant {
        scopes: match grant.flavour {
            Flavour::InstagramLogin => grant.scopes,
            Flavour::FacebookLogin => grant.scopes.without(sim.credentials.taken_back()),
        },
        ..grant
    })
}

fn known(sim: &Sim, token: &str, host: Option<Flavour>) -> Result<Grant, Refusal> {
    let credentials = &sim.credentials;
    let removed = || {
        let message = "Error validating access token: The user has not authorized application.";
        Refusal::new(400, 190, message).sub(458)
    };
    if credentials.lock().revoked.iter().any(|gone| gone == token) {
        return Err(removed());
    }
    let grant = credentials
        .fixed(token, host)
        .or_else(|| mint::read(sim.seed, token, &sim.world()));
    let Some(grant) = grant else {
        let message = "Invalid OAuth access token - Cannot parse access token";
        return Err(Refusal::new(400, 190, message));
    };
    if grant.flavour == Flavour::FacebookLogin && grant.login != credentials.login() {
        return Err(removed());
    }
    if sim.clock.now_ms() >= grant.expires_ms {
        return Err(Refusal::expired());
    }
    Ok(grant)
}

/// What every call of a graph needs: an account's token the profile, a person's or a Page's nothing.
pub(crate) fn basic(grant: &Grant) -> Result<(), Refusal> {
    if grant.holder == Holder::Account && !grant.may(Scope::Basic) {
        Err(Refusal::permission())
    } else {
        Ok(())
    }
}
