//! A static server as plain as any host: GET and HEAD, types by ending, a thread a connection.
//!
//! Only for this machine: it is bound to an address by whoever calls it, and reads no file outside its folder.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::sha256::Digest;

/// The longest request head that is read.
const LONGEST_HEAD: u64 = 16 * 1024;

/// How long an idle connection is kept.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often a page that waits for a new build is written to.
const BEAT: Duration = Duration::from_secs(15);

/// Serves a folder under a prefix, which begins and ends with a slash.
#[derive(Clone)]
pub(super) struct Server {
    folder: PathBuf,
    prefix: String,
    reloads: Option<Arc<Reloads>>,
}

/// Tells open pages that there is a new build.
#[derive(Default)]
pub(super) struct Reloads {
    count: Mutex<u64>,
    changed: Condvar,
}

impl Reloads {
    pub(super) fn announce(&self) {
        *self.lock() += 1;
        self.changed.notify_all();
    }

    /// Writes a line at each announcement, as an `EventSource` reads it, until the page is gone.
    fn tell(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        stream.write_all(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\n\r\n",
        )?;
        let mut told = *self.lock();
        loop {
            let waited = self.changed.wait_timeout_while(self.lock(), BEAT, |count| *count == told);
            let count = *waited.unwrap_or_else(PoisonError::into_inner).0;
            // A remark in between finds out whether anybody still listens.
            stream.write_all(if count == told { b":\n\n" } else { b"data: new\n\n" })?;
            told = count;
        }
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is answered.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// With what tells this version of it from another.
    File {
        body: Vec<u8>,
        kind: &'static str,
        lasting: bool,
        tag: String,
    },
    Unchanged,
    Elsewhere(String),
    Missing,
    NotAllowed,
}

/// What is asked.
struct Request {
    method: String,
    path: String,
    known: Option<String>,
    closes: bool,
}

impl Server {
    pub(super) fn new(folder: &Path, prefix: &str) -> Server {
        Server { folder: folder.to_owned(), prefix: prefix.to_owned(), reloads: None }
    }

    /// Also answers at `reload`, where open pages wait for the next build.
    pub(super) fn reloading(self, reloads: Arc<Reloads>) -> Server {
        Server { reloads: Some(reloads), ..self }
    }

    /// Answers for ever.
    pub(super) fn run(&self, listener: &TcpListener) {
        for stream in listener.incoming().flatten() {
            let server = self.clone();
            std::thread::spawn(move || server.attend(stream).ok()); // A connection that breaks is the browser's affair.
        }
    }

    /// Answers one connection until it is closed.
    fn attend(&self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream.try_clone()?);
        while let Some(request) = Request::read(&mut reader)? {
            if let Some(reloads) = &self.reloads
                && request.path == format!("{}reload", self.prefix)
            {
                return reloads.tell(&mut stream);
            }
            let answer = self.answer(&request);
            stream.write_all(&answer.to_bytes(request.method == "HEAD", request.known.as_deref()))?;
            if request.closes {
                break;
            }
        }
        Ok(())
    }

    fn answer(&self, request: &Request) -> Answer {
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Answer::NotAllowed;
        }
        if format!("{}/", request.path) == self.prefix {
            return Answer::Elsewhere(self.prefix.clone());
        }
        let Some(file) = request.path.strip_prefix(&self.prefix).and_then(|it| self.file(it)) else {
            return Answer::Missing;
        };
        let Ok(body) = fs::read(&file) else { return Answer::Missing };
        // What is large has its digest in its name.
        let named = digest(&file);
        let tag = named.map_or_else(|| Digest::of(&body).short(), str::to_owned);
        Answer::File { body, kind: kind(&file), lasting: named.is_some(), tag }
    }

    /// The file that a path names, if it stays inside the folder.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let path = decoded(path)?;
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        let inside = Path::new(&path).components().all(|it| matches!(it, Component::Normal(_)));
        (inside && !path.contains(['\\', '\0'])).then(|| self.folder.join(path))
    }
}

