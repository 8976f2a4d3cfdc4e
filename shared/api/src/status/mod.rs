//! Refusals and outages as gRPC statuses, and back again. This is the only place that chooses a gRPC code.

mod failure;
mod fit;
mod malformed;
mod outage;
mod refused;

pub use failure::Failure;
pub use fit::EXPLANATION_BYTES_MAX;
pub use malformed::malformed;
pub use outage::{Outage, busy, outcome_unknown, unavailable};
pub use refused::refused;

use prost::Message as _;
use prost::bytes::Bytes;
use prost_types::Any;
use tonic::{Code, Status};
use tonic_types::pb;

/// The domain of our codes in `google.rpc.ErrorInfo`.
pub const ERROR_DOMAIN: &str = "fengqiao";

/// The language of the texts, BCP 47.
const LOCALE: &str = "zh-CN";

const TYPE_PREFIX: &str = "type.googleapis.com/";

/// A detail of a status.
trait Detail: prost::Message + Default {
    /// The full name of the message.
    const NAME: &'static str;

    fn packed(&self) -> Any {
        Any { type_url: format!("{TYPE_PREFIX}{}", Self::NAME), value: self.encode_to_vec() }
    }

    /// The first detail of this type; none if there is none, or it cannot be read.
    fn unpacked(details: &[Any]) -> Option<Self> {
        let named = |any: &&Any| any.type_url.rsplit('/').next() == Some(Self::NAME);
        details.iter().find(named).and_then(|any| Self::decode(any.value.as_slice()).ok())
    }
}

impl Detail for pb::ErrorInfo {
    const NAME: &'static str = "google.rpc.ErrorInfo";
}

impl Detail for pb::BadRequest {
    const NAME: &'static str = "google.rpc.BadRequest";
}

impl Detail for pb::PreconditionFailure {
    const NAME: &'static str = "google.rpc.PreconditionFailure";
}

impl Detail for pb::LocalizedMessage {
    const NAME: &'static str = "google.rpc.LocalizedMessage";
}

impl Detail for crate::v1::RefusalDetail {
    const NAME: &'static str = "fengqiao.v1.RefusalDetail";
}

/// A status with its details, which travel as one `google.rpc.Status`.
fn with_details(code: Code, message: String, details: Vec<Any>) -> Status {
    let packed = pb::Status { code: i32::from(code), message: message.clone(), details };
    Status::with_details(code, message, Bytes::from(packed.encode_to_vec()))
}

fn localized(text: &str) -> Any {
    pb::LocalizedMessage { locale: LOCALE.to_owned(), message: text.to_owned() }.packed()
}
