//! The simulator as a program: starts one, says how to reach it, runs until it is interrupted.
#![allow(
    clippy::print_stdout,
    reason = "what a person needs to use the program is its output"
)]

mod program;

use std::io;

use clap::CommandFactory;
use clap::error::ErrorKind;
use simulator::Simulator;

use program::{Arguments, greeting};

#[tokio::main]
async fn main() -> io::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(io::stderr)
        .init();
    let arguments = Arguments::read();
    let faults = match arguments.read_faults() {
        Ok(faults) => faults,
        Err(problem) => refuse(&problem),
    };
    let simulator = match Simulator::start(arguments.options()).await {
        Ok(simulator) => simulator,
        Err(problem) => match port_problem(problem.kind()) {
            Some(why) => refuse(&format!("--port {}: {why}", arguments.port)),
            None => return Err(problem),
        },
    };
    for uri in &arguments.redirect_uri {
        simulator.register_redirect_uri(uri);
    }
    for token in &arguments.token {
        if let Err(name) = simulator.accept_token(&token.text, &token.scopes) {
            refuse(&format!(
                "--token {}=…: {name} is no permission of the platform",
                token.text
            ));
        }
    }
    faults.into_iter().for_each(|fault| simulator.faults().add(fault));
    simulator.set_language(arguments.language.into());
    print!("{}", greeting(&simulator, &arguments.token));
    tokio::signal::ctrl_c().await?;
    simulator.stop().await;
    Ok(())
}

/// What is wrong with the port, when it is the port.
fn port_problem(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::AddrInUse => Some("address already in use"),
        io::ErrorKind::AddrNotAvailable => Some("address not available"),
        io::ErrorKind::PermissionDenied => Some("permission denied"),
        _ => None,
    }
}

/// Ends the program as for any other wrong switch.
fn refuse(problem: &str) -> ! {
    Arguments::command().error(ErrorKind::ValueValidation, problem).exit()
}
