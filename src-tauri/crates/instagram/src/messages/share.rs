//! What people share in messages: posts, links and products.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/message/shares. The documentation promises the address of a shared
//! post alone; the other fields come with some shares.

use crate::lenient;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use url::Url;

/// Something shared. No `Debug`: it holds texts and signed addresses.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Share {
    /// Its id; not always that of a post.
    #[serde(default, deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// What it says about itself.
    #[serde(default, deserialize_with = "lenient::text")]
    pub description: Option<String>,
    /// The platform's word for its kind.
    #[serde(default, rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    /// Its picture or video.
    #[serde(default, deserialize_with = "lenient::url")]
    pub url: Option<Url>,
    /// Where it leads.
    #[serde(default, deserialize_with = "lenient::url")]
    pub link: Option<Url>,
    /// The products of a shared product card.
    #[serde(default, rename = "template", deserialize_with = "products")]
    pub products: Vec<SharedProduct>,
}

/// A shared product. No `Debug`: it holds texts.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct SharedProduct {
    /// The platform's id of it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// The shop's own id of it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub retailer_id: Option<String>,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Its price, as it is shown.
    #[serde(default, deserialize_with = "lenient::text")]
    pub price: Option<String>,
    /// Its picture.
    #[serde(default, deserialize_with = "lenient::url")]
    pub image_url: Option<Url>,
}

/// They lie deep: `payload.product.elements.data`.
fn products<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<SharedProduct>, D::Error> {
    let template = Value::deserialize(deserializer)?;
    let elements = template
        .pointer("/payload/product/elements/data")
        .and_then(Value::as_array);
    let read = |element: &Value| SharedProduct::deserialize(element).ok();
    Ok(elements.into_iter().flatten().filter_map(read).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn a_shared_post_and_a_shared_product_are_read() {
        let post: Share = serde_json::from_str(r#"{"link":"https://www.instagram.com/p/Abc/"}"#).unwrap();
        assert_eq!(post.link.unwrap().path(), "/p/Abc/");
        assert!(post.products.is_empty() && post.name.is_none());
        let product: Share = serde_json::from_str(
            r#"{"template":{"payload":{"product":{"elements":{"data":[
                {"id":"3231775643511089","retailer_id":"rye-1","name":"Rye","price":"€4","image_url":"https://shop.example/r.png"},7]}}}}}"#,
        )
        .unwrap();
        assert_eq!(product.products.len(), 1);
        let rye = &product.products[0];
        assert_eq!((rye.name.as_deref(), rye.price.as_deref()), (Some("Rye"), Some("€4")));
        assert_eq!(
            (rye.retailer_id.as_deref(), rye.image_url.is_some()),
            (Some("rye-1"), true)
        );
    }

    #[test]
    fn a_template_of_another_shape_holds_no_products() {
        for template in ["null", "[]", r#"{"payload":{"product":{"elements":[]}}}"#] {
            let share: Share = serde_json::from_str(&format!(r#"{{"template":{template}}}"#)).unwrap();
            assert!(share.products.is_empty(), "{template}");
        }
    }
}
