//! What a media host's `robots.txt` lets the platform's fetcher take (RFC 9309): the group of the fetcher's name, else
//! that of everybody; of its rules the longest that fits, and of two as long the one that allows.

/// One `Allow` or `Disallow`.
struct Rule<'a> {
    allow: bool,
    pattern: &'a str,
}

/// Whether the file lets the crawler of this name (in small letters) take a path with its query.
pub(crate) fn allows(file: &str, crawler: &str, path: &str) -> bool {
    let own = rules(file, crawler);
    let rules = own.unwrap_or_else(|| rules(file, "*").unwrap_or_default());
    let fitting = rules.iter().filter(|rule| fits(rule.pattern, path));
    fitting
        .max_by_key(|rule| (rule.pattern.len(), rule.allow))
        .is_none_or(|rule| rule.allow)
}

/// The rules of every group that names the crawler; `None` when there is none.
fn rules<'a>(file: &'a str, crawler: &str) -> Option<Vec<Rule<'a>>> {
    let mut found = None;
    let mut named = false;
    let mut naming = false;
    for line in file.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
        let allow = match key.as_str() {
            "user-agent" => {
                // Names that follow each other share the rules after them; a name after rules begins a group.
                named = (naming && named) || product(value) == crawler;
                naming = true;
                if named {
                    found.get_or_insert_with(Vec::new);
                }
                continue;
            }
            "allow" => true,
            "disallow" => false,
            _ => continue,
        };
        naming = false;
        if let Some(rules) = found.as_mut().filter(|_| named && !value.is_empty()) {
            rules.push(Rule { allow, pattern: value });
        }
    }
    found
}

/// The name a crawler is known by, without its version.
fn product(name: &str) -> String {
    let name = name.split('/').next().unwrap_or_default();
    name.trim().to_ascii_lowercase()
}

/// Whether a pattern fits a path from its start: `*` stands for anything, `$` at the end for the path's end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return !whole || rest.is_empty();
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    if whole {
        rest.ends_with(last)
    } else {
        rest.contains(last)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const FETCHER: &str = "facebookexternalhit";

    #[test]
    fn a_host_without_rules_lets_everything_be_taken() {
        for file in [
            "",
            "User-agent: *\nDisallow:\n",
            "<!DOCTYPE html><p>Not found: sorry</p>",
        ] {
            assert!(allows(file, FETCHER, "/a.jpg"), "{file}");
        }
    }

    #[test]
    fn the_fetchers_own_group_counts_before_everybodys() {
        let closed = "User-agent: *\nDisallow: /\n\nUser-agent: FacebookExternalHit/1.1\nAllow: /\n";
        assert!(allows(closed, FETCHER, "/a.jpg"));
        assert!(!allows(closed, "other", "/a.jpg"));
        let shared = "User-agent: other\nUser-agent: facebookexternalhit # both\nDisallow: /private\n";
        assert!(!allows(shared, FETCHER, "/private/a.jpg"));
        assert!(allows(shared, FETCHER, "/public/a.jpg"));
        let others = "User-agent: other\nDisallow: /\nUser-agent: another\nDisallow: /";
        assert!(allows(others, FETCHER, "/a.jpg"));
    }

    #[test]
    fn the_longest_rule_that_fits_decides() {
        let file =
            "User-agent: *\nDisallow: /media\nAllow: /media/public\nDisallow: /*.mp4$\nAllow: /same\nDisallow: /same";
        for (path, allowed) in [
            ("/media/a.jpg", false),
            ("/media/public/a.jpg", true),
            ("/clips/a.mp4", false),
            ("/clips/a.mp4?sig=1", true),
            ("/same/a.jpg", true),
            ("/else.jpg", true),
        ] {
            assert_eq!(allows(file, FETCHER, path), allowed, "{path}");
        }
    }

    #[test]
    fn patterns_are_matched_in_order() {
        assert!(fits("/a*b*c", "/axxbxxc/d"));
        assert!(!fits("/a*c*b$", "/axxbxxc"));
        assert!(fits("/a*c$", "/axxc"));
        assert!(!fits("/a$", "/ab"));
    }
}
