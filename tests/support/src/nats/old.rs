use anyhow::{Context as _, Result};
use async_nats::Client;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Something that takes connections as a server of any version would announce itself, and answers nothing else.
pub struct AnnouncedServer {
    address: String,
    task: JoinHandle<()>,
}

// === impl AnnouncedServer ===

impl AnnouncedServer {
    /// # Errors
    /// Fails if no port is free.
    pub async fn of_version(version: &str) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("no free port")?;
        let address = listener.local_addr().context("no address")?.to_string();
        let info = serde_json::json!({
            "server_id": "ANNOUNCED", "server_name": "announced", "version": version, "proto": 1,
            "host": "127.0.0.1", "port": 4222, "headers": true, "max_payload": 1_048_576, "jetstream": true,
        });
        let greeting = format!("INFO {info}\r\n");
        let task = tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection, greeting.clone()));
            }
        });
        Ok(Self { address, task })
    }

    /// # Errors
    /// Fails if the connection is not taken.
    pub async fn client(&self) -> Result<Client> {
        async_nats::connect(format!("nats://{}", self.address)).await.context("could not connect")
    }
}

impl Drop for AnnouncedServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(connection: TcpStream, greeting: String) -> std::io::Result<()> {
    let (reader, mut writer) = connection.into_split();
    writer.write_all(greeting.as_bytes()).await?;
    let mut lines = BufReader::new(reader).lines();
    while let Some(line) = lines.next_line().await? {
        if line.starts_with("PING") {
            writer.write_all(b"PONG\r\n").await?;
        }
    }
    Ok(())
}
