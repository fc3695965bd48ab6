//! What a person set on this machine: each setting is one value under its name, with a default until it is set.

mod arrangements;
mod key_map;

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Store, StoreError, WriteTx, meta};

use crate::context::Shared;

pub use arrangements::Arrangement;
pub use key_map::KeyMap;

/// The name of the rules of notifications.
pub(crate) const NOTIFICATIONS: &str = "notifications";

/// The name of the key map.
pub(crate) const KEYS: &str = "key_map";

/// The name of how the fixed views are put together.
pub(crate) const ARRANGEMENTS: &str = "arrangements";

/// What a person set on this machine and no other part of the product keeps.
pub struct Settings {
    context: Shared,
}

impl Settings {
    pub(crate) fn new(context: Shared) -> Self {
        Self { context }
    }
}

/// A setting; its default where none is stored, or where what is stored cannot be read by this program.
pub(crate) async fn read<T: DeserializeOwned + Default>(store: &Store, name: &str) -> Result<T, StoreError> {
    Ok(understood(meta::get(store, name).await?))
}

/// As [`read`], inside a write transaction.
async fn read_in<T: DeserializeOwned + Default>(tx: &mut WriteTx, name: &str) -> Result<T, StoreError> {
    Ok(understood(meta::get_in(tx, name).await?))
}

fn understood<T: DeserializeOwned + Default>(text: Option<String>) -> T {
    text.and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Stores a setting.
pub(crate) async fn write<T: Serialize>(store: &Store, name: &str, value: &T) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    write_in(&mut tx, name, value).await?;
    tx.commit().await
}

async fn write_in<T: Serialize>(tx: &mut WriteTx, name: &str, value: &T) -> Result<(), StoreError> {
    meta::set(tx, name, &serde_json::json!(value).to_string()).await
}
