//! A small WebDriver client for WebKitWebDriver (W3C WebDriver, <https://www.w3.org/TR/webdriver2/>).
//!
//! Elements are found by CSS or, as a person would, by role and accessible name. Every wait has a deadline. Pictures of
//! the window are not taken here, because the driver's own screenshot call can hang: see [`crate::desktop`].

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::process::{Child, Command};

use crate::{Failure, Outcome, poll};

/// The key under which WebDriver wraps an element (W3C WebDriver, section 12).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long a page may take to show what is waited for.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Named keys of WebDriver (section 17.4.2).
pub mod key {
    /// Enter.
    pub const ENTER: &str = "\u{E007}";
    /// Escape.
    pub const ESCAPE: &str = "\u{E00C}";
    /// Tab.
    pub const TAB: &str = "\u{E004}";
    /// Control, held for the keys after it.
    pub const CONTROL: &str = "\u{E009}";
    /// Alt; held until the end of the chord.
    pub const ALT: &str = "\u{E00A}";
    /// Home.
    pub const HOME: &str = "\u{E011}";
    /// Arrow left.
    pub const LEFT: &str = "\u{E012}";
    /// Arrow down.
    pub const DOWN: &str = "\u{E015}";
    /// Delete.
    pub const DELETE: &str = "\u{E017}";
}

/// Finds what a person would call by a name: `arguments[0]` is the role or "", `arguments[1]` the name.
const BY_NAME: &str = r#"
const [role, wanted] = arguments;
const squeeze = (text) => (text || '').replace(/\s+/g, ' ').trim();
const roleOf = (e) => e.getAttribute('role') || ({
  A: e.hasAttribute('href') ? 'link' : '', BUTTON: 'button', TEXTAREA: 'textbox', SELECT: 'combobox',
  H1: 'heading', H2: 'heading', H3: 'heading', H4: 'heading', OPTION: 'option', DIALOG: 'dialog',
  INPUT: ({ checkbox: 'checkbox', radio: 'radio', button: 'button', submit: 'button' })[e.type] || 'textbox',
})[e.tagName] || '';
const nameOf = (e) => {
  const by = e.getAttribute('aria-labelledby');
  if (by) return squeeze(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(' '));
  if (e.getAttribute('aria-label')) return squeeze(e.getAttribute('aria-label'));
  if (e.labels && e.labels.length) return squeeze([...e.labels].map((label) => label.textContent).join(' '));
  return squeeze(e.textContent) || squeeze(e.getAttribute('title')) || squeeze(e.getAttribute('placeholder'));
};
const seen = (e) => { const box = e.getBoundingClientRect(); return box.width > 0 && box.height > 0 && getComputedStyle(e).visibility !== 'hidden'; };
const all = [...document.querySelectorAll(role ? '*' : 'a,button,input,textarea,select,[role],[aria-label],h1,h2,h3,h4')]
  .filter((e) => (!role || roleOf(e) === role) && seen(e));
const names = all.map(nameOf);
const exact = all.filter((_, i) => names[i] === wanted);
if (exact.length) return exact[exact.length - 1];
const starts = all.filter((_, i) => names[i].toLowerCase().startsWith(wanted.toLowerCase()));
return starts.length ? starts[starts.length - 1] : null;
"#;

/// A running WebKitWebDriver. It ends when dropped.
#[derive(Debug)]
pub struct Driver {
    _process: Child,
    root: String,
    http: reqwest::Client,
}

/// A window of the program under test. Close it with [`Window::close`].
#[derive(Debug)]
pub struct Window {
    session: String,
    http: reqwest::Client,
}

/// An element of the page.
#[derive(Debug, Clone)]
pub struct Element(String);

impl Driver {
    /// Starts WebKitWebDriver with `environment`; the program it starts inherits it.
    ///
    /// # Errors
    /// When the driver is not installed or does not answer.
    pub async fn start(environment: &[(String, String)]) -> Outcome<Self> {
        let port = free_port()?;
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .envs(environment.iter().map(|(name, value)| (name.as_str(), value.as_str())))
            // Without them the program offers no automation to a driver that starts it.
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .kill_on_drop(true);
        let process = command
            .spawn()
            .map_err(|error| format!("WebKitWebDriver could not be started: {error}"))?;
        let http = reqwest::Client::builder().timeout(Duration::from_secs(60)).build()?;
        let driver = Self {
            _process: process,
            root: format!("http://127.0.0.1:{port}"),
            http,
        };
        poll::until("WebKitWebDriver to answer", PATIENCE, async || {
            driver.http.get(format!("{}/status", driver.root)).send().await?;
            Ok(Some(()))
        })
        .await?;
        Ok(driver)
    }

