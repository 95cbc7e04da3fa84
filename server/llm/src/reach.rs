//! Whether a model's server is there at all: a connection is opened and closed, nothing is sent.

use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::Endpoint;

/// Why a server cannot be reached.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreachable {
    /// The address names no host.
    #[error("{0} names no host")]
    NoHost(String),
    /// Nothing took the connection.
    #[error("nothing answers at {address} ({cause}): is the server running?")]
    Refused {
        /// The host and port.
        address: String,
        /// What the operating system says.
        cause: String,
    },
    /// The connection was not made in time.
    #[error("{0} did not answer in time: is the address right, and the network up?")]
    Silent(String),
}

/// Opens a connection to the endpoint's server, and closes it.
///
/// # Errors
/// See [`Unreachable`]. A server behind a proxy may be reachable although this is not.
pub async fn reach(endpoint: &Endpoint) -> Result<(), Unreachable> {
    let url = endpoint.base_url();
    let host = url.host_str().map(|host| host.trim_matches(['[', ']']));
    let (Some(host), Some(port)) = (host, url.port_or_known_default()) else {
        return Err(Unreachable::NoHost(endpoint.address()));
    };
    let address = format!("{host}:{port}");
    match timeout(endpoint.limits().connect, TcpStream::connect((host, port))).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(cause)) => Err(Unreachable::Refused {
            address,
            cause: cause.to_string(),
        }),
        Err(_) => Err(Unreachable::Silent(address)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn reached(address: &str) -> Result<(), Unreachable> {
        reach(&Endpoint::new(address, "m").unwrap()).await
    }

    #[tokio::test]
    async fn a_server_that_listens_is_reached_and_one_that_is_gone_is_named() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/v1", listener.local_addr().unwrap());
        assert_eq!(reached(&address).await, Ok(()));
        drop(listener);
        let gone = reached(&address).await.unwrap_err().to_string();
        assert!(gone.contains("nothing answers at 127.0.0.1:"), "{gone}");
    }
}
