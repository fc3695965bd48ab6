//! What the commands and the window share.

use std::sync::Arc;

use instagram::Endpoints;
use postroom_core::App;

use crate::commands::IpcError;
use crate::demo::Demo;
use crate::drops::Drops;
use crate::farewell::Farewell;
use crate::identity::Identity;
use crate::notices::Notices;
use crate::opening::Openings;
use crate::quit::Quit;
use crate::tray::Tray;

/// The running program.
pub(crate) struct Shell {
    /// Who it is.
    pub(crate) identity: Identity,
    /// The hosts in use.
    pub(crate) endpoints: Endpoints,
    /// The demo's Instagram.
    pub(crate) demo: Option<Demo>,
    /// Files dropped on the window.
    pub(crate) drops: Drops,
    /// Sentences for the page.
    pub(crate) notices: Notices,
    /// Where the page is to go.
    pub(crate) openings: Openings,
    /// The icon in the tray.
    pub(crate) tray: Tray,
    /// The end of the program.
    pub(crate) quit: Quit,
    /// The page's last words before it.
    pub(crate) farewell: Farewell,
    core: Result<Arc<App>, IpcError>,
}

impl Shell {
    /// A shell around a core that runs, or around the reason why it does not.
    pub(crate) fn new(
        identity: Identity,
        endpoints: Endpoints,
        demo: Option<Demo>,
        core: Result<Arc<App>, IpcError>,
    ) -> Self {
        Self {
            identity,
            endpoints,
            demo,
            drops: Drops::default(),
            notices: Notices::new(),
            openings: Openings::new(),
            tray: Tray::default(),
            quit: Quit::new(),
            farewell: Farewell::default(),
            core,
        }
    }

    /// The core.
    ///
    /// # Errors
    /// Why it could not start.
    pub(crate) fn app(&self) -> Result<&Arc<App>, IpcError> {
        self.core.as_ref().map_err(Clone::clone)
    }
}