    /// Starts `program` and returns its window once its page has loaded.
    ///
    /// # Errors
    /// When the program does not start or shows no page in time.
    pub async fn open(&self, program: &Path, arguments: &[&str]) -> Outcome<Window> {
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": program, "args": arguments },
        } } });
        let opened = call(
            &self.http,
            reqwest::Method::POST,
            &format!("{}/session", self.root),
            &capabilities,
        )
        .await?;
        let id = opened["sessionId"].as_str().ok_or("the driver opened no session")?;
        let window = Window {
            session: format!("{}/session/{id}", self.root),
            http: self.http.clone(),
        };
        // A call right after the session opens can be answered with a reset connection.
        let loaded = "return document.readyState === 'complete' && !!document.querySelector('#root > *')";
        poll::until("the page to load", PATIENCE, async || {
            match window.script(loaded, &[]).await {
                Ok(value) => Ok(is_true(&value).then_some(Ok(()))),
                Err(failure) if is_lost(&failure) => Ok(Some(Err(failure))),
                Err(failure) => Err(failure),
            }
        })
        .await??;
        Ok(window)
    }
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An error the driver answered with.
#[derive(Debug, thiserror::Error)]
#[error("{code}: {message}")]
struct Refusal {
    /// [WebDriver §6.6](https://www.w3.org/TR/webdriver2/#errors), for example `invalid session id`.
    code: String,
    message: String,
}

/// Whether the driver has given up a session.
///
/// It looks for a free port, lets it go and tells the program to listen there; on a busy machine another socket can take
/// that port in between. The session is then lost before the first page.
pub fn is_lost(failure: &Failure) -> bool {
    failure
        .downcast_ref::<Refusal>()
        .is_some_and(|refusal| refusal.code == "invalid session id")
}

