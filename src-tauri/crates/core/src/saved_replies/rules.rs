//! The keyword rules of the team: four are built in, others are its own.

use serde_json::json;
use store::events::{self, Actor, EventKind};
use store::{KeywordRule, NewKeywordRule, WriteTx, keyword_rules};
use uuid::Uuid;

use super::{SavedReplies, precondition};
use crate::problem::Problem;
use crate::stale::Tag;

/// Words of one rule.
const MOST_WORDS: usize = 200;

/// The longest word or phrase, in characters.
const LONGEST_WORD: usize = 60;

/// The longest name of a rule, in characters.
const LONGEST_NAME: usize = 40;

impl SavedReplies {
    /// Every keyword rule, the built-in ones first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn rules(&self) -> Result<Vec<KeywordRule>, Problem> {
        Ok(keyword_rules::all(&self.context.store).await?)
    }

    /// Makes a rule of the team's own.
    ///
    /// # Errors
    /// `Precondition` when it has no name or no words, or too many.
    pub async fn create_rule(&self, new: NewKeywordRule) -> Result<Uuid, Problem> {
        let new = fit(new, false)?;
        let mut tx = self.context.store.write().await?;
        let rule = keyword_rules::create(&mut tx, &new, self.context.clock.now()).await?;
        self.rule_changed(&mut tx, rule, &new).await?;
        tx.commit().await?;
        self.told();
        Ok(rule)
    }

    /// Changes a rule. A built-in one has no name of its own and may have no words of the team's.
    ///
    /// # Errors
    /// As [`Self::create_rule`]; `NotFound` for an unknown one.
    pub async fn change_rule(&self, rule: Uuid, wanted: NewKeywordRule) -> Result<(), Problem> {
        let known = self.rules().await?;
        let built_in = known.iter().any(|known| known.uid == rule && known.topic.is_some());
        let wanted = fit(wanted, built_in)?;
        let mut tx = self.context.store.write().await?;
        keyword_rules::change(&mut tx, rule, &wanted).await?;
        self.rule_changed(&mut tx, rule, &wanted).await?;
        tx.commit().await?;
        self.told();
        Ok(())
    }

    /// Removes a rule of the team's own. The saved replies that named it stay.
    ///
    /// # Errors
    /// `NotFound` for an unknown or built-in one.
    pub async fn remove_rule(&self, rule: Uuid) -> Result<(), Problem> {
        let mut tx = self.context.store.write().await?;
        keyword_rules::remove(&mut tx, rule, self.context.clock.now()).await?;
        let subject = keyword_rules::event_subject(rule);
        let event = self
            .context
            .event(EventKind::KeywordRuleRemoved, Actor::Member, None, &subject);
        events::append(&mut tx, &event).await?;
        tx.commit().await?;
        self.told();
        Ok(())
    }

    async fn rule_changed(&self, tx: &mut WriteTx, rule: Uuid, wanted: &NewKeywordRule) -> Result<(), Problem> {
        let payload = json!({ "active": wanted.active, "needs_human": wanted.needs_human });
        let subject = keyword_rules::event_subject(rule);
        let event = self
            .context
            .event_with(EventKind::KeywordRuleChanged, Actor::Member, None, &subject, payload);
        events::append(tx, &event).await?;
        Ok(())
    }

    fn told(&self) {
        self.keywords.forget();
        self.context.stale.spoil(Tag::SavedReplies);
    }
}

fn fit(new: NewKeywordRule, built_in: bool) -> Result<NewKeywordRule, Problem> {
    let name = new.name.trim().to_owned();
    if !built_in && (name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control)) {
        return Err(precondition(
            "The rule needs a name.",
            "Use 1 to 40 characters on one line.",
        ));
    }
    let mut words: Vec<String> = Vec::new();
    for word in new.words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        if word.chars().count() > LONGEST_WORD {
            return Err(precondition(
                "One of the words is too long.",
                "Use at most 60 characters for a word or phrase.",
            ));
        }
        if !words.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
            words.push(word.to_owned());
        }
    }
    if words.len() > MOST_WORDS || (words.is_empty() && !built_in) {
        return Err(precondition(
            "The rule needs words to look for.",
            "Name between 1 and 200 words or phrases.",
        ));
    }
    Ok(NewKeywordRule { name, words, ..new })
}
