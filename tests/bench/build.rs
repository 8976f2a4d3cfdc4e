//! Generates the service whose one call does nothing.

use tonic_build::manual::{Builder, Method, Service};

fn main() {
    let call = Method::builder()
        .name("call")
        .route_name("Call")
        .input_type("crate::empty::Unit")
        .output_type("crate::empty::Unit")
        .codec_path("tonic_prost::ProstCodec")
        .build();
    let service = Service::builder().name("Empty").package("fengqiao.bench").method(call).build();
    Builder::new().compile(&[service]);
    println!("cargo::rerun-if-changed=build.rs");
}
