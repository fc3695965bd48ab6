//! A server on loopback that does one thing to every request and remembers what it received.

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use url::Url;

/// What happens after a request was read whole.
#[derive(Clone)]
pub enum Act {
    /// These bytes are sent, then the connection is closed.
    Send(String),
    /// A login refusal whose message is the request itself.
    Echo,
    /// The connection is closed without a byte.
    Cut,
    /// These bytes are sent without waiting for a request, then the connection is closed.
    Hurry(String),
    /// These bytes are sent, then the connection is closed.
    SendBytes(Vec<u8>),
    /// The first request gets the first of these, the second the second; then the connection is closed.
    InTurn(Vec<String>),
    /// The text is sent, then one space after the other, forever.
    Drip(String),
    /// Nothing, for as long as the client waits.
    Silence,
    /// These bytes are sent after a while, then the connection is closed.
    Late(Duration, String),
}

pub struct Server {
    base: Url,
    received: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Server {
    pub async fn start(act: Act) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let task = tokio::spawn(accept(listener, act, Arc::clone(&received)));
        Self { base, received, task }
    }

    /// Answers every request with this status, headers and body.
    pub async fn answering(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        Self::start(Act::Send(format!(
            "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}"
        )))
        .await
    }

    pub fn base(&self) -> &Url {
        &self.base
    }

    /// The requests, each as it came over the wire.
    pub fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }

    /// The only request there was.
    pub fn only_request(&self) -> String {
        let received = self.received();
        assert_eq!(received.len(), 1, "exactly one request must arrive: {received:#?}");
        received[0].clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// An address on loopback where nobody listens.
pub async fn nobody() -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap()
}

async fn accept(listener: TcpListener, act: Act, received: Arc<Mutex<Vec<String>>>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        tokio::spawn(serve(stream, act.clone(), Arc::clone(&received)));
    }
}

async fn serve(mut stream: TcpStream, act: Act, received: Arc<Mutex<Vec<String>>>) {
    if let Act::Hurry(answer) = &act {
        stream.write_all(answer.as_bytes()).await.ok();
        stream.shutdown().await.ok();
        return;
    }
    let mut bytes = Vec::new();
    while !is_whole(&bytes) {
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return,
            Ok(read) => bytes.extend_from_slice(&chunk[..read]),
        }
    }
    let request = String::from_utf8(bytes).unwrap();
    let turn = {
        let mut received = received.lock().unwrap();
        received.push(request.clone());
        received.len() - 1
    };
    match act {
        Act::Echo => {
            let body = serde_json::json!({"error_type": "x", "code": 400, "error_message": request}).to_string();
            let length = body.len();
            let head = format!("HTTP/1.1 400 Bad Request\r\ncontent-length: {length}\r\n\r\n");
            stream.write_all((head + &body).as_bytes()).await.ok();
            stream.shutdown().await.ok();
        }
        Act::Send(answer) => {
            stream.write_all(answer.as_bytes()).await.ok();
            stream.shutdown().await.ok();
        }
        Act::InTurn(answers) => {
            stream.write_all(answers[turn].as_bytes()).await.ok();
            stream.shutdown().await.ok();
        }
        Act::SendBytes(answer) => {
            stream.write_all(&answer).await.ok();
            stream.shutdown().await.ok();
        }
        Act::Drip(start) => {
            stream.write_all(start.as_bytes()).await.ok();
            while stream.write_all(b" ").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Act::Late(time, answer) => {
            tokio::time::sleep(time).await;
            stream.write_all(answer.as_bytes()).await.ok();
            stream.shutdown().await.ok();
        }
        Act::Cut | Act::Hurry(_) => {}
        Act::Silence => std::future::pending().await,
    }
}

fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}
