//! Certificates for serving.

use std::path::Path;

use secrecy::ExposeSecret;
use tonic::transport::{Certificate, Identity, ServerTlsConfig};

use crate::config::{Problem, TlsConfig, read_secret};
use crate::files;

/// The longest certificate chain.
const CHAIN_BYTES_MAX: u64 = 256 * 1024;

/// Reads the chain, the key, and the authority that callers' certificates must come from, if one is named.
pub(super) fn server_config(tls: &TlsConfig) -> Result<ServerTlsConfig, Problem> {
    let chain = read_chain("tls.certificate_file", &tls.certificate_file)?;
    let key = read_secret("tls.key_file", &tls.key_file)?;
    let config = ServerTlsConfig::new().identity(Identity::from_pem(chain, key.expose_secret()));
    Ok(match &tls.peer_ca_file {
        Some(file) => config.client_ca_root(Certificate::from_pem(read_chain("tls.peer_ca_file", file)?)),
        None => config,
    })
}

fn read_chain(key: &str, file: &Path) -> Result<String, Problem> {
    files::read_bounded(file, CHAIN_BYTES_MAX).map_err(|error| Problem {
        key: key.to_owned(),
        fault: format!("names {}: {error}", file.display()),
        remedy: "name a readable PEM file",
    })
}
