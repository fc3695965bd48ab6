//! Videos: made without a picture, put where the platform can fetch them, and waited for.

use std::time::Duration;

use instagram::{Container, ContainerId, ContainerStatus, GetContainer};
use url::Url;

use super::video::Clip;
use crate::office::Office;

impl Office {
    /// Puts a video where the platform can fetch it from.
    pub async fn host_clip(&self, key: &str, clip: &Clip) -> Url {
        self.host(key, "video/mp4", clip.mp4()).await
    }

    /// What a container comes to. Its video is fetched in real time and worked on in simulated time.
    pub async fn end_of(&self, container: &ContainerId) -> Container {
        for _ in 0..2_000 {
            self.pass(Duration::from_secs(30));
            let found = self.call(&GetContainer { container }).await.unwrap();
            if found.status != ContainerStatus::InProgress {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("the platform never ends its work on {container}")
    }
}
