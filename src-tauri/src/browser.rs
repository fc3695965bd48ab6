//! The system's browser.

use std::process::{Command, Stdio};

use url::Url;

use crate::commands::{ErrorCode, IpcError};

/// Opens `address` in the system's browser.
///
/// On Linux `$BROWSER` goes first: `xdg-open` counts as success as soon as it has started, and outside a full desktop
/// it may open nothing, so there would be nothing to fall back on afterwards.
///
/// # Errors
/// When no program can be started.
pub(crate) fn open(address: &Url) -> Result<(), String> {
    if cfg!(target_os = "linux") {
        let browsers = std::env::var("BROWSER").unwrap_or_default();
        if browsers.split(':').any(|command| start(command, address)) {
            return Ok(());
        }
    }
    tauri_plugin_opener::open_url(address.as_str(), None::<&str>).map_err(|error| error.to_string())
}

/// Opens `link`, which came from outside, if it leads to the platform: only the host people log in on is opened.
///
/// # Errors
/// `Refused` for any other host, `Internal` when no browser can be started.
pub(crate) fn open_on_platform(link: &str, authorize: &Url) -> Result<(), IpcError> {
    let address = Url::parse(link).ok().filter(|url| is_on_platform(url, authorize));
    let address = address.ok_or_else(|| {
        IpcError::new(
            ErrorCode::Refused,
            "The address of this post does not lead to Instagram.",
            "Find the post on Instagram yourself.",
            None,
        )
    })?;
    open(&address).map_err(|detail| {
        IpcError::new(
            ErrorCode::Internal,
            "No browser could be opened.",
            "Set a default browser in the system settings.",
            Some(detail),
        )
    })
}

fn is_on_platform(address: &Url, authorize: &Url) -> bool {
    address.origin() == authorize.origin()
}

/// Starts one command of `$BROWSER` and returns whether that worked.
fn start(command: &str, address: &Url) -> bool {
    let Some((program, arguments)) = words(command, address) else {
        return false;
    };
    // What a browser prints could quote the address; nothing of it belongs on our terminal.
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return false };
    // Waited for, so that it does not stay behind as a zombie.
    std::thread::spawn(move || child.wait());
    true
}

/// The words of one command of `$BROWSER`: the address stands where `%s` is, else at the end.
fn words(command: &str, address: &Url) -> Option<(String, Vec<String>)> {
    let mut words = command.split_whitespace().map(str::to_owned);
    let program = words.next()?;
    let mut arguments: Vec<String> = words.map(|word| word.replace("%s", address.as_str())).collect();
    if !command.contains("%s") {
        arguments.push(address.to_string());
    }
    Some((program, arguments))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_address_is_one_word_whatever_it_holds() {
        let address = Url::parse("https://example.org/?a=b&c=%20;rm").unwrap();
        assert_eq!(
            words("firefox", &address).unwrap(),
            ("firefox".into(), vec![address.to_string()])
        );
        let (program, arguments) = words("run --url=%s --new", &address).unwrap();
        assert_eq!((program.as_str(), arguments.len()), ("run", 2));
        assert_eq!(arguments[0], format!("--url={address}"));
        assert_eq!(words("  ", &address), None);
    }

    #[test]
    fn only_the_platform_s_own_pages_are_opened() {
        let platform = instagram::Endpoints::instagram().authorize;
        let simulator: Url = "http://127.0.0.1:4000/oauth/authorize".parse().unwrap();
        let opens = |address: &str, authorize| is_on_platform(&Url::parse(address).unwrap(), authorize);
        assert!(opens(platform.join("/p/abc/").unwrap().as_str(), &platform));
        assert!(opens("http://127.0.0.1:4000/p/abc/", &simulator));
        for elsewhere in [
            "http://127.0.0.1:4000/p/abc/",
            "https://instagram.com.evil.example/p/abc/",
            "https://example.org/p/abc/",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ] {
            assert!(!opens(elsewhere, &platform), "{elsewhere}");
        }
        assert!(!opens("http://127.0.0.1:4001/p/abc/", &simulator));
    }
}
