//! How the lists of the fixed views are put together: each comes back as it was left. A kept list has an order of its own,
//! see [`store::saved_views`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::Grouping;
use store::views::{Order, View};

use super::{ARRANGEMENTS, Settings, read, read_in, write_in};
use crate::problem::Problem;

/// How a list is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// The order.
    pub order: Order,
    /// What stands together.
    pub grouping: Grouping,
}

impl Settings {
    /// How the fixed views were put together last; one that is not named is as it comes.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn arrangements(&self) -> Result<BTreeMap<View, Arrangement>, Problem> {
        Ok(read(&self.context.store, ARRANGEMENTS).await?)
    }

    /// Keeps how a fixed view is put together, over what was kept of it before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn arrange(&self, view: View, how: Arrangement) -> Result<(), Problem> {
        let mut tx = self.context.store.write().await?;
        let mut kept: BTreeMap<View, Arrangement> = read_in(&mut tx, ARRANGEMENTS).await?;
        kept.insert(view, how);
        write_in(&mut tx, ARRANGEMENTS, &kept).await?;
        Ok(tx.commit().await?)
    }
}
