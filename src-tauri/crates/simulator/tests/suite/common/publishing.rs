//! What the tests of publishing share: pictures made in code, and the steps up to a post.

use std::io::Cursor;
use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::video::Clip;
use super::{Bench, read};

/// A JPEG of this size; `shade` tells pictures apart.
pub fn jpeg(width: u32, height: u32, shade: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([shade, (x * 200 / width) as u8, (y * 200 / height) as u8])
    });
    let mut bytes = Vec::new();
    picture
        .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Jpeg)
        .unwrap();
    bytes
}

impl Bench {
    pub fn hosted(&self, key: &str) -> String {
        self.address(&format!("_host/{key}"))
    }

    /// Puts a file into the web space; answers its address.
    pub async fn host(&self, key: &str, kind: &str, bytes: Vec<u8>) -> String {
        let address = self.hosted(key);
        let request = self.http.put(&address).header("content-type", kind).body(bytes);
        assert_eq!(request.send().await.unwrap().status(), 200);
        address
    }

    /// Puts a picture of 4:5 into the web space.
    pub async fn host_picture(&self, key: &str) -> String {
        self.host(key, "image/jpeg", jpeg(400, 500, 9)).await
    }

    /// A call with a JSON body.
    pub async fn say(&self, path: &str, body: Value) -> (StatusCode, Value) {
        let request = self
            .http
            .post(self.address(&format!("v26.0/{path}")))
            .bearer_auth(&self.token)
            .json(&body);
        read(request.send().await.unwrap()).await
    }

    /// Makes a container; answers its id.
    pub async fn container(&self, body: Value) -> String {
        let (status, answer) = self.say("me/media", body).await;
        assert_eq!(status, 200, "{answer}");
        answer["id"].as_str().unwrap().to_owned()
    }

    pub async fn item(&self, key: &str) -> String {
        let address = self.host_picture(key).await;
        self.container(json!({ "image_url": address, "is_carousel_item": true }))
            .await
    }

    /// The `status_code` of a container.
    pub async fn status_of(&self, container: &str) -> String {
        let answer = self.ok(&format!("{container}?fields=status_code")).await;
        answer["status_code"].as_str().unwrap().to_owned()
    }

    /// Lets simulated time pass.
    pub fn pass(&self, seconds: u64) {
        self.simulator.clock().advance(Duration::from_secs(seconds));
    }

    pub async fn publish(&self, container: &str) -> (StatusCode, Value) {
        self.say("me/media_publish", json!({ "creation_id": container })).await
    }

    /// A finished container of one picture with this caption.
    pub async fn finished(&self, caption: &str) -> String {
        let address = self.host_picture("one.jpg").await;
        let container = self
            .container(json!({ "image_url": address, "caption": caption }))
            .await;
        self.pass(10);
        container
    }

    /// A finished carousel of so many pictures.
    pub async fn finished_carousel(&self, pictures: usize) -> String {
        let mut children = Vec::new();
        for place in 0..pictures {
            children.push(self.item(&format!("{place}.jpg")).await);
        }
        self.pass(10);
        let parent = json!({ "media_type": "CAROUSEL", "caption": "Five loaves", "children": children.join(",") });
        let parent = self.container(parent).await;
        self.pass(10);
        parent
    }

    pub async fn raw(&self, method: Method, address: &str) -> reqwest::Result<reqwest::Response> {
        self.http.request(method, address).send().await
    }

    pub async fn host_clip(&self, key: &str, clip: &Clip) -> String {
        self.host(key, "video/mp4", clip.mp4()).await
    }

    /// Where a container of these parameters ends: `status_code` and `status`.
    pub async fn ends(&self, body: Value) -> (String, String) {
        let container = self.container(body).await;
        let settled = async {
            loop {
                self.pass(60);
                let answer = self.ok(&format!("{container}?fields=status_code,status")).await;
                if answer["status_code"] != "IN_PROGRESS" {
                    let text = |name: &str| answer[name].as_str().unwrap().to_owned();
                    return (text("status_code"), text("status"));
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let patience = Duration::from_secs(20);
        tokio::time::timeout(patience, settled).await.unwrap()
    }

    pub async fn reel_ends(&self, clip: &Clip) -> (String, String) {
        let address = self.host_clip("clip.mp4", clip).await;
        self.ends(json!({ "media_type": "REELS", "video_url": address })).await
    }

    /// A container that is ready to be published.
    pub async fn ready(&self, body: Value) -> String {
        let container = self.container(body).await;
        while self.status_of(&container).await == "IN_PROGRESS" {
            self.pass(60);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(self.status_of(&container).await, "FINISHED");
        container
    }

    pub async fn published_id(&self, container: &str) -> String {
        let (status, answer) = self.publish(container).await;
        assert_eq!(status, 200, "{answer}");
        answer["id"].as_str().unwrap().to_owned()
    }
}

/// How a container ends that failed with this subcode.
pub fn failed_with(subcode: i64) -> (String, String) {
    let text = format!("Error: Media upload has failed with error code {subcode}");
    ("ERROR".to_owned(), text)
}
