//! What a person set on this machine: each setting is one value under its name, with a default until it is set.

mod key_map;

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Store, StoreError, meta};

pub use key_map::{KeyMap, Settings};

/// The name of the rules of notifications.
pub(crate) const NOTIFICATIONS: &str = "notifications";

/// The name of the key map.
pub(crate) const KEYS: &str = "key_map";

/// A setting; its default where none is stored, or where what is stored cannot be read by this program.
pub(crate) async fn read<T: DeserializeOwned + Default>(store: &Store, name: &str) -> Result<T, StoreError> {
    let text = meta::get(store, name).await?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// Stores a setting.
pub(crate) async fn write<T: Serialize>(store: &Store, name: &str, value: &T) -> Result<(), StoreError> {
    let text = serde_json::json!(value).to_string();
    let mut tx = store.write().await?;
    meta::set(&mut tx, name, &text).await?;
    tx.commit().await
}
