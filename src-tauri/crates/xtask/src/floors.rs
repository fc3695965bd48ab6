//! The floors of the house (ARCHITECTURE.md), as tests: which crate may use which, and who may name what.
//!
//! `instagram` ← `store` ← `core` ← shell. The simulator and xtask stand apart; only the shell's demo and the tests may
//! start the simulator, and the tests never link the shell or the web view.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::repo;

/// Each package of the workspace, and the workspace packages it may depend on.
const FLOORS: &[(&str, &[&str])] = &[
    ("postroom-instagram", &[]),
    ("postroom-store", &["postroom-instagram"]),
    ("postroom-core", &["postroom-instagram", "postroom-store"]),
    (
        "postroom",
        &[
            "postroom-instagram",
            "postroom-store",
            "postroom-core",
            "instagram-simulator",
        ],
    ),
    ("instagram-simulator", &[]),
    ("xtask", &[]),
    (
        "postroom-tests",
        &[
            "postroom-instagram",
            "postroom-store",
            "postroom-core",
            "instagram-simulator",
        ],
    ),
    ("postroom-contract", &["postroom-instagram", "instagram-simulator"]),
    (
        "postroom-bench",
        &[
            "postroom-instagram",
            "postroom-store",
            "postroom-core",
            "instagram-simulator",
            "postroom-tests",
        ],
    ),
];

/// Families of outside crates, and the packages that may name them.
const RESERVED: &[(&[&str], &[&str])] = &[
    (&["tauri", "wry", "tao", "webkit2gtk"], &["postroom"]),
    // The bench measures the store against SQLite by itself.
    (
        &["sqlx", "libsqlite3-sys", "rusqlite"],
        &["postroom-store", "postroom-bench"],
    ),
    (
        &["reqwest", "axum", "hyper", "ureq", "isahc", "surf"],
        &[
            "postroom-instagram",
            "postroom-core",
            "instagram-simulator",
            "postroom-tests",
            "postroom-contract",
            "postroom-bench",
        ],
    ),
    (&["rusty-s3", "s3s"], &["postroom-core"]),
    (&["oauth2"], &["postroom-instagram"]),
    (&["keyring"], &["postroom-core"]),
];

/// A package and everything it declares, whatever the kind (normal, build, dev) or platform.
struct Package {
    name: String,
    dependencies: Vec<String>,
}

#[test]
fn every_dependency_stays_on_its_floor() {
    let metadata = repo::metadata().expect("cargo knows the workspace");
    let packages = packages(&metadata);
    assert_eq!(
        packages.len(),
        FLOORS.len(),
        "a floor for every package, a package for every floor"
    );
    assert_eq!(violations(&packages), Vec::<String>::new());
}

#[test]
fn only_the_media_folder_of_core_speaks_http() {
    let core = repo::root().join("src-tauri/crates/core/src");
    let offenders = offenders(&core, &["rs"], |file, text| {
        let in_media = file
            .strip_prefix(&core)
            .is_ok_and(|path| path.starts_with("media") || path == Path::new("media.rs"));
        let speaks = |line: &str| ["reqwest::", "rusty_s3::"].iter().any(|library| line.contains(library));
        !in_media && !is_test(file) && production_lines(text).any(speaks)
    });
    assert_eq!(
        offenders,
        Vec::<PathBuf>::new(),
        "`core` reaches the network through `instagram` and `media` alone"
    );
}

#[test]
fn only_the_host_folder_imports_tauri_s_packages() {
    let ui = repo::ui().join("src");
    let offenders = offenders(&ui, &["ts", "tsx", "mts", "js"], |file, text| {
        !file.starts_with(ui.join("host")) && text.contains("@tauri-apps")
    });
    assert_eq!(
        offenders,
        Vec::<PathBuf>::new(),
        "pages reach the program through ui/src/host"
    );
}

#[test]
fn only_the_endpoints_spell_instagram_s_hosts() {
    const HOSTS: &[&str] = &[
        "www.instagram.com",
        "api.instagram.com",
        "graph.instagram.com",
        "graph.facebook.com",
    ];
    let root = repo::root();
    let endpoints = root.join("src-tauri/crates/instagram/src/endpoints/mod.rs");
    let spells = |file: &Path, text: &str| {
        file != endpoints
            && !is_test(file)
            && production_lines(text).any(|line| HOSTS.iter().any(|host| line.contains(host)))
    };
    let mut found = Vec::new();
    for folder in [
        "src-tauri/src",
        "src-tauri/crates/instagram/src",
        "src-tauri/crates/store/src",
    ] {
        found.extend(offenders(&root.join(folder), &["rs"], spells));
    }
    found.extend(offenders(&root.join("src-tauri/crates/core/src"), &["rs"], spells));
    found.extend(offenders(&root.join("ui/src"), &["ts", "tsx"], spells));
    assert_eq!(found, Vec::<PathBuf>::new(), "hosts are data: `Endpoints`");
}

