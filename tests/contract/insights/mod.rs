//! Insights of media and of accounts.

mod get_account_insights;
mod get_media_insights;
