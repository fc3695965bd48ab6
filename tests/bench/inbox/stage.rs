//! The windows: Postroom on the world, the reference window and the empty one, each on the same desktop of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use postroom_tests::desktop::{Desktop, Keychain, Scheme};
use postroom_tests::walk::repository;
use postroom_tests::webdriver::{Driver, Window};
use postroom_tests::{Outcome, poll};
use simulator::Simulator;

use super::screen::Area;
use super::world::World;

/// The identity of a release build: its folders and its keychain entries.
pub const IDENTITY: &str = "org.postroom.desktop";

/// How long a window may take to end.
const END: Duration = Duration::from_secs(20);

/// A page that only has a colour.
const EMPTY: &str = "<!doctype html><title>Nothing</title><body bgcolor=\"#3355aa\"></body>";

/// A kind of window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The program on the world.
    Postroom,
    /// Twenty rows without a database.
    Reference,
    /// Nothing.
    Empty,
}

/// Where they are shown.
pub struct Stage {
    desktop: Desktop,
    empty: PathBuf,
    _simulator: Arc<Simulator>,
}

/// A window that a driver holds.
pub struct Held {
    /// The window.
    pub window: Window,
    _driver: Driver,
}

impl Stage {
    /// Sets the desktop up with the world in the program's data folder and its logins in the keychain.
    ///
    /// # Errors
    /// When something is not installed or built.
    pub async fn set_up(world: &World) -> Outcome<Self> {
        let desktop = Desktop::start(Keychain::Unlocked).await?;
        let (data, config) = (
            desktop.folder().join("data").join(IDENTITY),
            desktop.folder().join("config").join(IDENTITY),
        );
        fs::create_dir_all(&data)?;
        fs::create_dir_all(&config)?;
        fs::copy(world.database(), data.join(postroom_core::DATABASE_FILE))?;
        fs::write(
            config.join("endpoints.json"),
            serde_json::to_string(&world.endpoints())?,
        )?;
        for (account, token) in world.tokens() {
            let kept = desktop
                .command(&std::env::current_exe()?.to_string_lossy())
                .args(["--keep-token", account.as_str(), token.expose()])
                .status()
                .await?;
            if !kept.success() {
                return Err("the keychain took no login".into());
            }
        }
        let empty = desktop.folder().join("empty");
        fs::create_dir_all(&empty)?;
        fs::write(empty.join("index.html"), EMPTY)?;
        Ok(Self {
            desktop,
            empty,
            _simulator: world.simulator.clone(),
        })
    }

    /// Starts a window as a person does; when it was asked for.
    ///
    /// # Errors
    /// When it is not built.
    pub async fn start(&self, kind: Kind) -> Outcome<Instant> {
        let program = program(kind)?;
        let mut command = self.desktop.command(&program.to_string_lossy());
        command
            .args(self.page(kind)?)
            .envs(self.desktop.environment(Scheme::Light))
            .kill_on_drop(false)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let begin = Instant::now();
        command.spawn()?;
        Ok(begin)
    }

    /// Asks every window of this kind to end, and waits until it has.
    ///
    /// # Errors
    /// When it stays.
    pub async fn end(&self, kind: Kind) -> Outcome {
        let program = program(kind)?;
        for process in self.processes(&program)? {
            self.desktop.command("kill").arg(process.to_string()).status().await?;
        }
        poll::until("the window to end", END, async || {
            Ok(self.processes(&program)?.is_empty().then_some(()))
        })
        .await
    }

    /// Starts a window in the hands of a driver.
    ///
    /// # Errors
    /// When it shows no row.
    pub async fn hold(&self, kind: Kind) -> Outcome<Held> {
        let driver = Driver::start(&self.desktop.environment(Scheme::Light)).await?;
        let page = self.page(kind)?;
        let page: Vec<&str> = page.iter().map(String::as_str).collect();
        let window = driver.open(&program(kind)?, &page).await?;
        window.css("[role=option]:not([aria-busy]) bdi").await?;
        Ok(Held {
            window,
            _driver: driver,
        })
    }

