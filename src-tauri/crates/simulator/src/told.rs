//! Bodies of the simulator's own paths.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::Response;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::answer::Answer;

/// A body of JSON, whatever its content type says: nothing else is taken under `/_sim`, and `curl -d` names another.
pub(crate) struct Json<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Response<Body>;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let refused = |problem: String| Answer::json(400, &json!({ "error": problem })).into_response();
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|problem| refused(problem.to_string()))?;
        serde_json::from_slice(&body)
            .map(Json)
            .map_err(|problem| refused(problem.to_string()))
    }
}
