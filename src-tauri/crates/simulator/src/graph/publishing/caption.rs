//! What the platform refuses in a caption (sheet on publishing, §6.3).

use super::super::Refusal;
use super::refused;

const MOST_CHARACTERS: usize = 2200;
const MOST_HASHTAGS: usize = 30;
const MOST_MENTIONS: usize = 20;

pub(super) fn check(caption: &str) -> Result<(), Refusal> {
    if caption.chars().count() > MOST_CHARACTERS {
        Err(refused::caption_too_long())
    } else if tags(caption, '#') > MOST_HASHTAGS {
        Err(refused::too_many_hashtags())
    } else if tags(caption, '@') > MOST_MENTIONS {
        Err(refused::too_many_mentions())
    } else {
        Ok(())
    }
}

/// How many words begin with this sign: it stands where no word but another tag is going on, and a word follows.
fn tags(caption: &str, sign: char) -> usize {
    let of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut count = 0;
    let mut inside_word = false;
    let mut letters = caption.chars().peekable();
    while let Some(letter) = letters.next() {
        if of_word(letter) {
            inside_word = true;
        } else if letter == sign && !inside_word && letters.peek().copied().is_some_and(of_word) {
            count += 1;
            // A tag ends where the next begins, so its letters are no word that keeps one from beginning.
            while letters.next_if(|letter| of_word(*letter)).is_some() {}
        } else {
            inside_word = false;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn tags_are_words_and_no_addresses_or_lone_signs() {
        assert_eq!(tags("#rye #Brot#Käse # 7#8 (#送料)", '#'), 4);
        assert_eq!(tags("@miller.joe hello@example.com @ @_b", '@'), 2);
    }

    #[test]
    fn captions_are_counted_in_characters_and_limited() {
        assert_eq!(check(&"é".repeat(2200)), Ok(()));
        assert_eq!(check(&"é".repeat(2201)).unwrap_err().code, 36004);
        assert_eq!(check(&"#a ".repeat(30)), Ok(()));
        assert_eq!(check(&"#a ".repeat(31)).unwrap_err().code, 100);
        assert_eq!(check(&"@a ".repeat(20)), Ok(()));
        assert_eq!(check(&"@a ".repeat(21)).unwrap_err().subcode, Some(2_207_040));
    }
}
