//! Requests that cannot be decoded never reach a service: the transport answers them in words of its own, as our fault
//! (INTERNAL) or with a code that no client looks for. They are the caller's, and are refused like any other bad input.

use fengqiao_api::status;
use fengqiao_api::texts::Catalogue;
use http::Response;
use tonic::body::Body;
use tonic::{Code, Status};

use super::MESSAGE_IN_BYTES_MAX;

/// How the transport begins to tell of a message over the limit.
const TOO_LONG: &str = "Error, decoded message length too large";

/// How it begins to tell of one that is not of the contract's form: invalid UTF-8 among the rest.
const NOT_OF_THE_FORM: [&str; 3] =
    ["failed to decode Protobuf message", "Unexpected EOF decoding stream", "Missing request message"];

/// The response, with a stable code if it says that the request could not be decoded.
pub(super) fn coded(response: Response<Body>, catalogue: &Catalogue) -> Response<Body> {
    // An answer that a service has begun bears its status behind the messages, not here.
    let Some(status) = Status::from_header_map(response.headers()) else { return response };
    let message = status.message();
    match status.code() {
        Code::OutOfRange if message.starts_with(TOO_LONG) => {
            status::malformed(Some(MESSAGE_IN_BYTES_MAX), catalogue).into_http()
        }
        Code::Internal if NOT_OF_THE_FORM.iter().any(|words| message.starts_with(words)) => {
            status::malformed(None, catalogue).into_http()
        }
        _ => response,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_of(status: Status) -> String {
        let response = coded(status.into_http(), &Catalogue::zh_cn().unwrap());
        let status = Status::from_header_map(response.headers()).unwrap();
        status::Failure::from(&status).code
    }

    #[test]
    fn what_cannot_be_decoded_is_bad_input() {
        let invalid =
            "failed to decode Protobuf message: PartyInput.name: invalid string value: data is not UTF-8";
        assert_eq!(code_of(Status::internal(invalid)), "D03");
        assert_eq!(code_of(Status::out_of_range(format!("{TOO_LONG}: found 2 bytes"))), "D03");
    }

    #[test]
    fn what_a_service_answers_is_left_alone() {
        assert_eq!(code_of(Status::internal("the log is gone")), "");
        assert_eq!(code_of(Status::not_found("none")), "");
    }
}
