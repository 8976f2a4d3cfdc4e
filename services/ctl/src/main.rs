//! `fengqiaoctl`: the operators' command line.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    fengqiao_ctl::run().await
}
