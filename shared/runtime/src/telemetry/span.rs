//! What every line that is logged during a call carries.

use tonic::metadata::MetadataMap;
use tracing::Span;
use tracing::field::{Empty, display};
use uuid::Uuid;

/// The metadata in which a caller may send a request id, a UUID, to follow one request through all services.
pub const REQUEST_ID_KEY: &str = "x-request-id";

/// The caller's request id, or a new one. Anything that is no UUID is replaced, so that nothing a caller writes
/// reaches the log.
#[must_use]
pub fn request_id(metadata: &MetadataMap) -> Uuid {
    let sent = metadata.get(REQUEST_ID_KEY).and_then(|value| value.to_str().ok());
    sent.and_then(|text| Uuid::try_parse(text).ok()).unwrap_or_else(Uuid::now_v7)
}

/// The span of one call: the RPC's name, the request's id and the officer's account, once known.
#[must_use]
pub fn request_span(rpc: &'static str, request_id: Uuid, officer: Option<Uuid>) -> Span {
    let span = tracing::info_span!("request", rpc, %request_id, officer = Empty);
    if let Some(officer) = officer {
        span.record("officer", display(officer));
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(value: &str) -> Uuid {
        let mut metadata = MetadataMap::new();
        metadata.insert(REQUEST_ID_KEY, value.parse().unwrap());
        request_id(&metadata)
    }

    #[test]
    fn a_request_keeps_the_id_its_caller_gave() {
        let id = Uuid::now_v7();
        assert_eq!(sent(&id.to_string()), id);
    }

    #[test]
    fn a_request_without_a_well_formed_id_gets_one() {
        assert_ne!(request_id(&MetadataMap::new()), request_id(&MetadataMap::new()));
        assert_eq!(sent("ID 640221199001011234").get_version_num(), 7);
    }
}
