//! Which endpoints have contract tests, found in the sources: `comments/list_comments.rs`, or a module `list_comments`
//! inside `comments.rs` or `comments/mod.rs`, with at least one test in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The tested endpoints by the file they have in the client, such as `comments/list_comments`.
pub fn tested(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(folder, "", &mut found);
    found
}

fn collect(folder: &Path, area: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            collect(&path, &format!("{area}{name}/"), found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let place = if name == "mod" {
                area.to_owned()
            } else {
                format!("{area}{name}/")
            };
            found.extend(inline(&source).iter().map(|module| format!("{place}{module}")));
            if name != "mod" && has_test(&source) {
                found.insert(format!("{area}{name}"));
            }
        }
    }
}

fn has_test(source: &str) -> bool {
    source
        .lines()
        .any(|line| line.trim_start().starts_with("#[tokio::test") || line.trim() == "#[test]")
}

/// The modules that stand in this source with their tests.
fn inline(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("\nmod ") {
        let rest = &source[at + 5..];
        let Some((name, body)) = rest.split_once(" {\n") else {
            continue;
        };
        let body = format!("\n{body}");
        let body = body.split("\n}\n").next().unwrap_or_default();
        if !name.contains(|c: char| !c.is_alphanumeric() && c != '_') && has_test(body) {
            found.push(name);
        }
    }
    found
}

#[test]
fn modules_are_found_where_they_have_tests() {
    let source = "//! x\n\nmod list_comments {\n    #[tokio::test]\n    async fn a() {}\n}\n\nmod empty {\n}\n\nmod other;\n\nmod get_me {\n    #[test]\n    fn b() {}\n}\n";
    assert_eq!(inline(source), ["list_comments", "get_me"]);
    let here = tested(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(here.contains("comments/list_comments") && here.contains("every_code"));
    assert!(!here.contains("comments/mod") && !here.contains("office"));
}
