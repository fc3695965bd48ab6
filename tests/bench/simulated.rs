//! The simulator as a process of its own, so that what it uses is not counted as the client's.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use instagram::{AccessToken, Endpoints};
use url::Url;

use crate::Failure;

/// The token the simulator is told to accept.
const TOKEN: &str = "bench-token";

/// A simulator that ends with this value.
pub struct Simulated {
    child: Child,
    address: Url,
}

impl Simulated {
    /// Starts one whose clock stands still and whose single post has this many comments and replies.
    ///
    /// # Errors
    /// When the program is not beside this one, or ends before it says where it is.
    pub fn start(comments: usize) -> Result<Self, Failure> {
        let program =
            std::env::current_exe()?.with_file_name(format!("instagram-simulator{}", std::env::consts::EXE_SUFFIX));
        let mut child = Command::new(&program)
            .args(["--port", "0", "--accounts", "1", "--media", "1", "--clock-speed", "0"])
            .args(["--comments", &comments.to_string(), "--token", TOKEN])
            // Every page is a call, and the simulated hour never ends.
            .args(["--allowance", "10000000"])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::Broken(format!("{}: {error}", program.display())))?;
        let output = child.stdout.take();
        let address = output.and_then(|output| {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            lines
                .into_iter()
                .find_map(|line| Url::parse(line.strip_prefix("Address")?.trim()).ok())
        });
        match address {
            Some(address) => Ok(Self { child, address }),
            None => {
                let _ = child.kill();
                let _ = child.wait();
                Err(Failure::Broken(
                    "the simulator ended before it said where it is".to_owned(),
                ))
            }
        }
    }

    /// Where it is, as a client sees it.
    pub fn endpoints(&self) -> Endpoints {
        Endpoints::on_host(&self.address)
    }

    /// A token of its account.
    pub fn token(&self) -> AccessToken {
        AccessToken::new(TOKEN)
    }
}

impl Drop for Simulated {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