impl Request {
    /// Reads the head of the next request; nothing at the end of the connection, or if it is not HTTP.
    fn read(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<Request>> {
        let mut head = reader.take(LONGEST_HEAD);
        let mut first = String::new();
        head.read_line(&mut first)?;
        let mut words = first.split_whitespace();
        let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
        let path = target.split(['?', '#']).next().unwrap_or_default().to_owned();
        let mut request = Request { method: method.into(), path, known: None, closes: false };
        loop {
            let mut line = String::new();
            head.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { return Ok(Some(request)) };
            match name.to_ascii_lowercase().as_str() {
                "if-none-match" => request.known = Some(value.trim().to_owned()),
                "connection" => request.closes = value.trim().eq_ignore_ascii_case("close"),
                // A body would be taken for the next request; we have no use for one.
                "content-length" | "transfer-encoding" => request.closes = true,
                _ => {}
            }
        }
    }
}

impl Answer {
    fn to_bytes(&self, head_only: bool, known: Option<&str>) -> Vec<u8> {
        let (status, headers, body): (&str, String, &[u8]) = match self {
            Answer::File { body, kind, lasting, tag } => {
                let tag = format!("\"{tag}\"");
                if known == Some(tag.as_str()) {
                    return Answer::Unchanged.to_bytes(head_only, None);
                }
                let keep = if *lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
                ("200 OK", format!("content-type: {kind}\r\ncache-control: {keep}\r\netag: {tag}\r\n"), body)
            }
            Answer::Unchanged => return b"HTTP/1.1 304 Not Modified\r\n\r\n".into(),
            Answer::Elsewhere(place) => ("301 Moved Permanently", format!("location: {place}\r\n"), b""),
            Answer::Missing => (
                "404 Not Found",
                "content-type: text/plain; charset=utf-8\r\n".into(),
                b"There is no such file.\n",
            ),
            Answer::NotAllowed => ("405 Method Not Allowed", "allow: GET, HEAD\r\n".into(), b""),
        };
        let mut bytes =
            format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n", body.len()).into_bytes();
        if !head_only {
            bytes.extend_from_slice(body);
        }
        bytes
    }
}

/// The path with its `%41` read, if that gives text.
fn decoded(path: &str) -> Option<String> {
    let mut parts = path.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}

/// The digest that the name carries, as in `satchel-0123456789abcdef.css`.
fn digest(file: &Path) -> Option<&str> {
    let digest = file.file_stem()?.to_str()?.rsplit_once('-')?.1;
    (digest.len() == 16 && digest.bytes().all(|it| it.is_ascii_hexdigit())).then_some(digest)
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|it| it.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Answer, Digest, Request, Server, digest};

    fn answer(prefix: &str, method: &str, path: &str) -> Answer {
        let request = Request { method: method.into(), path: path.into(), known: None, closes: false };
        Server::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), prefix).answer(&request)
    }

    #[track_caller]
    fn check_found(prefix: &str, path: &str) {
        assert!(matches!(answer(prefix, "GET", path), Answer::File { .. }), "{path}");
    }

    #[track_caller]
    fn check_missing(prefix: &str, path: &str) {
        assert_eq!(answer(prefix, "GET", path), Answer::Missing, "{path}");
    }

    #[test]
    fn files_lie_under_the_prefix_only() {
        check_found("/", "/main.rs");
        check_found("/some/path/", "/some/path/serve/%68ttp.rs");
        check_missing("/some/path/", "/main.rs");
        check_missing("/", "/no.rs");
        assert_eq!(answer("/some/path/", "GET", "/some/path"), Answer::Elsewhere("/some/path/".into()));
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/serve/../../Cargo.toml",
            "//etc/hostname",
            "/..\\Cargo.toml",
            "/%00",
            "/%zz",
        ] {
            check_missing("/", path);
        }
    }

    #[test]
    fn nothing_is_written() {
        assert_eq!(answer("/", "POST", "/main.rs"), Answer::NotAllowed);
    }

    #[test]
    fn only_a_name_with_a_digest_is_kept_for_ever() {
        assert_eq!(digest(Path::new("satchel-0123456789abcdef.css")), Some("0123456789abcdef"));
        assert_eq!(digest(Path::new("icon-512.png")), None);
        assert_eq!(digest(Path::new("index.html")), None);
    }

    #[test]
    fn what_has_no_digest_in_its_name_is_told_by_what_is_in_it() {
        let Answer::File { body, tag, lasting, .. } = answer("/", "GET", "/main.rs") else {
            panic!("a file")
        };
        assert_eq!((tag, lasting), (Digest::of(&body).short(), false));
    }

    fn abc() -> Answer {
        Answer::File {
            body: b"abc".into(),
            kind: "text/plain",
            lasting: false,
            tag: "ba7816bf8f01cfea".into(),
        }
    }

    #[test]
    fn head_has_the_length_but_not_the_body() {
        let text = String::from_utf8(abc().to_bytes(true, None)).unwrap();
        assert!(text.contains("content-length: 3") && text.ends_with("\r\n\r\n"), "{text}");
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let text = String::from_utf8(abc().to_bytes(false, Some("\"ba7816bf8f01cfea\""))).unwrap();
        assert!(text.starts_with("HTTP/1.1 304"), "{text}");
    }
}
