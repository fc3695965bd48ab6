//! One login, from the browser to a connected account.
//!
//! Promised: a state is used once and forgotten after ten minutes; a wrong or strange link neither ends
//! nor burns the login that waits; nothing is stored for an account before its handle was shown and
//! accepted (or, when reconnecting, before it proved to be the same account).

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use instagram::{
    AccessToken, AccountId, ApiError, AppCredentials, AppSecret, AuthorizeOptions, GetMe, LoginClient, Me, Scope,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use store::logins::{self, PendingLogin};
use subtle::ConstantTimeEq;
use url::Url;

use super::callback::{Callback, LinkRefusal};
use super::connect::{self, NewLogin};
use super::login_problem::{another_account, login_failed, refused};
use crate::clock::add;
use crate::context::Shared;
use crate::problem::{Problem, ProblemCode};
use crate::stale::Tag;

/// How long a login may take from the authorize URL to its answer.
pub const LOGIN_LIFE: Duration = Duration::from_secs(10 * 60);

/// Every permission a full account uses; the person may untick some.
const WANTED: [Scope; 5] = [
    Scope::Basic,
    Scope::Comments,
    Scope::Messages,
    Scope::ContentPublish,
    Scope::Insights,
];

/// Where the login stands, for the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum LoginPhase {
    /// No login is under way.
    Idle,
    /// The browser has the word.
    Waiting {
        /// The page the browser was sent to.
        authorize_url: Url,
        /// When the state is forgotten.
        expires_at: Timestamp,
    },
    /// The code is being exchanged.
    Exchanging,
    /// A new account waits for a yes.
    Confirm {
        /// The profile the token belongs to.
        profile: Profile,
    },
    /// The person said no in the browser.
    Denied,
    /// It did not work.
    Failed(Problem),
    /// It worked.
    Connected(AccountId),
}

/// What is shown before a new account is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The handle, without `@`.
    pub username: String,
    /// The display name.
    pub name: Option<String>,
    /// Business or creator, as the platform spells it.
    pub account_type: Option<String>,
    /// Followers.
    pub followers: Option<u64>,
}

/// What a person filled in to start a login.
#[derive(Debug, Clone)]
pub struct LoginRequest {
    /// The Instagram app id of the team's Meta app.
    pub client_id: String,
    /// The registered redirect address, byte for byte.
    pub redirect_uri: Url,
    /// Ask for the password even if the browser has a session.
    pub force_reauth: bool,
    /// The account whose login is renewed.
    pub reconnect: Option<AccountId>,
}

/// The login under way.
pub struct Login {
    context: Shared,
    exchange: LoginClient,
    session: Mutex<Session>,
}

struct Session {
    phase: LoginPhase,
    /// A token whose account still waits for a yes. It lives in memory only.
    unconfirmed: Option<NewLogin>,
    /// Rises with every new turn, so that an exchange which was cancelled meanwhile changes nothing.
    turn: u64,
}

impl Login {
    pub(crate) fn new(context: Shared) -> Result<Self, ApiError> {
        let exchange = LoginClient::new(context.gateway.endpoints().clone())?;
        Ok(Self {
            context,
            exchange,
            session: Mutex::new(Session {
                phase: LoginPhase::Idle,
                unconfirmed: None,
                turn: 0,
            }),
        })
    }

    /// Where the login stands.
    pub fn phase(&self) -> LoginPhase {
        let mut session = self.session();
        if let LoginPhase::Waiting { expires_at, .. } = session.phase
            && expires_at <= self.context.clock.now()
        {
            session.phase = LoginPhase::Failed(Problem::new(
                ProblemCode::LoginRefused,
                "The login was not finished within ten minutes.",
                "Start it again; nothing was stored.",
            ));
        }
        session.phase.clone()
    }

    /// Starts a login and returns the page for the system browser.
    ///
    /// # Errors
    /// `Precondition` for an app id or address that cannot work, or when the app secret is not in the
    /// keychain yet; the vault's errors.
    pub async fn begin(&self, request: LoginRequest) -> Result<Url, Problem> {
        check(&request)?;
        if self.context.secrets.app_secret(&request.client_id).await?.is_none() {
            return Err(Problem::new(
                ProblemCode::Precondition,
                "The app secret of this Meta app is not in the keychain yet.",
                "Copy the Instagram app secret in Meta's dashboard, then take it from the clipboard.",
            ));
        }
        let authorize = instagram::authorize(
            self.context.gateway.endpoints(),
            &request.client_id,
            &request.redirect_uri,
            &WANTED,
            AuthorizeOptions {
                force_reauth: request.force_reauth,
                ..AuthorizeOptions::default()
            },
        )?;
        let now = self.context.clock.now();
        let pending = PendingLogin {
            state_hash: hash(&authorize.state),
            client_id: request.client_id,
            redirect_uri: request.redirect_uri.to_string(),
            reconnect: request.reconnect,
            started_at: now,
        };
        let mut tx = self.context.store.write().await?;
        logins::clear(&mut tx).await?;
        logins::start(&mut tx, &pending).await?;
        tx.commit().await?;
        self.enter(
            LoginPhase::Waiting {
                authorize_url: authorize.url.clone(),
                expires_at: add(now, LOGIN_LIFE),
            },
            None,
        );
        Ok(authorize.url)
    }

