//! The write transaction.

use sqlx::{Sqlite, SqliteConnection, Transaction};

use crate::StoreError;

/// A write transaction: everything in it happens, or nothing does. Dropping it without [`WriteTx::commit`] undoes it.
#[derive(Debug)]
pub struct WriteTx {
    transaction: Transaction<'static, Sqlite>,
    #[cfg_attr(
        not(feature = "queries"),
        expect(dead_code, reason = "only the queries change items")
    )]
    change: Option<i64>,
}

impl WriteTx {
    pub(crate) fn new(transaction: Transaction<'static, Sqlite>) -> Self {
        Self {
            transaction,
            change: None,
        }
    }

    /// Makes everything permanent: when this returns, it survives a power cut.
    ///
    /// # Errors
    /// [`StoreError::Sql`] when the disk refuses; nothing was changed then.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }

    #[cfg_attr(not(feature = "queries"), expect(dead_code, reason = "only the queries read"))]
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }

    /// The change sequence of this transaction: taken at its first change of an item row, the same for all of them.
    #[cfg(feature = "queries")]
    pub(crate) async fn change_seq(&mut self) -> Result<i64, StoreError> {
        if let Some(seq) = self.change {
            return Ok(seq);
        }
        let seq = sqlx::query_scalar!(
            r#"UPDATE change_counter SET value = value + 1 WHERE id = 1 RETURNING value AS "value!""#
        )
        .fetch_one(self.connection())
        .await?;
        self.change = Some(seq);
        Ok(seq)
    }
}
