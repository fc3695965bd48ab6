//! Lists that people keep under a name of their own.

use store::saved_views::{self, LONGEST_NAME, SavedView, Shown};
use store::views::{self, Filter, Held};
use uuid::Uuid;

use super::{Inbox, Typed, decide::precondition};
use crate::problem::Problem;
use crate::stale::Tag;

impl Inbox {
    /// The kept lists in their order.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn saved_views(&self) -> Result<Vec<SavedView>, Problem> {
        Ok(saved_views::list(&self.context.store).await?)
    }

    /// How many rows each kept list has, in their order; `None` for one whose line cannot be used any more.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn saved_counts(&self) -> Result<Vec<(Uuid, Option<usize>)>, Problem> {
        let mut counts = Vec::new();
        for SavedView { uid, shown, .. } in self.saved_views().await? {
            counts.push((uid, self.count(&shown).await?));
        }
        Ok(counts)
    }

    async fn count(&self, shown: &Shown) -> Result<Option<usize>, Problem> {
        let typed = Typed {
            line: &shown.line,
            search: "",
        };
        let Ok((conditions, query)) = self.asked(typed) else {
            return Ok(None);
        };
        let filter = Filter {
            view: shown.view,
            accounts: shown.accounts.clone(),
            order: shown.order,
            typed: conditions,
        };
        let store = &self.context.store;
        if query.is_empty() {
            return Ok(Some(views::count(store, &filter).await?));
        }
        let hits = store::search::hits(store, &query).await?;
        let list = views::open(store, &filter).await?.rows;
        Ok(Some(
            views::narrow(store, &filter, &hits, &list, &Held::default())
                .await?
                .len(),
        ))
    }

    /// Keeps a list under a name.
    ///
    /// # Errors
    /// `Precondition` for a name that is empty or too long, and for a line that cannot be used.
    pub async fn save_view(&self, name: &str, shown: &Shown) -> Result<Uuid, Problem> {
        let name = checked(name)?;
        self.check_line(shown)?;
        let mut tx = self.context.store.write().await?;
        let uid = saved_views::add(&mut tx, name, shown, self.context.clock.now()).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::SavedViews);
        Ok(uid)
    }

    /// Gives a kept list another name.
    ///
    /// # Errors
    /// `NotFound`; `Precondition` for a name that is empty or too long.
    pub async fn rename_view(&self, uid: Uuid, name: &str) -> Result<(), Problem> {
        let name = checked(name)?;
        let mut tx = self.context.store.write().await?;
        saved_views::rename(&mut tx, uid, name).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::SavedViews);
        Ok(())
    }

    /// Lets a kept list show what is on screen now.
    ///
    /// # Errors
    /// `NotFound`; `Precondition` for a line that cannot be used.
    pub async fn update_view(&self, uid: Uuid, shown: &Shown) -> Result<(), Problem> {
        self.check_line(shown)?;
        let mut tx = self.context.store.write().await?;
        saved_views::set_shown(&mut tx, uid, shown).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::SavedViews);
        Ok(())
    }

    /// Puts the kept lists into this order.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn order_views(&self, order: &[Uuid]) -> Result<(), Problem> {
        let mut tx = self.context.store.write().await?;
        saved_views::set_order(&mut tx, order).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::SavedViews);
        Ok(())
    }

    /// Lets a kept list go. What it showed stays where it is.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn remove_view(&self, uid: Uuid) -> Result<(), Problem> {
        let mut tx = self.context.store.write().await?;
        saved_views::remove(&mut tx, uid).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::SavedViews);
        Ok(())
    }

    fn check_line(&self, shown: &Shown) -> Result<(), Problem> {
        let typed = Typed {
            line: &shown.line,
            search: "",
        };
        self.asked(typed).map(drop)
    }
}

fn checked(name: &str) -> Result<&str, Problem> {
    let name = name.trim();
    if name.is_empty() {
        return Err(precondition("The view needs a name.", "Write one, then save."));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(precondition(
            "This name is too long.",
            &format!("Shorten it to {LONGEST_NAME} characters."),
        ));
    }
    Ok(name)
}
