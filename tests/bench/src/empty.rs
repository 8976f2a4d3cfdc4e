//! What a call costs that does nothing: the measure of everything that goes through gRPC.

use std::io::Write as _;
use std::net::Ipv4Addr;
use std::process::Stdio;

use anyhow::{Context as _, Result};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Request, Response, Status};

use crate::closed_loop::{self, Caller};
use crate::plan::{CONNECTIONS, IN_FLIGHT, Plan};
use crate::report::Report;

use self::generated::empty_client::EmptyClient;
use self::generated::empty_server::{Empty, EmptyServer};

#[expect(unreachable_pub, reason = "generated code is not held to the rules of written code")]
mod generated {
    tonic::include_proto!("fengqiao.bench.Empty");
}

/// The message that says nothing.
pub(crate) type Unit = ();

struct Nothing;

#[tonic::async_trait]
impl Empty for Nothing {
    async fn call(&self, _: Request<()>) -> Result<Response<()>, Status> {
        Ok(Response::new(()))
    }
}

impl Caller for EmptyClient<Channel> {
    async fn call(&mut self) -> Result<()> {
        EmptyClient::call(self, ()).await?;
        Ok(())
    }
}

/// Serves the empty call until killed, and says on the standard output where.
pub(crate) async fn serve() -> Result<()> {
    let incoming = TcpIncoming::bind((Ipv4Addr::LOCALHOST, 0).into())?.with_nodelay(Some(true));
    writeln!(std::io::stdout(), "http://{}", incoming.local_addr()?)?;
    Server::builder().add_service(EmptyServer::new(Nothing)).serve_with_incoming(incoming).await?;
    Ok(())
}

pub(crate) async fn measure(plan: &Plan, report: &mut Report) -> Result<()> {
    let mut server = Command::new(std::env::current_exe()?)
        .arg("serve-empty")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("cannot start the empty server")?;
    let output = server.stdout.take().context("the empty server has no output")?;
    let url = BufReader::new(output).lines().next_line().await?.context("the empty server did not start")?;
    let mut clients = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        clients.push(EmptyClient::new(Endpoint::from_shared(url.clone())?.connect().await?));
    }
    let callers = clients.iter().cycle().take(IN_FLIGHT).cloned().collect();
    let rates = closed_loop::rates(plan, callers).await?;
    server.kill().await?;
    report.rate("empty_call", "empty gRPC call", "calls/s", rates);
    Ok(())
}
