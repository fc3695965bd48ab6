//! Everything that leaves the machine.
//!
//! Promised: an action is a row before it is a request; a request is written down before it is made; an
//! answer is stored together with the cached comment or message in one transaction; any doubt is *checking*, never
//! a blind second try; an answer leaves only after a fresh look at what it answers. The rules are in [`machine`], the
//! requests in `deliver`, the read-backs in `read_back`, the loop that moves rows in `worker`. Many actions of one cause
//! are a run (`runs`).

mod deliver;
mod freshness;
pub mod machine;
mod messages;
#[cfg(test)]
mod model_test;
mod queue;
mod read_back;
mod reason;
mod record;
mod rows;
mod runs;
mod worker;

pub use machine::Policy;
pub(crate) use queue::Decision;
pub use queue::{Outbox, QuitChoice};
pub use reason::Reason;
pub use rows::{ActionState, OutboxSections};
pub use runs::{RunState, UndoneRun};
pub(crate) use worker::{Grace, Worker, able, logged_in, policy as second_tries};
