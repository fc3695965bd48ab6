//! The demo: Postroom on an Instagram that runs inside the program, or on a simulator that runs already.

use std::fs;
use std::io;
use std::sync::Arc;

use instagram::AppSecret;
use postroom_core::media::hosts::{DemoHost, MediaHost};
use postroom_core::{App, Problem};
use simulator::{Options, SimClock, Simulator, WorldSize};
use tokio::sync::Mutex;
use url::{Host, Url};

use crate::identity::Folders;

/// Names a simulator that runs already, such as `http://127.0.0.1:4000/`. Looked at by the demo alone.
const SIMULATOR: &str = "POSTROOM_SIMULATOR";

/// The Meta app every simulator knows.
const APP_ID: &str = "1290477053441186";
/// Its secret. It opens nothing but simulators.
const APP_SECRET: &str = "5a1d0c7be94f42d6a38e617f02cb9d54";
/// Where every simulator serves the redirect page.
const REDIRECT_PATH: &str = "/redirect";

/// Starts this program once more, as the demo, and leaves it to itself.
///
/// # Errors
/// When the program's own file cannot be found or started.
pub(crate) fn start_beside() -> io::Result<()> {
    std::process::Command::new(std::env::current_exe()?)
        .arg("--demo")
        .spawn()
        .map(drop)
}

/// The demo's Instagram.
pub(crate) struct Demo {
    base: Url,
    // Ours to end; `None` when it runs outside, or has ended.
    simulator: Mutex<Option<Simulator>>,
}

impl Demo {
    /// Uses the simulator named by the environment, or starts one.
    ///
    /// # Errors
    /// When the named address is not on this machine, or no simulator can be started.
    pub(crate) async fn start(scheme: &str, folders: &Folders) -> io::Result<Self> {
        if let Some(address) = std::env::var_os(SIMULATOR).filter(|address| !address.is_empty()) {
            return Ok(Self {
                base: outside(&address.to_string_lossy())?,
                simulator: Mutex::new(None),
            });
        }
        // This world lives in memory, so what was read of the last one belongs to nothing.
        forget_last_world(folders)?;
        let simulator = Simulator::start(Options {
            seed: 1,
            size: WorldSize::Demo,
            live: true,
            clock: SimClock::real(),
            redirect_scheme: scheme.to_owned(),
            ..Options::default()
        })
        .await?;
        Ok(Self {
            base: simulator.base_url(),
            simulator: Mutex::new(Some(simulator)),
        })
    }

    /// The root of the simulator.
    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    /// The demo's media host: the simulator's own web space.
    pub(crate) fn media_host(&self) -> Result<Arc<dyn MediaHost>, Problem> {
        let host = DemoHost::new(self.base.clone()).map_err(Problem::from)?;
        Ok(Arc::new(host))
    }

    /// Puts the demo's Meta app in place, so that connecting needs nothing but a yes in the browser.
    ///
    /// # Errors
    /// When the keychain is locked or missing, or the database refuses.
    pub(crate) async fn set_up(&self, app: &App) -> Result<(), Problem> {
        let mut redirect_uri = self.base.clone();
        redirect_uri.set_path(REDIRECT_PATH);
        app.accounts().remember_app(APP_ID, redirect_uri.as_str()).await?;
        app.accounts()
            .login()
            .keep_app_secret(APP_ID, AppSecret::new(APP_SECRET.to_owned()))
            .await
    }

    /// Ends the simulator, if it is ours.
    pub(crate) async fn stop(&self) {
        if let Some(simulator) = self.simulator.lock().await.take() {
            simulator.stop().await;
        }
    }
}

/// The address of a simulator outside the program; only this machine is accepted.
fn outside(address: &str) -> io::Result<Url> {
    let url = Url::parse(address).ok().filter(|url| {
        let is_here = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        is_here && url.scheme() == "http"
    });
    url.ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("{SIMULATOR} must look like http://127.0.0.1:4000/"),
        )
    })
}

/// Removes what the last demo left. The caller owns the folders.
fn forget_last_world(folders: &Folders) -> io::Result<()> {
    for folder in [&folders.data, &folders.cache] {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(postroom_core::DATABASE_FILE) {
                fs::remove_file(entry.path())?;
            } else if name == "pictures" && entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[tokio::test]
    async fn the_demo_knows_the_simulator_s_app() {
        let simulator = Simulator::start(Options::default()).await.unwrap();
        assert_eq!(simulator.app_id(), APP_ID);
        assert_eq!(simulator.app_secret(), APP_SECRET);
        assert_eq!(simulator.redirect_uri().path(), REDIRECT_PATH);
        simulator.stop().await;
    }

    #[test]
    fn a_simulator_outside_must_be_on_this_machine() {
        for good in ["http://127.0.0.1:4000/", "http://localhost:1/", "http://[::1]:4000/"] {
            assert!(outside(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "127.0.0.1:4000",
            "https://127.0.0.1:4000/",
            "http://example.org/",
            "http://10.0.0.1:4000/",
        ] {
            assert!(outside(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_new_demo_keeps_nothing_of_the_last_world() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        let folders = Folders {
            data: at("data"),
            cache: at("cache"),
            state: at("state"),
            web: at("web"),
            logs: at("logs"),
            config: at("config"),
        };
        forget_last_world(&folders).unwrap();
        fs::create_dir_all(folders.cache.join("pictures")).unwrap();
        fs::create_dir_all(&folders.data).unwrap();
        for name in ["postroom.db", "postroom.db-wal", "owner.lock"] {
            fs::write(folders.data.join(name), "x").unwrap();
        }
        forget_last_world(&folders).unwrap();
        let left: Vec<_> = fs::read_dir(&folders.data)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left, ["owner.lock"]);
        assert!(!folders.cache.join("pictures").exists());
    }
}