    /// Lets a held window go.
    ///
    /// # Errors
    /// When it stays.
    pub async fn release(&self, held: Held, kind: Kind) -> Outcome {
        held.window.close().await?;
        self.end(kind).await
    }

    /// Memory of a window with all its processes, in bytes: what each holds alone, and its share of what several hold.
    ///
    /// # Errors
    /// When there is no such window.
    pub fn memory(&self, kind: Kind) -> Outcome<u64> {
        let mut family = self.processes(&program(kind)?)?;
        let parents = parents()?;
        let mut place = 0;
        while place < family.len() {
            let children = parents.iter().filter(|(_, parent)| *parent == family[place]);
            let new: Vec<u32> = children
                .map(|(child, _)| *child)
                .filter(|child| !family.contains(child))
                .collect();
            family.extend(new);
            place += 1;
        }
        let held: Vec<u64> = family.iter().filter_map(|process| proportional(*process)).collect();
        if held.is_empty() {
            return Err("there is no such window".into());
        }
        Ok(held.iter().sum())
    }

    fn page(&self, kind: Kind) -> Outcome<Vec<String>> {
        let folder = match kind {
            Kind::Postroom => return Ok(Vec::new()),
            Kind::Reference => repository().join("ui/reference/dist"),
            Kind::Empty => self.empty.clone(),
        };
        Ok(vec![folder.to_string_lossy().into_owned()])
    }

    /// The processes that run `program` on this desktop.
    fn processes(&self, program: &Path) -> Outcome<Vec<u32>> {
        let ours = self.desktop.folder().to_string_lossy().into_owned();
        let is_ours = |process: &u32| {
            let file = |name: &str| PathBuf::from(format!("/proc/{process}/{name}"));
            fs::read_link(file("exe")).is_ok_and(|exe| exe == program)
                && fs::read(file("environ")).is_ok_and(|all| String::from_utf8_lossy(&all).contains(&ours))
        };
        Ok(numbers_in_proc()?.filter(is_ours).collect())
    }
}

/// Where the first row of a held window begins: name and words, without what changes with the time.
///
/// # Errors
/// When there is no row.
pub async fn first_row(window: &Window) -> Outcome<Area> {
    let place = window
        .script(
            "const row = document.querySelector('[role=option]'), name = row.querySelector('bdi').getBoundingClientRect();
             const { top, height } = row.getBoundingClientRect();
             return [name.left, top + 4, 160, height - 8].map(Math.round);",
            &[],
        )
        .await?;
    let number = |index: usize| place[index].as_i64().ok_or("the row stands nowhere");
    Ok(Area {
        x: i16::try_from(number(0)?)?,
        y: i16::try_from(number(1)?)?,
        width: u16::try_from(number(2)?)?,
        height: u16::try_from(number(3)?)?,
    })
}

/// The program that shows a kind of window: built beside this one.
fn program(kind: Kind) -> Outcome<PathBuf> {
    let name = match kind {
        Kind::Postroom => "postroom",
        Kind::Reference | Kind::Empty => "postroom-reference",
    };
    let program = std::env::current_exe()?.with_file_name(name);
    if program.is_file() {
        Ok(fs::canonicalize(program)?)
    } else {
        Err(format!("{} is not built: run `cargo xtask bench inbox`", program.display()).into())
    }
}

fn numbers_in_proc() -> Outcome<impl Iterator<Item = u32>> {
    let entries = fs::read_dir("/proc")?;
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()))
}

/// Every process with its parent.
fn parents() -> Outcome<Vec<(u32, u32)>> {
    let parent = |process: u32| {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The name of the program stands in brackets and may hold anything.
        let (_, behind) = stat.rsplit_once(") ")?;
        behind.split(' ').nth(1)?.parse().ok()
    };
    Ok(numbers_in_proc()?
        .filter_map(|process| Some((process, parent(process)?)))
        .collect())
}

/// The proportional set size of a process, in bytes.
fn proportional(process: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
