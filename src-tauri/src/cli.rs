//! The command line.

use std::path::PathBuf;

use clap::Parser;

/// One inbox, one moderation queue and one composer for Instagram teams.
#[derive(Debug, Parser)]
#[command(name = "postroom", version)]
pub(crate) struct Arguments {
    /// Opens Postroom on an Instagram that runs inside it, with data, keychain entries and links of its own.
    /// Every start begins anew. POSTROOM_SIMULATOR=http://127.0.0.1:PORT/ uses a simulator that runs already, and
    /// keeps the data.
    #[arg(long)]
    pub(crate) demo: bool,

    /// Writes the TypeScript bindings of the commands and events to a file, and ends.
    #[arg(long, value_name = "FILE")]
    pub(crate) export_bindings: Option<PathBuf>,

    /// Opens no window where a tray shows the program, as the start at login does.
    #[arg(long)]
    pub(crate) hidden: bool,

    /// A link of the login, handed over by the desktop.
    #[arg(hide = true)]
    pub(crate) link: Option<String>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_link_may_stand_alone_as_desktops_pass_it() {
        let arguments = Arguments::try_parse_from(["postroom", "postroom://oauth/callback?code=a&state=b"]).unwrap();
        assert!(arguments.link.is_some() && !arguments.demo);
    }
}