    /// Ends the login under way.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn cancel(&self) -> Result<(), Problem> {
        let mut tx = self.context.store.write().await?;
        logins::clear(&mut tx).await?;
        tx.commit().await?;
        self.enter(LoginPhase::Idle, None);
        Ok(())
    }

    /// Takes an address a person pasted from the browser.
    ///
    /// # Errors
    /// `LinkRefused` for an address that belongs to no login that waits.
    pub async fn paste(&self, text: &str) -> Result<(), Problem> {
        let pending = self.pending().await?;
        let Some(redirect_uri) = pending.first().and_then(|login| Url::parse(&login.redirect_uri).ok()) else {
            return Err(refused(LinkRefusal::NoLogin));
        };
        let callback = Callback::parse_pasted(text, &redirect_uri).map_err(refused)?;
        self.answer(callback).await
    }

    /// Takes the answer of the browser. What happens to the login is told by [`Login::phase`].
    ///
    /// # Errors
    /// `LinkRefused` for an answer that belongs to no login that waits; such an answer changes nothing.
    pub async fn answer(&self, callback: Callback) -> Result<(), Problem> {
        let pending = self.pending().await?;
        if pending.is_empty() {
            return Err(refused(LinkRefusal::NoLogin));
        }
        let asked = hash(callback.state());
        let login = pending
            .into_iter()
            .find(|login| bool::from(login.state_hash.ct_eq(&asked)))
            .ok_or_else(|| refused(LinkRefusal::UnknownState))?;
        let mut tx = self.context.store.write().await?;
        let first_use = logins::take(&mut tx, &login.state_hash).await?;
        tx.commit().await?;
        if !first_use {
            return Err(refused(LinkRefusal::UnknownState));
        }
        match callback {
            Callback::Denied { .. } => drop(self.enter(LoginPhase::Denied, None)),
            Callback::Granted { code, .. } => {
                let turn = self.enter(LoginPhase::Exchanging, None);
                let outcome = self.exchange(&login, &code).await;
                self.conclude(turn, outcome).await;
            }
        }
        Ok(())
    }

    /// Connects with a token made in Meta's dashboard; no app secret is needed for it.
    ///
    /// # Errors
    /// `Precondition` for a text that cannot be a token. Everything else is told by [`Login::phase`].
    pub async fn take_token(&self, token: AccessToken) -> Result<(), Problem> {
        let text = token.expose();
        if text.len() < 20 || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Problem::new(
                ProblemCode::Precondition,
                "The clipboard holds no access token.",
                "Press Generate token in Meta's dashboard, copy it whole, then try again.",
            ));
        }
        let turn = self.enter(LoginPhase::Exchanging, None);
        let outcome = self.inspect(token, None, Vec::new(), None, None).await;
        self.conclude(turn, outcome).await;
        Ok(())
    }

    /// A person's yes or no to the handle shown.
    ///
    /// # Errors
    /// `Precondition` when no account waits for an answer; the vault's and the database's errors, after
    /// which the account still waits.
    pub async fn confirm(&self, accept: bool) -> Result<(), Problem> {
        // Taken out, so that a second yes finds nothing.
        let waiting = self.session().unconfirmed.take();
        let Some(login) = waiting else {
            return Err(Problem::new(
                ProblemCode::Precondition,
                "No account waits for an answer.",
                "Start the login again.",
            ));
        };
        if accept {
            match connect::store(&self.context, login.clone()).await {
                Ok(account) => drop(self.enter(LoginPhase::Connected(account), None)),
                Err(problem) => {
                    self.session().unconfirmed = Some(login);
                    return Err(problem);
                }
            }
        } else {
            self.enter(LoginPhase::Idle, None);
        }
        Ok(())
    }

    /// Keeps the secret of a Meta app.
    ///
    /// # Errors
    /// `Precondition` for a text that cannot be one; the vault's errors.
    pub async fn keep_app_secret(&self, client_id: &str, secret: AppSecret) -> Result<(), Problem> {
        let text = secret.expose();
        let plausible = (16..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !plausible {
            return Err(Problem::new(
                ProblemCode::Precondition,
                "The clipboard holds no app secret.",
                "Press Show beside the Instagram app secret in Meta's dashboard, copy it whole, then try again.",
            ));
        }
        self.context.secrets.set_app_secret(client_id, &secret).await?;
        self.context.stale.spoil(Tag::AppState);
        Ok(())
    }

    async fn pending(&self) -> Result<Vec<PendingLogin>, Problem> {
        Ok(logins::pending(&self.context.store, self.context.clock.now()).await?)
    }

    async fn exchange(&self, login: &PendingLogin, code: &str) -> Result<Inspected, Problem> {
        let secret = self
            .context
            .secrets
            .app_secret(&login.client_id)
            .await?
            .ok_or_else(|| {
                Problem::new(
                    ProblemCode::Precondition,
                    "The app secret is no longer in the keychain.",
                    "Take it from the clipboard again.",
                )
            })?;
        let redirect_uri = Url::parse(&login.redirect_uri).map_err(|_| {
            Problem::new(
                ProblemCode::Internal,
                "The stored redirect address is damaged.",
                "Start the login again.",
            )
        })?;
        let credentials = AppCredentials {
            client_id: login.client_id.clone(),
            secret,
            redirect_uri,
        };
        let short = self
            .exchange
            .exchange_code(&credentials, code)
            .await
            .map_err(|error| login_failed(&error))?;
        let long = self
            .exchange
            .exchange_long(&credentials.secret, &short.token)
            .await
            .map_err(|error| login_failed(&error))?;
        let expires_at = add(self.context.clock.now(), long.expires_in);
        self.inspect(
            long.token,
            Some(expires_at),
            short.permissions,
            Some(login.client_id.clone()),
            login.reconnect.clone(),
        )
        .await
    }

    /// Asks the token whose it is, and decides whether a person must be asked.
    async fn inspect(
        &self,
        token: AccessToken,
        expires_at: Option<Timestamp>,
        permissions: Vec<String>,
        client_id: Option<String>,
        reconnect: Option<AccountId>,
    ) -> Result<Inspected, Problem> {
        let me = self
            .context
            .gateway
            .call_with(&token, &GetMe)
            .await
            .map_err(|error| login_failed(&error))?
            .value;
        if let Some(wanted) = reconnect.filter(|wanted| *wanted != me.user_id) {
            return Err(another_account(&self.context, &wanted, &me).await?);
        }
        let known = store::accounts::get(&self.context.store, &me.user_id).await?.is_some();
        let login = NewLogin {
            me,
            token,
            issued_at: self.context.clock.now(),
            expires_at,
            permissions,
            client_id,
        };
        Ok(if known {
            Inspected::Known(login)
        } else {
            Inspected::New(login)
        })
    }

    /// Ends the exchange of `turn`; one that was cancelled or replaced meanwhile changes nothing.
    async fn conclude(&self, turn: u64, outcome: Result<Inspected, Problem>) {
        if self.session().turn != turn {
            return;
        }
        let concluded = match outcome {
            Ok(Inspected::Known(login)) => connect::store(&self.context, login)
                .await
                .map(|account| (LoginPhase::Connected(account), None)),
            Ok(Inspected::New(login)) => Ok((
                LoginPhase::Confirm {
                    profile: profile(&login.me),
                },
                Some(login),
            )),
            Err(problem) => Err(problem),
        };
        match concluded {
            Ok((phase, unconfirmed)) => self.enter(phase, unconfirmed),
            Err(problem) => self.enter(LoginPhase::Failed(problem), None),
        };
    }

    /// Begins a new turn and returns its number.
    fn enter(&self, phase: LoginPhase, unconfirmed: Option<NewLogin>) -> u64 {
        let turn = {
            let mut session = self.session();
            let turn = session.turn + 1;
            *session = Session {
                phase,
                unconfirmed,
                turn,
            };
            turn
        };
        self.context.stale.spoil(Tag::Login);
        turn
    }

    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Inspected {
    Known(NewLogin),
    New(NewLogin),
}

fn profile(me: &Me) -> Profile {
    Profile {
        username: me.username.clone(),
        name: me.name.clone(),
        account_type: me.account_type.clone(),
        followers: me.followers_count,
    }
}

fn check(request: &LoginRequest) -> Result<(), Problem> {
    if request.client_id.is_empty() || !request.client_id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::new(
            ProblemCode::Precondition,
            "The Instagram app id is a number.",
            "Copy it from Meta's dashboard under API setup with Instagram login.",
        ));
    }
    let loopback = matches!(request.redirect_uri.host_str(), Some("127.0.0.1" | "localhost"));
    if request.redirect_uri.scheme() != "https" && !loopback {
        return Err(Problem::new(
            ProblemCode::Precondition,
            "Meta accepts only https addresses to come back to.",
            "Host the redirect page on an https address and register exactly that address.",
        ));
    }
    Ok(())
}

fn hash(state: &str) -> [u8; 32] {
    Sha256::digest(state.as_bytes()).into()
}
