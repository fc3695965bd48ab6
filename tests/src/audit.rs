//! What is looked at on every page of the real window: axe, the theme's own colours under the CSP, secrets.

use std::path::Path;

use serde_json::Value;

use crate::webdriver::Window;
use crate::{Outcome, walk};

/// Installed once a page load: keeps what the program tells the page and what the CSP refused.
const RECORDER: &str = r#"
if (window.__recorded) return true;
window.__recorded = { ipc: [], refused: [] };
document.addEventListener('securitypolicyviolation', (event) =>
  window.__recorded.refused.push(event.violatedDirective + ' ' + event.blockedURI));
const record = (value) => { try { window.__recorded.ipc.push(JSON.stringify(value) ?? ''); } catch (error) { window.__recorded.ipc.push(String(error)); } };
const fetched = window.fetch;
window.fetch = async (...args) => {
  const answer = await fetched(...args);
  try {
    const url = String(args[0]?.url ?? args[0]);
    record([url, args[1]?.body instanceof Uint8Array ? new TextDecoder().decode(args[1].body) : String(args[1]?.body ?? '')]);
    if (url.startsWith('ipc:')) record(await answer.clone().text());
  } catch (error) { record(String(error)); }
  return answer;
};
const inside = window.__TAURI_INTERNALS__;
const run = inside.runCallback;
if (run) { try { inside.runCallback = (id, data) => { record(data); return run(id, data); }; } catch (error) { record(String(error)); } }
return true;
"#;

/// Everything of the page a secret could stand in.
const MEMORY: &str = r#"
const parts = [document.documentElement.outerHTML, location.href];
for (const store of [localStorage, sessionStorage])
  for (let i = 0; i < store.length; i++) parts.push(store.key(i) + '=' + store.getItem(store.key(i)));
for (const field of document.querySelectorAll('input,textarea')) parts.push(field.value);
parts.push(...(window.__recorded?.ipc ?? []));
return parts;
"#;

const AXE: &str = r#"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] })
  .then((result) => done(result.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ') + ' (' + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? '') + ')').join('; '))))
  .catch((error) => done(['axe failed: ' + error]));
"#;

/// Starts recording what passes between program and page.
///
/// # Errors
/// When the window is gone.
pub async fn record(window: &Window) -> Outcome {
    window.script(RECORDER, &[]).await?;
    Ok(())
}

/// How many messages between program and page were recorded.
///
/// # Errors
/// When the window is gone.
pub async fn recorded(window: &Window) -> Outcome<u64> {
    let count = window
        .script("return window.__recorded ? window.__recorded.ipc.length : 0", &[])
        .await?;
    Ok(count.as_u64().unwrap_or_default())
}

/// What axe finds on the page as it is now.
///
/// # Errors
/// When `axe.min.js` is not installed (`cargo xtask setup` does it), or the window is gone.
pub async fn axe(window: &Window, repository: &Path) -> Outcome<Vec<String>> {
    walk::whole(window).await?;
    if window.script("return !window.axe", &[]).await? == Value::Bool(true) {
        let file = repository.join("ui/node_modules/axe-core/axe.min.js");
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        // A script tag would run into the CSP; the driver's own scripts do not.
        window
            .script(&format!("{text}; window.axe = axe; return true"), &[])
            .await?;
    }
    let found = window.script_async(AXE, &[]).await?;
    Ok(found
        .as_array()
        .into_iter()
        .flatten()
        .map(|line| line.as_str().unwrap_or_default().to_owned())
        .collect())
}

/// What the CSP refused since [`record`].
///
/// # Errors
/// When the window is gone.
pub async fn refused_by_csp(window: &Window) -> Outcome<Vec<String>> {
    let refused = window.script("return window.__recorded.refused", &[]).await?;
    Ok(refused
        .as_array()
        .into_iter()
        .flatten()
        .map(|line| line.as_str().unwrap_or_default().to_owned())
        .collect())
}

/// What must not be told.
#[derive(Debug, Clone, Default)]
pub struct Secrets {
    /// Name and value of those that are known.
    pub known: Vec<(String, String)>,
}

impl Secrets {
    /// The names of the secrets that stand in `bytes`. A token is known by its shape, whichever was minted: `IGAA` and
    /// at least forty signs of base64url.
    pub fn found_in(&self, bytes: &[u8]) -> Vec<String> {
        let stands = |secret: &str| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        let known = self.known.iter().filter(|(_, secret)| stands(secret));
        let mut found: Vec<String> = known.map(|(name, _)| name.clone()).collect();
        let is_sign = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let begins = bytes
            .windows(TOKEN_START.len())
            .enumerate()
            .filter(|(_, window)| *window == TOKEN_START);
        let mut runs = begins.map(|(at, _)| bytes[at..].iter().take_while(|byte| is_sign(byte)).count());
        if runs.any(|run| run >= TOKEN_START.len() + 40) {
            found.push("a token".to_owned());
        }
        found
    }
}

/// How every token of "API with Instagram Login" begins.
const TOKEN_START: &[u8] = b"IGAA";

/// Which secrets stand in the page, its storage, its fields or a recorded message; by their names.
///
/// # Errors
/// When the window is gone.
pub async fn secrets_in_page(window: &Window, secrets: &Secrets) -> Outcome<Vec<String>> {
    let parts = window.script(MEMORY, &[]).await?;
    let parts = parts.as_array().into_iter().flatten().filter_map(Value::as_str);
    Ok(parts.flat_map(|part| secrets.found_in(part.as_bytes())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_by_its_shape() {
        let secrets = Secrets {
            known: vec![("the code".to_owned(), "AQBcode".to_owned())],
        };
        let token = format!("{{\"t\":\"IGAA{}\"}}", "x-_9".repeat(30));
        assert_eq!(secrets.found_in(token.as_bytes()), ["a token"]);
        assert_eq!(secrets.found_in(b"IGAA IGAAshort"), Vec::<String>::new());
        assert_eq!(secrets.found_in(b"?code=AQBcode"), ["the code"]);
    }
}