/// What the graph does that no floor allows, one sentence each.
fn violations(packages: &[Package]) -> Vec<String> {
    let mut found = Vec::new();
    for package in packages {
        let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == package.name) else {
            found.push(format!("{} has no floor", package.name));
            continue;
        };
        for dependency in &package.dependencies {
            let in_workspace = packages.iter().any(|other| &other.name == dependency);
            if in_workspace && !allowed.contains(&dependency.as_str()) {
                found.push(format!("{} may not depend on {dependency}", package.name));
            }
            for (family, owners) in RESERVED {
                if family.iter().any(|name| is_of_family(dependency, name)) && !owners.contains(&package.name.as_str())
                {
                    found.push(format!("{} may not name {dependency}", package.name));
                }
            }
        }
    }
    found
}

/// Whether `name` is `family` itself or one of its companions, as `tauri-plugin-opener` is of `tauri`.
fn is_of_family(name: &str, family: &str) -> bool {
    name.strip_prefix(family)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

fn packages(metadata: &Value) -> Vec<Package> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    list(&metadata["packages"])
        .iter()
        .map(|package| Package {
            name: package["name"].as_str().unwrap_or_default().to_owned(),
            dependencies: list(&package["dependencies"])
                .iter()
                .filter_map(|dependency| dependency["name"].as_str().map(str::to_owned))
                .collect(),
        })
        .collect()
}

/// The lines of a Rust or TypeScript file that are neither comments nor below the mark of its test module.
fn production_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| {
            !line.trim_start().starts_with("#[cfg(test)]") && !line.trim_start().starts_with("#[cfg(all(test")
        })
        .filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().starts_with('*'))
}

/// Whether a file serves tests alone, by its name or its folder.
fn is_test(file: &Path) -> bool {
    if file
        .components()
        .any(|part| part.as_os_str() == "fake" || part.as_os_str() == "test")
    {
        return true;
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    stem.ends_with(".test") || stem.ends_with("_test") || stem.ends_with("_tests") || stem == "tests"
}

/// The files below `folder` with one of the `extensions` for which `offends` holds.
fn offenders(folder: &Path, extensions: &[&str], offends: impl Fn(&Path, &str) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|end| extensions.iter().any(|wanted| end == *wanted))
            {
                seen += 1;
                if offends(&path, &fs::read_to_string(&path).expect("the source is UTF-8")) {
                    found.push(path);
                }
            }
        }
    }
    assert!(
        seen > 0,
        "{} holds no source: the scan looked in the wrong place",
        folder.display()
    );
    found.sort();
    found
}

mod the_checker {
    use super::*;

    fn package(name: &str, dependencies: &[&str]) -> Package {
        Package {
            name: name.to_owned(),
            dependencies: dependencies.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    #[test]
    fn passes_the_floors_as_designed() {
        let house = [
            package("postroom-instagram", &["reqwest", "oauth2", "serde"]),
            package("postroom-store", &["postroom-instagram", "sqlx"]),
            package(
                "postroom-core",
                &["postroom-instagram", "postroom-store", "reqwest", "keyring"],
            ),
            package(
                "postroom",
                &["postroom-core", "instagram-simulator", "tauri", "tauri-plugin-opener"],
            ),
            package("instagram-simulator", &["axum"]),
            package("postroom-tests", &["postroom-core", "instagram-simulator", "reqwest"]),
        ];
        assert_eq!(violations(&house), Vec::<String>::new());
    }

    #[test]
    fn refuses_every_edge_between_floors_that_is_not_named() {
        for (name, allowed) in FLOORS {
            for (other, _) in FLOORS {
                let graph = [package(name, &[other]), package(other, &[])];
                assert_eq!(
                    violations(&graph).is_empty(),
                    allowed.contains(other),
                    "the edge from {name} to {other}"
                );
            }
        }
    }

    #[test]
    fn refuses_a_reserved_crate_in_the_wrong_hands() {
        for (name, dependency) in [
            ("postroom-core", "tauri"),
            ("postroom-tests", "tauri-plugin-opener"),
            ("postroom-core", "sqlx"),
            ("postroom-store", "reqwest"),
            ("postroom", "hyper-util"),
            ("postroom-core", "oauth2"),
            ("postroom-instagram", "rusty-s3"),
            ("instagram-simulator", "s3s-fs"),
            ("postroom", "keyring"),
        ] {
            let found = violations(&[package(name, &[dependency])]);
            assert_eq!(found, [format!("{name} may not name {dependency}")]);
        }
    }

    #[test]
    fn refuses_a_package_without_a_floor() {
        assert_eq!(
            violations(&[package("postroom-extra", &[])]),
            ["postroom-extra has no floor"]
        );
    }

    #[test]
    fn takes_no_namesake_for_a_companion() {
        assert!(is_of_family("tauri-build", "tauri"));
        assert!(!is_of_family("taurine", "tauri"));
    }

    #[test]
    fn reads_neither_comments_nor_test_modules() {
        let source = "//! reqwest::\nuse a;\n    // reqwest::\n#[cfg(test)]\nmod tests { use reqwest::Client; }";
        assert_eq!(production_lines(source).collect::<Vec<_>>(), ["use a;"]);
    }
}
