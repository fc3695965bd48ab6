//! Is every documented call there: as a type of the client, as an answer of the simulator, and as a test between them?
//!
//! The answer is the table in the client's documentation (`coverage`), written from the types, the simulator's own list
//! and the modules here. `cargo xtask coverage` writes it anew.

mod calls;
mod modules;
mod table;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use instagram::coverage::ENDPOINTS;
use instagram::{Flavour, coverage};

use calls::{Call, calls};

/// Set by `cargo xtask coverage`: the table is written instead of compared.
const WRITE: &str = "POSTROOM_WRITE_COVERAGE";

const FLAVOURS: [Flavour; 2] = [Flavour::InstagramLogin, Flavour::FacebookLogin];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn facts(file: &str) -> Vec<&'static coverage::Facts> {
    ENDPOINTS.iter().filter(|facts| facts.file == file).collect()
}

/// The flavours in which some row of the simulator answers one of the paths.
fn simulated(call: &Call) -> BTreeSet<&'static str> {
    simulator::surface()
        .iter()
        .filter(|row| {
            call.simulator
                .contains(&format!("{} {}", row.method, row.path).as_str())
        })
        .flat_map(|row| row.flavours)
        .map(|flavour| match flavour {
            simulator::Flavour::InstagramLogin => table::short(Flavour::InstagramLogin),
            simulator::Flavour::FacebookLogin => table::short(Flavour::FacebookLogin),
        })
        .collect()
}

#[test]
fn every_documented_call_has_a_type_in_the_client() {
    let mut gaps = Vec::new();
    for call in calls() {
        for file in call.client {
            let known = facts(file);
            let offered = |flavour| known.iter().any(|facts| facts.flavours.contains(flavour));
            if known.is_empty() {
                gaps.push(format!("{}: no endpoint in {file}", call.documented));
            } else if !call.flavours.iter().all(offered) {
                gaps.push(format!("{}: {file} lacks a flavour", call.documented));
            }
        }
    }
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
}

#[test]
fn every_documented_call_is_answered_by_the_simulator() {
    let mut gaps = Vec::new();
    let surface: Vec<String> = simulator::surface()
        .iter()
        .map(|row| format!("{} {}", row.method, row.path))
        .collect();
    for call in calls() {
        let unknown = call
            .simulator
            .iter()
            .filter(|path| !surface.iter().any(|row| row == *path));
        gaps.extend(unknown.map(|path| format!("{}: the simulator has no `{path}`", call.documented)));
        let answered = simulated(call);
        let lacking = call
            .flavours
            .iter()
            .filter(|flavour| !answered.contains(table::short(**flavour)));
        gaps.extend(lacking.map(|flavour| format!("{}: not simulated with {flavour:?}", call.documented)));
    }
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
}

#[test]
fn every_type_of_the_client_stands_for_a_documented_call_and_has_a_test() {
    let tested = modules::tested(&repository().join("tests/contract"));
    let mut gaps = Vec::new();
    for facts in ENDPOINTS {
        if !calls().any(|call| call.client.contains(&facts.file)) {
            gaps.push(format!("{}: {} stands for no documented call", facts.name, facts.file));
        }
        if !tested.contains(facts.file) {
            gaps.push(format!("{}: no test in tests/contract/{}.rs", facts.name, facts.file));
        }
    }
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
}

#[test]
fn the_table_in_the_documentation_is_the_present_one() {
    let file = repository().join("src-tauri/crates/instagram/COVERAGE.md");
    let now = table::written(&modules::tested(&repository().join("tests/contract")));
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&file, now).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default().replace('\r', "");
    assert!(
        committed == now,
        "COVERAGE.md is not what the types, the simulator and the tests say; write it with `cargo xtask coverage`"
    );
}

#[test]
fn the_table_has_a_row_for_every_call_of_the_client() {
    let table = table::written(&BTreeSet::new());
    for facts in ENDPOINTS {
        let row = table.lines().find(|line| line.contains(&format!("`{}`", facts.name)));
        let row = row.unwrap_or_else(|| panic!("{} has no row", facts.name));
        assert!(row.ends_with("| – |"), "without tests there is no tick: {row}");
    }
    assert!(FLAVOURS.iter().all(|flavour| table.contains(table::long(*flavour))));
}
