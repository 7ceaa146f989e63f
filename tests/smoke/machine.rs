//! What a journey needs around the browser: a server for the release, a driver, a screen, a folder. All of it ends with it.

use crate::{Attempt, engine::Engine, page::Page};
use std::{
    env, fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::{net::TcpStream, time};

/// How long a program may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program that runs as long as this is kept.
pub(crate) struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().and_then(|()| self.0.wait()).ok();
    }
}

/// A program: what a variable names, or what is on `PATH`. `cargo xtask test smoke` sets them all.
pub(crate) fn program(variable: &str, usual: &str) -> String {
    env::var(variable).unwrap_or_else(|_| usual.into())
}

fn start(command: &mut Command) -> Attempt<Running> {
    command.stdin(Stdio::null()).spawn().map(Running).map_err(|why| {
        let name = command.get_program().display();
        format!("{name} does not start ({why}); `cargo xtask test smoke` installs what is missing")
    })
}

/// A port that nobody uses.
fn free_port() -> Attempt<u16> {
    let found = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    found.map(|it| it.port()).map_err(|why| format!("there is no free port: {why}"))
}

/// Waits until somebody listens.
async fn listens(port: u16, who: &str) -> Attempt {
    let tries = async {
        let mut pulse = time::interval(Duration::from_millis(50));
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            pulse.tick().await;
        }
    };
    time::timeout(PATIENCE, tries).await.map_err(|_| format!("{who} does not listen at port {port}"))
}

/// The release in `dist/`, as any static host would serve it.
pub(crate) struct Host {
    port: u16,
    server: Option<Running>,
}

impl Host {
    pub(crate) async fn new() -> Attempt<Host> {
        let mut host = Host { port: free_port()?, server: None };
        host.up().await?;
        Ok(host)
    }

    /// Where the page lies.
    pub(crate) fn home(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves, at the address it had before.
    pub(crate) async fn up(&mut self) -> Attempt {
        let dist = concat!(env!("CARGO_MANIFEST_DIR"), "/../../dist");
        let address = format!("127.0.0.1:{}", self.port);
        let mut command = Command::new(program("XTASK", "xtask"));
        command.args(["static", dist, &address]).stdout(Stdio::null()).stderr(Stdio::null());
        self.server = Some(start(&mut command)?);
        listens(self.port, "the server").await
    }

    /// Nobody answers there any more.
    pub(crate) fn down(&mut self) {
        self.server = None;
    }
}

/// The driver of an engine, and where it listens.
pub(crate) async fn driver(
    engine: &Engine,
    folder: &Folder,
    screen: Option<&Screen>,
) -> Attempt<(Running, String)> {
    let port = free_port()?;
    let (variable, usual) = engine.driver;
    let mut command = Command::new(program(variable, usual));
    command.args((engine.port)(port)).stdout(Stdio::null()).stderr(Stdio::null());
    command.env("XDG_CONFIG_HOME", folder.path("config"));
    if let Some(screen) = screen {
        command.env("DISPLAY", &screen.name);
    }
    let driver = start(&mut command)?;
    listens(port, usual).await?;
    Ok((driver, format!("http://127.0.0.1:{port}")))
}

/// A screen that nobody sees.
pub(crate) struct Screen {
    name: String,
    _server: Running,
}

impl Screen {
    /// It chooses its number by itself, and tells it once it can be drawn on.
    pub(crate) fn new() -> Attempt<Screen> {
        let arguments = ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"];
        let mut command = Command::new(program("XVFB", "Xvfb"));
        let mut server = start(command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let mut number = String::new();
        let told = server.0.stdout.take().map(|it| BufReader::new(it).read_line(&mut number));
        match (told, number.trim()) {
            (Some(Ok(1..)), number) => Ok(Screen { name: format!(":{number}"), _server: server }),
            _ => Err("Xvfb does not tell which screen it is".into()),
        }
    }
}

/// A folder for one engine, empty at the start; what failed leaves a picture in it.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Attempt<Folder> {
        let folder = Folder(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("smoke").join(name));
        fs::remove_dir_all(&folder.0).ok();
        let told = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", folder.downloads());
        let made = ["downloads", "config"].iter().try_for_each(|it| fs::create_dir_all(folder.path(it)));
        made.and_then(|()| fs::write(folder.path("config/user-dirs.dirs"), told))
            .map_err(|why| format!("{} cannot be made: {why}", folder.0.display()))?;
        Ok(folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Where downloads go.
    pub(crate) fn downloads(&self) -> String {
        self.path("downloads").to_string_lossy().into_owned()
    }

    /// The file that was downloaded since the last one, once it is whole.
    pub(crate) async fn downloaded(&self, page: &Page) -> Attempt<PathBuf> {
        let kept =
            self.path(&format!("downloaded-{}.json", fs::read_dir(&self.0).map_or(0, Iterator::count)));
        let find = async || {
            let all = fs::read_dir(self.path("downloads")).into_iter().flatten().map_while(Result::ok);
            // A browser gives it its name when it is whole.
            let named = |it: &PathBuf| it.extension().is_some_and(|ending| ending == "json");
            let found = all.map(|it| it.path()).find(named);
            Ok(found.filter(|it| fs::metadata(it).is_ok_and(|it| it.len() > 0)))
        };
        let file = page.until("a file is downloaded", find).await?;
        fs::rename(&file, &kept).map_err(|why| format!("{}: {why}", file.display()))?;
        Ok(kept)
    }
}
