//! Who makes a call: the plain client, one with patience, or whatever the program puts around them.

use crate::{AccessToken, Answer, ApiError, Client, Endpoint};

/// Makes calls as one account.
pub trait Caller: Sync {
    /// Why a call brought no good answer.
    type Error: From<ApiError> + Send;

    /// Calls an endpoint.
    fn call<E: Endpoint>(&self, endpoint: &E) -> impl Future<Output = Result<Answer<E::Output>, Self::Error>> + Send;
}

/// A client and the token it calls with. Sends every request once.
#[derive(Debug, Clone, Copy)]
pub struct Direct<'a> {
    /// The client.
    pub client: &'a Client,
    /// The token of the account.
    pub token: &'a AccessToken,
}

impl Caller for Direct<'_> {
    type Error = ApiError;

    fn call<E: Endpoint>(&self, endpoint: &E) -> impl Future<Output = Result<Answer<E::Output>, ApiError>> + Send {
        self.client.call(self.token, endpoint)
    }
}
