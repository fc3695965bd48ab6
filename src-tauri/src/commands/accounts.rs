//! Accounts and the login under way.
//!
//! Secrets come in through the clipboard and go straight into the keychain: the page never holds one.

use instagram::{AccessToken, AccountId, AppSecret, Scope};
use postroom_core::accounts::{AccountState as ListedAccount, LoginPhase, LoginRequest};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State};
use url::Url;

use super::{ErrorCode, IpcError, count, figure};
use crate::events::Notice;
use crate::shell::Shell;
use crate::{browser, clipboard};

/// An account as its card shows it.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct AccountView {
    id: String,
    /// Handle without `@`.
    username: String,
    /// Display name, or the handle.
    name: String,
    /// Two letters.
    mark: String,
    /// 1 to 12.
    colour: u32,
    /// As the platform spells it, or empty.
    account_type: String,
    followers: Option<u32>,
    media_count: Option<u32>,
    /// RFC 3339.
    connected_at: String,
    /// RFC 3339.
    token_expires_at: Option<String>,
    days_left: Option<u32>,
    permissions: Vec<PermissionView>,
    /// RFC 3339.
    last_sync_at: Option<String>,
    /// Share of the platform's rate limit in use.
    usage_percent: Option<u32>,
    state: AccountState,
    problem: Option<IpcError>,
    has_picture: bool,
}

/// A permission and whether the person granted it.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct PermissionView {
    scope: PermissionScope,
    granted: bool,
}

/// A permission of the login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PermissionScope {
    /// Profile and posts.
    Basic,
    /// Comments.
    Comments,
    /// Direct messages.
    Messages,
    /// Publishing.
    Publish,
    /// Insights.
    Insights,
}

/// How an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AccountState {
    /// Everything works.
    Well,
    /// Read for the first time.
    Syncing,
    /// Something keeps it from working.
    Attention,
}

/// Where the login stands.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(crate) enum LoginView {
    /// No login is under way.
    Idle,
    /// The browser has the word.
    Waiting {
        /// The page it was sent to.
        authorize_url: String,
        /// RFC 3339.
        expires_at: String,
    },
    /// The code is being exchanged.
    Exchanging,
    /// A new account waits for a yes.
    Confirm {
        /// Handle without `@`.
        username: String,
        /// Display name.
        name: Option<String>,
        /// As the platform spells it.
        account_type: Option<String>,
        /// Followers.
        followers: Option<u32>,
    },
    /// The person said no in the browser.
    Denied,
    /// It did not work.
    Failed {
        /// Why.
        error: IpcError,
    },
    /// It worked.
    Connected {
        /// The account.
        account: String,
    },
}

/// How to start a login.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct LoginForm {
    /// The Instagram app id.
    client_id: String,
    /// The registered redirect address.
    redirect_uri: String,
    /// Ask for the password even if the browser has a session.
    force_reauth: bool,
    /// The account whose login is renewed.
    reconnect: Option<String>,
}

/// The address the browser ended on.
#[derive(Deserialize, Type)]
pub(crate) struct PasteAddressForm {
    address: String,
}

/// The Meta app whose secret lies in the clipboard.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct TakeSecretForm {
    client_id: String,
}

/// A yes or no to the handle shown.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct AnswerLoginForm {
    accept: bool,
}

/// An account to be disconnected.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct DisconnectForm {
    account: String,
    /// Also erases what was read of it.
    erase: bool,
}

/// Whether a secret is in the keychain.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SecretView {
    stored: bool,
}

/// The connected accounts, in the order they were connected.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_accounts(shell: State<'_, Shell>) -> Result<Vec<AccountView>, IpcError> {
    let accounts = shell.app()?.accounts().list().await?;
    Ok(accounts.into_iter().map(AccountView::from).collect())
}

/// Where the login stands.
#[tauri::command]
#[specta::specta]
pub(crate) async fn login_state(shell: State<'_, Shell>) -> Result<LoginView, IpcError> {
    phase(&shell)
}

/// Starts a login and opens the system's browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn begin_login(
    handle: AppHandle,
    shell: State<'_, Shell>,
    form: LoginForm,
) -> Result<LoginView, IpcError> {
    let accounts = shell.app()?.accounts();
    let request = form.try_into_request()?;
    let (client_id, redirect_uri) = (request.client_id.clone(), request.redirect_uri.clone());
    let address = accounts.login().begin(request).await?;
    accounts.remember_app(&client_id, redirect_uri.as_str()).await?;
    open_browser(&handle, &shell, &address);
    phase(&shell)
}

/// Opens the login's page once more.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reopen_browser(handle: AppHandle, shell: State<'_, Shell>) -> Result<(), IpcError> {
    match shell.app()?.accounts().login().phase() {
        LoginPhase::Waiting { authorize_url, .. } => {
            open_browser(&handle, &shell, &authorize_url);
            Ok(())
        }
        _ => Err(IpcError::new(
            ErrorCode::Precondition,
            "No login waits for the browser.",
            "Start the login again.",
            None,
        )),
    }
}

/// Takes the address the browser ended on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paste_address(shell: State<'_, Shell>, form: PasteAddressForm) -> Result<LoginView, IpcError> {
    shell.app()?.accounts().login().paste(&form.address).await?;
    phase(&shell)
}

/// Moves an app secret from the clipboard into the keychain.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_secret_from_clipboard(
    handle: AppHandle,
    shell: State<'_, Shell>,
    form: TakeSecretForm,
) -> Result<SecretView, IpcError> {
    let login = shell.app()?.accounts().login();
    let secret = AppSecret::new(clipboard::text(&handle).await?);
    login.keep_app_secret(&form.client_id, secret).await?;
    clipboard::clear(&handle).await;
    Ok(SecretView { stored: true })
}

