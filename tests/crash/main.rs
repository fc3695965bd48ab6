//! The program is killed after each written step of a reply, a hide, a delete and a post's ladder, while answers get lost
//! and reads lag; afterwards the witness must have seen exactly one effect each, and nothing may be left undone.
//!
//! `POSTROOM_CRASH_ROUNDS` says how often each step is killed (3 unless set; `cargo xtask crash` sets 20).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod child;
mod group;
mod ladder;

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::LocalSet;

use group::{ACTIONS, Action, Answer, Group, Tally};
use ladder::{LadderGroup, RUNGS};

/// Groups that run at the same time; most of their time is waiting.
const SIDE_BY_SIDE: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_action_has_exactly_one_effect_whenever_the_program_is_killed() {
    LocalSet::new().run_until(kill_at_every_step(rounds())).await;
}

async fn kill_at_every_step(rounds: usize) {
    let gate = Arc::new(Semaphore::new(SIDE_BY_SIDE));
    let mut running = Vec::new();
    for action in ACTIONS {
        for answer in Answer::ALL {
            let gate = gate.clone();
            running.push(tokio::task::spawn_local(async move {
                let _turn = gate.acquire().await.expect("the gate stays open");
                Group::prepare(action, answer).await.run(rounds).await
            }));
        }
    }
    let mut table: BTreeMap<(Action, &'static str, Answer), Tally> = BTreeMap::new();
    for group in running {
        table.extend(group.await.expect("the group ran to its end"));
    }
    print(&table, rounds);
    for ((action, step, answer), tally) in table {
        let what = format!("{} killed at {step}, {}", action.as_str(), answer.as_str());
        assert_eq!(tally.remarks, Vec::<String>::new(), "{what}");
        assert_eq!(tally.effects, tally.rounds, "{what}: one effect each");
        assert_eq!(tally.sent, tally.rounds, "{what}: nothing left undone");
        assert_eq!(tally.needs_you, 0, "{what}: no person was needed");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_post_is_published_exactly_once_whenever_the_program_is_killed() {
    LocalSet::new().run_until(kill_at_every_rung(rounds())).await;
}

async fn kill_at_every_rung(rounds: usize) {
    let gate = Arc::new(Semaphore::new(SIDE_BY_SIDE));
    let running: Vec<_> = RUNGS
        .into_iter()
        .map(|rung| {
            let gate = gate.clone();
            tokio::task::spawn_local(async move {
                let _turn = gate.acquire().await.expect("the gate stays open");
                LadderGroup::prepare(rung).await.run(rounds).await
            })
        })
        .collect();
    let mut table: BTreeMap<(&'static str, &'static str), Tally> = BTreeMap::new();
    for group in running {
        table.extend(group.await.expect("the group ran to its end"));
    }
    print_ladder(&table, rounds);
    for ((rung, step), tally) in table {
        let what = format!("{rung}, killed at {step}");
        assert_eq!(tally.remarks, Vec::<String>::new(), "{what}");
        assert_eq!(tally.effects, tally.rounds, "{what}: one post each");
        assert_eq!(tally.sent, tally.rounds, "{what}: live with its address");
    }
}

#[allow(clippy::print_stdout, reason = "the table is what a person runs this for")]
fn print_ladder(table: &BTreeMap<(&'static str, &'static str), Tally>, rounds: usize) {
    println!("\n{rounds} rounds a step of the ladder, 60 simulated seconds a second, reads up to 30 s behind");
    println!(
        "{:<22} {:<28} {:>6} {:>6} {:>6}",
        "part", "killed at", "rounds", "posts", "live"
    );
    for ((rung, step), tally) in table {
        println!(
            "{:<22} {:<28} {:>6} {:>6} {:>6}",
            rung, step, tally.rounds, tally.effects, tally.sent
        );
    }
    let kills: usize = table.values().map(|tally| tally.rounds).sum();
    let posts: usize = table.values().map(|tally| tally.effects).sum();
    println!("{kills} kills, {posts} posts");
}

fn rounds() -> usize {
    match std::env::var("POSTROOM_CRASH_ROUNDS") {
        Ok(text) => text.parse().expect("POSTROOM_CRASH_ROUNDS is a number"),
        Err(_) => 3,
    }
}

#[allow(clippy::print_stdout, reason = "the table is what a person runs this for")]
fn print(table: &BTreeMap<(Action, &'static str, Answer), Tally>, rounds: usize) {
    println!("\n{rounds} rounds a step, 60 simulated seconds a second, reads up to 30 s behind");
    println!(
        "{:<8} {:<10} {:<24} {:>6} {:>8} {:>6} {:>10}",
        "action", "killed at", "answer", "rounds", "effects", "sent", "needs you"
    );
    for ((action, step, answer), tally) in table {
        println!(
            "{:<8} {:<10} {:<24} {:>6} {:>8} {:>6} {:>10}",
            action.as_str(),
            step,
            answer.as_str(),
            tally.rounds,
            tally.effects,
            tally.sent,
            tally.needs_you
        );
    }
    let kills: usize = table.values().map(|tally| tally.rounds).sum();
    let effects: usize = table.values().map(|tally| tally.effects).sum();
    println!("{kills} kills, {effects} effects");
}
