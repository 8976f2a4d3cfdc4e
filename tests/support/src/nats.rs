//! Real `nats-server` processes for the tests.

mod binary;
mod cluster;
mod old;
mod proxy;
mod server;

pub use self::binary::nats_server;
pub use self::cluster::NatsCluster;
pub use self::old::AnnouncedServer;
pub use self::proxy::Proxy;
pub use self::server::{Leaf, NatsOptions, NatsServer, Sync};
