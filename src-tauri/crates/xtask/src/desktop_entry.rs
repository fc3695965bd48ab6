//! What a package's desktop entry must say so that a login comes back from the browser: without `%u` the desktop starts
//! the program but keeps the link, without the MIME type it does not know whom to start.
//! The format: <https://specifications.freedesktop.org/desktop-entry-spec/latest/>.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Failure, Outcome, run};

/// The MIME type under which desktops look for the program of a `postroom:` link.
const MIME_TYPE: &str = "x-scheme-handler/postroom";

/// Checks the one desktop entry of the package that was unpacked below `root`.
///
/// # Errors
/// When there is none or more than one, or a sentence for everything wrong with it.
pub fn check(root: &Path) -> Outcome {
    let file = find(&folder(root))?;
    let text = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
    let mut wrong = violations(&text);
    for (key, places) in [
        ("Exec", vec!["usr/bin/{}"]),
        (
            "Icon",
            vec![
                "usr/share/icons/hicolor/32x32/apps/{}.png",
                "usr/share/icons/hicolor/128x128/apps/{}.png",
            ],
        ),
    ] {
        let name = value(&text, key).and_then(|value| value.split_whitespace().next());
        for place in places {
            let named = place.replace("{}", name.unwrap_or_default());
            if !root.join(&named).is_file() {
                wrong.push(format!("its {key} needs {named}, which the package lacks"));
            }
        }
    }
    if wrong.is_empty() {
        run(Command::new("desktop-file-validate").arg(&file))
    } else {
        Err(Failure::new(format!(
            "the desktop entry {}: {}",
            file.display(),
            wrong.join("; ")
        )))
    }
}

/// Where the desktop entries of a package lie that was unpacked below `root`.
pub fn folder(root: &Path) -> PathBuf {
    root.join("usr/share/applications")
}

fn find(folder: &Path) -> Outcome<PathBuf> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.extension().is_some_and(|kind| kind == "desktop"))
        .collect();
    match (found.pop(), found.pop()) {
        (Some(file), None) => Ok(file),
        (None, _) => Err(Failure::new(format!("{} holds no desktop entry", folder.display()))),
        (Some(_), Some(_)) => Err(Failure::new(format!(
            "{} holds more than one desktop entry",
            folder.display()
        ))),
    }
}

/// What keeps a desktop from handing links over, one sentence each.
fn violations(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let takes_links = value(text, "Exec").is_some_and(|exec| exec.split_whitespace().skip(1).any(|word| word == "%u"));
    if !takes_links {
        found.push("its Exec lacks %u, so that no link would reach the program".to_owned());
    }
    let is_registered =
        value(text, "MimeType").is_some_and(|types| types.split(';').any(|kind| kind.trim() == MIME_TYPE));
    if !is_registered {
        found.push(format!("its MimeType lacks {MIME_TYPE}"));
    }
    found
}

/// The value of `key` in the entry's main group.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines()
        .map(str::trim)
        .skip_while(|line| *line != "[Desktop Entry]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .find(|(name, _)| name.trim_end() == key)
        .map(|(_, value)| value.trim_start())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use serde_json::Value;

    use super::*;
    use crate::repo;

    const GOOD: &str = "[Desktop Entry]\nType=Application\nName=Postroom\nExec=postroom %u\nIcon=postroom\n\
        MimeType=text/plain;x-scheme-handler/postroom;\n";

    #[test]
    fn an_entry_that_takes_links_passes() {
        assert_eq!(violations(GOOD), Vec::<String>::new());
    }

    #[test]
    fn an_entry_that_would_lose_the_link_is_refused() {
        for exec in ["Exec=postroom", "Exec=postroom %uu", "Exec=%u", "TryExec=postroom %u"] {
            let text = GOOD.replace("Exec=postroom %u", exec);
            let found = violations(&text);
            assert!(found.len() == 1 && found[0].contains("%u"), "{exec}: {found:?}");
        }
    }

    #[test]
    fn an_entry_that_is_not_registered_for_our_links_is_refused() {
        for kind in [
            "",
            "MimeType=x-scheme-handler/postroom-demo;",
            "[Desktop Action New]\nMimeType=x-scheme-handler/postroom;",
        ] {
            let text = GOOD.replace("MimeType=text/plain;x-scheme-handler/postroom;", kind);
            let found = violations(&text);
            assert!(found.len() == 1 && found[0].contains(MIME_TYPE), "{kind}: {found:?}");
        }
    }

    #[test]
    fn both_packages_are_made_from_a_template_that_takes_links() {
        let configuration = fs::read_to_string(repo::root().join("tauri.conf.json")).expect("readable");
        let configuration: Value = serde_json::from_str(&configuration).expect("JSON");
        for package in ["deb", "rpm"] {
            let template = configuration["bundle"]["linux"][package]["desktopTemplate"]
                .as_str()
                .expect("a template");
            let text = fs::read_to_string(repo::root().join(template)).expect("readable");
            // As the packager fills it in.
            let entry = text.replace("{{exec}}", "postroom").replace("{{mime_type}}", MIME_TYPE);
            assert_eq!(violations(&entry), Vec::<String>::new(), "{template}");
        }
        let schemes = &configuration["plugins"]["deep-link"]["desktop"]["schemes"];
        let types: Vec<String> = schemes
            .as_array()
            .expect("schemes")
            .iter()
            .map(|scheme| format!("x-scheme-handler/{}", scheme.as_str().expect("text")))
            .collect();
        assert_eq!(types, [MIME_TYPE], "what the packager puts for {{{{mime_type}}}}");
    }
}
