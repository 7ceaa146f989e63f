//! `cargo xtask serve`: Satchel on this machine.

mod http;
mod watch;

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use crate::{Attempt, build, paths, say};
use http::{Reloads, Server};

/// The release's first port. Development has another, so that neither's service worker and data meet the other's.
const PORT: u16 = 8080;
const DEVELOPMENT_PORT: u16 = 8090;

/// How many ports are tried.
const TRIES: u16 = 20;

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    development: bool,
    port: Option<u16>,
}

impl Options {
    pub(crate) fn parse(words: &[&str]) -> Attempt<Options> {
        let mut options = Options::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--dev" => options.development = true,
                "--port" => {
                    let number = words.next().ok_or("--port wants a number, as in `--port 8080`.")?;
                    options.port = Some(
                        number
                            .parse()
                            .map_err(|error| format!("`{number}` is not a port: {error}. 8080 would be."))?,
                    );
                }
                other => {
                    return Err(format!("`serve` does not know `{other}`; it takes --dev and --port N."));
                }
            }
        }
        Ok(options)
    }
}

/// Builds and serves, until it is stopped.
pub(crate) fn serve(options: &Options) -> Attempt {
    if options.development { development(options) } else { release(options) }
}

fn release(options: &Options) -> Attempt {
    build::release()?;
    let listener = listen(options.port, PORT)?;
    tell(&listener)?;
    Server::new(&paths::dist(), "/").run(&listener);
    Ok(())
}

fn development(options: &Options) -> Attempt {
    let folder = paths::target().join("satchel/served");
    let listener = listen(options.port, DEVELOPMENT_PORT)?;
    let reloads = Arc::new(Reloads::default());
    let server = Server::new(&folder, "/").reloading(Arc::clone(&reloads));
    std::thread::scope(|scope| {
        let mut changes = watch::Changes::default();
        scope.spawn(|| server.run(&listener));
        loop {
            changes.wait();
            say::step("building for development");
            match build::development(&folder).and_then(|()| tell(&listener)) {
                Ok(()) => reloads.announce(),
                Err(sentence) => say::problem(&format!("{sentence} It is tried again at the next change.")),
            }
        }
    })
}

/// Serves a folder as it is, at `ADDR` or `ADDR/prefix`, the way a plain static host does.
pub(crate) fn folder(folder: &Path, address: &str) -> Attempt {
    let (address, prefix) = address.split_once('/').unwrap_or((address, ""));
    let prefix = if prefix.is_empty() { "/".into() } else { format!("/{}/", prefix.trim_matches('/')) };
    let listener =
        TcpListener::bind(address).map_err(|error| format!("{address} cannot be listened at: {error}."))?;
    say::step(&format!("serving {} at http://{address}{prefix}", folder.display()));
    Server::new(folder, &prefix).run(&listener);
    Ok(())
}

/// Listens at the port that was asked for, or at the first free one.
fn listen(asked: Option<u16>, first: u16) -> Attempt<TcpListener> {
    let ports = asked.map_or(first..=first + TRIES, |port| port..=port);
    for port in ports {
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)) {
            return Ok(listener);
        }
    }
    Err(match asked {
        Some(port) => format!("Port {port} is taken. Leave out --port, and a free one is found."),
        None => {
            format!("The ports from {first} to {} are taken. Name a free one with --port.", first + TRIES)
        }
    })
}

fn tell(listener: &TcpListener) -> Attempt {
    let address = listener.local_addr().map_err(|error| format!("The server has no address: {error}."))?;
    say::line(&format!("Satchel is at http://{address}/  (Ctrl+C stops it)"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn options_are_read_in_any_order() {
        let both = Ok(Options { development: true, port: Some(9000) });
        assert_eq!(Options::parse(&["--dev", "--port", "9000"]), both);
        assert_eq!(Options::parse(&["--port", "9000", "--dev"]), both);
        assert_eq!(Options::parse(&[]), Ok(Options::default()));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert!(Options::parse(&["--prot"]).unwrap_err().contains("--prot"));
        assert!(Options::parse(&["--port", "many"]).unwrap_err().contains("many"));
    }
}
