//! The links in the documents at the root, as a test: each leads to something that exists.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;

use crate::repo;

const DOCUMENTS: &[&str] = &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let mut broken = Vec::new();
    for document in DOCUMENTS {
        let text = fs::read_to_string(repo::root().join(document)).expect("the document is readable");
        let links = local_links(&text);
        assert!(!links.is_empty(), "{document} has links to check");
        broken.extend(
            links
                .iter()
                .filter(|link| !repo::root().join(link).exists())
                .map(|link| format!("{document}: {link}")),
        );
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn links_are_found_in_text_and_in_tags() {
    let text = "a [page](ARCHITECTURE.md), [far](https://example.org), [part](x.md#part) <img src=\"icons/a.png\">";
    assert_eq!(local_links(text), ["ARCHITECTURE.md", "x.md", "icons/a.png"]);
}

/// The targets of Markdown links and image tags that lie in this repository, without their fragments.
fn local_links(text: &str) -> Vec<&str> {
    let targets = |start: &str, end: char| {
        text.split(start)
            .skip(1)
            .filter_map(move |rest| rest.split(end).next())
            .collect::<Vec<_>>()
    };
    let mut links = targets("](", ')');
    links.extend(targets("src=\"", '"'));
    links
        .into_iter()
        .filter(|link| !link.contains("://") && !link.starts_with('#'))
        .map(|link| link.split('#').next().unwrap_or(link))
        .collect()
}
