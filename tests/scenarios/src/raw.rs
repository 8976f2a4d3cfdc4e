//! Calls with messages as bytes: for a client that knows the contract from reflection alone, and for what no generated
//! client can send.

use anyhow::Result;
use bytes::{Buf, BufMut, Bytes};
use http::uri::PathAndQuery;
use tonic::client::Grpc;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::{Request, Response, Status};

use crate::client::Signed;

/// Calls any method of a service.
pub struct Raw {
    grpc: Grpc<Signed>,
}

/// Messages as they stand on the wire.
#[derive(Default)]
struct Bare;

impl Raw {
    pub(crate) fn new(signed: Signed) -> Self {
        Self { grpc: Grpc::new(signed) }
    }

    /// Sends bytes to a method such as `/fengqiao.v1.QueryService/GetCase`, and gives the bytes of the answer.
    ///
    /// # Errors
    /// If the path is none or nobody answers; what the method refuses is the inner result.
    pub async fn call(&mut self, path: &str, message: Vec<u8>) -> Result<Result<Response<Bytes>, Status>> {
        self.grpc.ready().await?;
        let path = PathAndQuery::try_from(path)?;
        Ok(self.grpc.unary(Request::new(Bytes::from(message)), path, Bare).await)
    }
}

impl Codec for Bare {
    type Encode = Bytes;
    type Decode = Bytes;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Bare {
    type Item = Bytes;
    type Error = Status;

    fn encode(&mut self, item: Bytes, into: &mut EncodeBuf<'_>) -> Result<(), Status> {
        into.put(item);
        Ok(())
    }
}

impl Decoder for Bare {
    type Item = Bytes;
    type Error = Status;

    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> Result<Option<Bytes>, Status> {
        Ok(Some(from.copy_to_bytes(from.remaining())))
    }
}
