//! Whether a service can do its work, and why not, told through the gRPC health protocol.

use tokio::sync::watch;
use tonic_health::ServingStatus;
use tonic_health::server::HealthReporter;

use super::Drain;

/// The readiness that a server reports. Made by [`readiness`].
#[derive(Debug, Clone)]
pub struct Readiness {
    fault: watch::Receiver<Option<String>>,
}

/// Sets the readiness. Cheap to clone. When every handle is gone the last word stands.
#[derive(Debug, Clone)]
pub struct ReadinessHandle {
    fault: watch::Sender<Option<String>>,
}

/// A readiness and the handle that sets it. It begins as not ready, with `fault` as the reason.
#[must_use]
pub fn readiness(fault: &str) -> (ReadinessHandle, Readiness) {
    let (sender, receiver) = watch::channel(Some(fault.to_owned()));
    (ReadinessHandle { fault: sender }, Readiness { fault: receiver })
}

// === impl ReadinessHandle ===

impl ReadinessHandle {
    /// From now on the service does its work.
    pub fn ready(&self) {
        self.set(None);
    }

    /// From now on it does not, and `fault` says why, for the log: no personal data.
    pub fn not_ready(&self, fault: &str) {
        self.set(Some(fault.to_owned()));
    }

    fn set(&self, fault: Option<String>) {
        // The same word again would be one more line in the log at each check.
        self.fault.send_if_modified(|present| {
            let changed = *present != fault;
            *present = fault;
            changed
        });
    }
}

// === impl Readiness ===

impl Readiness {
    /// Why the service is not ready, if it is not.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        self.fault.borrow().clone()
    }
}

/// Reports until the drain starts, and then that nothing is served any more.
pub(super) async fn report(
    mut readiness: Readiness,
    reporter: HealthReporter,
    names: Vec<&'static str>,
    drain: Drain,
) {
    loop {
        let fault = readiness.fault.borrow_and_update().clone();
        match &fault {
            None => tracing::info!("ready"),
            Some(fault) => tracing::warn!(fault, "not ready"),
        }
        let status = if fault.is_none() { ServingStatus::Serving } else { ServingStatus::NotServing };
        set_all(&reporter, &names, status).await;
        tokio::select! {
            () = drain.started() => break,
            Ok(()) = readiness.fault.changed() => {}
            // Without handles nothing changes any more but the drain.
            else => drain.started().await,
        }
        if drain.has_started() {
            break;
        }
    }
    set_all(&reporter, &names, ServingStatus::NotServing).await;
}

async fn set_all(reporter: &HealthReporter, names: &[&'static str], status: ServingStatus) {
    // The empty name is the server as a whole.
    for name in names.iter().copied().chain([""]) {
        reporter.set_service_status(name, status).await;
    }
}
