//! What stands behind the accounts on Facebook's side: a Page each, the person who manages them, and a business.

use super::ids::IdSpace;
use super::state::{World, number};
use crate::oauth::Flavour;

/// How the person gets at a Page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// By a role of their own.
    Role,
    /// By a role of their own, and through the business as an agency's client.
    Client,
    /// Through the business alone, which the list of Pages leaves out.
    Business,
}

impl World {
    /// Pages: one an account, and one without.
    pub(crate) fn pages(&self) -> u32 {
        self.accounts.len() as u32 + 1
    }

    /// The account linked to a Page; the last Page has none.
    pub(crate) fn account_of_page(&self, page: u32) -> Option<u32> {
        ((page as usize) < self.accounts.len()).then_some(page)
    }

    pub(crate) fn page_id(&self, page: u32) -> String {
        IdSpace::pages(self.seed).id(u64::from(page)).to_string()
    }

    pub(crate) fn page_by_id(&self, id: &str) -> Option<u32> {
        let index = IdSpace::pages(self.seed).index(number(id)?)?;
        (index < u64::from(self.pages())).then_some(index as u32)
    }

    pub(crate) fn page_name(&self, page: u32) -> String {
        match self.accounts.get(page as usize) {
            Some(account) => account.name.clone(),
            None => "Weekend Bread Club".to_owned(),
        }
    }

    /// Fans of a Page: fewer than the account's followers.
    pub(crate) fn page_fans(&self, page: u32) -> u64 {
        self.accounts
            .get(page as usize)
            .map_or(212, |account| account.followers / 9)
    }

    /// Id and name of a Page's category.
    pub(crate) fn page_category(&self, page: u32) -> (&'static str, &'static str) {
        const CATEGORIES: [(&str, &str); 5] = [
            ("2252", "Café"),
            ("2201", "Arts & crafts shop"),
            ("2208", "Product/service"),
            ("2202", "Outdoor & sports company"),
            ("1801", "Kitchen/cooking"),
        ];
        CATEGORIES[page as usize % CATEGORIES.len()]
    }

    /// How the person gets at a Page: of five brands the fourth is an agency's client, the fifth the business's own.
    pub(crate) fn reach(&self, page: u32) -> Reach {
        match page % 5 {
            _ if self.account_of_page(page).is_none() => Reach::Role,
            3 => Reach::Client,
            4 => Reach::Business,
            _ => Reach::Role,
        }
    }

    /// The person who manages every Page, as the app knows them.
    pub(crate) fn facebook_person_id(&self) -> String {
        IdSpace::facebook_people(self.seed).id(0).to_string()
    }

    pub(crate) fn business_id(&self) -> String {
        IdSpace::businesses(self.seed).id(0).to_string()
    }

    /// Whose allowance the usage headers tell: of Facebook Login the business's, too.
    pub(crate) fn usage_ids(&self, account: u32, flavour: Flavour) -> Vec<String> {
        let account = self.account_id(account);
        match flavour {
            Flavour::InstagramLogin => vec![account],
            Flavour::FacebookLogin => vec![self.business_id(), account],
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    #[test]
    fn pages_lead_back_from_their_ids_and_the_last_one_has_no_account() {
        let world = World::new(3, WorldSize::Small, 1_795_096_800_000, false);
        for page in 0..world.pages() {
            assert_eq!(world.page_by_id(&world.page_id(page)), Some(page));
        }
        assert_eq!(world.account_of_page(1), Some(1));
        assert_eq!(world.account_of_page(2), None);
        assert_eq!(world.page_by_id(&world.page_id(3)), None);
        assert_eq!(world.page_by_id(&world.account_id(0)), None);
    }
}