impl Window {
    /// Runs `script` as the body of a function and returns what it returns.
    ///
    /// # Errors
    /// When the script throws or the window is gone.
    pub async fn script(&self, script: &str, arguments: &[Value]) -> Outcome<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
            .await
    }

    /// Runs `script`, which gets a callback as its last argument, and returns what it hands to that.
    ///
    /// # Errors
    /// When the script throws, never calls back, or the window is gone.
    pub async fn script_async(&self, script: &str, arguments: &[Value]) -> Outcome<Value> {
        self.post("execute/async", &json!({ "script": script, "args": arguments }))
            .await
    }

    /// Waits until `script` returns something true, and returns it.
    ///
    /// # Errors
    /// When it does not within [`PATIENCE`].
    pub async fn wait_for(&self, what: &str, script: &str) -> Outcome<Value> {
        self.wait_for_with(what, script, &[]).await
    }

    /// As [`Self::wait_for`], with arguments.
    ///
    /// # Errors
    /// When it does not within [`PATIENCE`].
    pub async fn wait_for_with(&self, what: &str, script: &str, arguments: &[Value]) -> Outcome<Value> {
        let found = poll::until(what, PATIENCE, async || {
            let value = self.script(script, arguments).await?;
            Ok(is_true(&value).then_some(value))
        })
        .await;
        self.with_sight(found).await
    }

    /// The first element that matches `css`, waited for.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn css(&self, css: &str) -> Outcome<Element> {
        let found = self
            .wait_for_with(css, "return document.querySelector(arguments[0])", &[json!(css)])
            .await?;
        element(&found)
    }

    /// The visible element with this role ("" for any control) and accessible name, or the last one whose name starts
    /// so; waited for.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn named(&self, role: &str, name: &str) -> Outcome<Element> {
        let what = format!("a {role} called \"{name}\"");
        element(&self.wait_for_with(&what, BY_NAME, &[json!(role), json!(name)]).await?)
    }

    /// Whether [`Self::named`] would find something now.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn has(&self, role: &str, name: &str) -> Outcome<bool> {
        Ok(is_true(&self.script(BY_NAME, &[json!(role), json!(name)]).await?))
    }

    /// Waits until the page shows `text` somewhere.
    ///
    /// # Errors
    /// When it does not within [`PATIENCE`].
    pub async fn shows(&self, text: &str) -> Outcome {
        let shown = poll::until(&format!("the text \"{text}\""), PATIENCE, async || {
            Ok(in_one_line(&self.text().await?).contains(text).then_some(()))
        })
        .await;
        self.with_sight(shown).await
    }

    /// Adds to a failure what the page shows, where there still is one.
    async fn with_sight<T>(&self, outcome: Outcome<T>) -> Outcome<T> {
        let Err(failure) = outcome else { return outcome };
        let chosen = "return document.querySelector('[aria-selected=true]')?.innerText ?? ''";
        let (Ok(text), Ok(chosen)) = (self.text().await, self.script(chosen, &[]).await) else {
            return Err(failure);
        };
        let (text, chosen) = (in_one_line(&text), in_one_line(chosen.as_str().unwrap_or_default()));
        Err(format!("{failure}; chosen is \"{chosen}\"; the page shows: {text:.1200}").into())
    }

    /// The text a person can read.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn text(&self) -> Outcome<String> {
        Ok(self
            .script("return document.body.innerText", &[])
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Clicks an element.
    ///
    /// # Errors
    /// When it cannot be clicked.
    pub async fn click(&self, element: &Element) -> Outcome {
        self.post(&format!("element/{}/click", element.0), &json!({})).await?;
        Ok(())
    }

    /// Clicks the control with this role and name.
    ///
    /// # Errors
    /// When there is none, or it cannot be clicked.
    pub async fn press(&self, role: &str, name: &str) -> Outcome {
        let control = self.named(role, name).await?;
        self.click(&control).await
    }

    /// Types into an element.
    ///
    /// # Errors
    /// When it takes no text.
    pub async fn type_into(&self, element: &Element, text: &str) -> Outcome {
        self.post(&format!("element/{}/value", element.0), &json!({ "text": text }))
            .await?;
        Ok(())
    }

    /// Empties a text field and types into it.
    ///
    /// # Errors
    /// When it takes no text.
    pub async fn fill(&self, element: &Element, text: &str) -> Outcome {
        self.post(&format!("element/{}/clear", element.0), &json!({})).await?;
        self.type_into(element, text).await
    }

    /// Presses keys one after the other, as on a keyboard; [`key::CONTROL`] and [`key::ALT`] are held until
    /// the end.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn keys(&self, keys: &[&str]) -> Outcome {
        let mut actions = Vec::new();
        let mut held = Vec::new();
        for key in keys {
            actions.push(json!({ "type": "keyDown", "value": key }));
            if [key::CONTROL, key::ALT].contains(key) {
                held.push(*key);
            } else {
                actions.push(json!({ "type": "keyUp", "value": key }));
            }
        }
        actions.extend(held.iter().map(|key| json!({ "type": "keyUp", "value": key })));
        self.post(
            "actions",
            &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }),
        )
        .await?;
        Ok(())
    }

    /// Sets the window's outer size.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        self.post(
            "window/rect",
            &json!({ "x": 0, "y": 0, "width": width, "height": height }),
        )
        .await?;
        Ok(())
    }

    /// Width and height of the page, in pixels.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn size(&self) -> Outcome<[u64; 2]> {
        let size = self.script("return [innerWidth, innerHeight]", &[]).await?;
        Ok([0, 1].map(|index| size[index].as_u64().unwrap_or_default()))
    }

    /// Ends the session and with it the program.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn close(self) -> Outcome {
        call(&self.http, reqwest::Method::DELETE, &self.session, &Value::Null).await?;
        Ok(())
    }

    async fn post(&self, path: &str, body: &Value) -> Outcome<Value> {
        call(
            &self.http,
            reqwest::Method::POST,
            &format!("{}/{path}", self.session),
            body,
        )
        .await
    }
}

async fn call(http: &reqwest::Client, method: reqwest::Method, url: &str, body: &Value) -> Outcome<Value> {
    let mut request = http.request(method, url);
    if !body.is_null() {
        request = request.json(body);
    }
    let mut answer: Value = request.send().await?.json().await?;
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(code) => Err(Box::new(Refusal {
            code: code.to_owned(),
            message: value["message"].as_str().unwrap_or_default().to_owned(),
        })),
        None => Ok(value),
    }
}

fn element(value: &Value) -> Outcome<Element> {
    let id = value[ELEMENT]
        .as_str()
        .ok_or_else(|| Failure::from("the script returned no element"))?;
    Ok(Element(id.to_owned()))
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
