//! The wire: requests become commands here, and refusals, outcomes and explanations become messages. No other crate
//! knows both the contract and the domain.

pub mod outcome;
pub mod person;
pub mod request;
pub mod status;
pub mod texts;

mod redacted;

/// The messages, clients and servers of `proto/fengqiao/v1`.
#[expect(
    clippy::all,
    clippy::derive_partial_eq_without_eq,
    reason = "generated code is not held to the rules of written code"
)]
pub mod v1 {
    tonic::include_proto!("fengqiao.v1");
}

/// The contract, for the reflection service and for tests.
pub const FILE_DESCRIPTOR_SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fengqiao.v1.bin"));