/// Connects with an access token from the clipboard.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_token_from_clipboard(
    handle: AppHandle,
    shell: State<'_, Shell>,
) -> Result<LoginView, IpcError> {
    let login = shell.app()?.accounts().login();
    let token = AccessToken::new(clipboard::text(&handle).await?);
    login.take_token(token).await?;
    if matches!(login.phase(), LoginPhase::Confirm { .. } | LoginPhase::Connected(_)) {
        clipboard::clear(&handle).await;
    }
    phase(&shell)
}

/// A person's yes or no to the handle shown.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_login(shell: State<'_, Shell>, form: AnswerLoginForm) -> Result<LoginView, IpcError> {
    let app = shell.app()?;
    app.accounts().login().confirm(form.accept).await?;
    phase(&shell)
}

/// Ends the login under way.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_login(shell: State<'_, Shell>) -> Result<LoginView, IpcError> {
    shell.app()?.accounts().login().cancel().await?;
    phase(&shell)
}

/// Forgets the login of an account and, if asked, what was read of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn disconnect_account(shell: State<'_, Shell>, form: DisconnectForm) -> Result<(), IpcError> {
    let account = AccountId::from(form.account.as_str());
    Ok(shell.app()?.accounts().disconnect(&account, form.erase).await?)
}

/// Reads every account now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sync_now(shell: State<'_, Shell>) -> Result<(), IpcError> {
    let app = shell.app()?;
    app.sync_now();
    app.sync_messages_now();
    Ok(())
}

fn phase(shell: &Shell) -> Result<LoginView, IpcError> {
    Ok(shell.app()?.accounts().login().phase().into())
}

/// A browser that does not open is told beside the login: the page shows the address, too.
fn open_browser(handle: &AppHandle, shell: &Shell, address: &Url) {
    if browser::open(address).is_err() {
        tracing::warn!("No browser could be opened");
        let message = "No browser could be opened. Copy the address into one yourself".to_owned();
        shell.notices.tell(
            handle,
            Notice {
                code: "browser_failed".to_owned(),
                message,
            },
        );
    }
}

impl LoginForm {
    fn try_into_request(self) -> Result<LoginRequest, IpcError> {
        let redirect_uri = Url::parse(self.redirect_uri.trim()).map_err(|_| {
            IpcError::new(
                ErrorCode::Precondition,
                "The redirect address is no address.",
                "Copy it from the settings of the Meta app, beginning with https://",
                None,
            )
        })?;
        Ok(LoginRequest {
            client_id: self.client_id.trim().to_owned(),
            redirect_uri,
            force_reauth: self.force_reauth,
            reconnect: self.reconnect.map(|id| AccountId::from(id.as_str())),
        })
    }
}

impl From<LoginPhase> for LoginView {
    fn from(phase: LoginPhase) -> Self {
        match phase {
            LoginPhase::Idle => Self::Idle,
            LoginPhase::Waiting {
                authorize_url,
                expires_at,
            } => Self::Waiting {
                authorize_url: authorize_url.into(),
                expires_at: expires_at.to_string(),
            },
            LoginPhase::Exchanging => Self::Exchanging,
            LoginPhase::Confirm { profile } => Self::Confirm {
                username: profile.username,
                name: profile.name,
                account_type: profile.account_type,
                followers: profile.followers.map(count),
            },
            LoginPhase::Denied => Self::Denied,
            LoginPhase::Failed(problem) => Self::Failed { error: problem.into() },
            LoginPhase::Connected(account) => Self::Connected {
                account: account.to_string(),
            },
        }
    }
}

impl From<ListedAccount> for AccountView {
    fn from(account: ListedAccount) -> Self {
        let row = account.row;
        let state = match (&account.problem, row.last_sync_at) {
            (Some(_), _) => AccountState::Attention,
            (None, None) => AccountState::Syncing,
            (None, Some(_)) => AccountState::Well,
        };
        Self {
            id: row.id.to_string(),
            name: row.name.unwrap_or_else(|| row.username.clone()),
            username: row.username,
            mark: row.mark,
            colour: count(row.colour),
            account_type: row.account_type.unwrap_or_default(),
            followers: figure(row.followers),
            media_count: figure(row.media_count),
            connected_at: row.connected_at.to_string(),
            token_expires_at: row.token_expires_at.map(|at| at.to_string()),
            days_left: figure(account.days_left),
            permissions: permissions(&row.permissions),
            last_sync_at: row.last_sync_at.map(|at| at.to_string()),
            usage_percent: figure(row.usage_percent),
            state,
            problem: account.problem.map(IpcError::from),
            has_picture: row.picture_url.is_some(),
        }
    }
}

/// A token pasted from the dashboard does not tell its permissions; it has those of the whole app.
fn permissions(granted: &[String]) -> Vec<PermissionView> {
    let asked = [
        (Scope::Basic, PermissionScope::Basic),
        (Scope::Comments, PermissionScope::Comments),
        (Scope::Messages, PermissionScope::Messages),
        (Scope::ContentPublish, PermissionScope::Publish),
        (Scope::Insights, PermissionScope::Insights),
    ];
    asked
        .into_iter()
        .map(|(asked, scope)| PermissionView {
            scope,
            granted: granted.is_empty() || granted.iter().any(|name| name == asked.as_str()),
        })
        .collect()
}
