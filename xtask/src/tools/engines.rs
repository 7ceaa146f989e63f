//! Firefox and WebKit, for the journey that runs in three engines.

use std::env;
use std::path::{Path, PathBuf};

use super::{Finding, apt, geckodriver};
use crate::Attempt;
use crate::run::{first_line, on_path, program};

/// The programs that the journey starts, each under the variable that names it.
pub(crate) type Programs = Vec<(&'static str, PathBuf)>;

/// A program of Debian's.
struct Packaged {
    variable: &'static str,
    name: &'static str,
    package: &'static str,
    /// Where else than on `PATH` it may lie.
    elsewhere: &'static str,
}

const PACKAGED: [Packaged; 4] = [
    Packaged { variable: "FIREFOX", name: "firefox-esr", package: "firefox-esr", elsewhere: "" },
    Packaged {
        variable: "WEBKITDRIVER",
        name: "WebKitWebDriver",
        package: "webkit2gtk-driver",
        elsewhere: "",
    },
    Packaged {
        variable: "MINIBROWSER",
        name: "MiniBrowser",
        package: "webkit2gtk-driver",
        elsewhere: "webkit2gtk-4.1",
    },
    Packaged { variable: "XVFB", name: "Xvfb", package: "xvfb", elsewhere: "" },
];

/// Finds all of them, or installs what is missing.
pub(crate) fn ensure() -> Attempt<Programs> {
    let missing: Vec<&str> = PACKAGED.iter().filter(|it| it.find().is_none()).map(|it| it.package).collect();
    if !missing.is_empty() {
        apt::install(
            &missing,
            "The journey in three engines needs Firefox, WebKitGTK's driver and Xvfb. Install them, or name them by the \
             variables FIREFOX, WEBKITDRIVER, MINIBROWSER and XVFB.",
        )?;
    }
    let mut programs = vec![("GECKODRIVER", geckodriver::ensure()?)];
    for it in &PACKAGED {
        let found = it.find().ok_or_else(|| {
            format!(
                "apt-get installed {}, but {} is not found. Name it by the variable {}.",
                it.package, it.name, it.variable
            )
        })?;
        programs.push((it.variable, found));
    }
    Ok(programs)
}

impl Packaged {
    fn find(&self) -> Option<PathBuf> {
        let named = env::var_os(self.variable).map(PathBuf::from);
        named.or_else(|| on_path(self.name)).or_else(|| self.in_libraries()).filter(|it| it.is_file())
    }

    /// Debian keeps helpers in a folder of the machine's kind, such as `lib/x86_64-linux-gnu`.
    fn in_libraries(&self) -> Option<PathBuf> {
        let kinds = Path::new("/usr/lib").read_dir().ok().filter(|_| !self.elsewhere.is_empty())?;
        let places = kinds.map_while(Result::ok).map(|it| it.path().join(self.elsewhere).join(self.name));
        places.into_iter().find(|it| it.is_file())
    }

    fn finding(&self) -> Finding {
        let version = |it: PathBuf| match self.name {
            // The other two do not tell it.
            "firefox-esr" => first_line(program(it).arg("--version")),
            _ => Some("there".into()),
        };
        Finding {
            name: self.name,
            purpose: "tests",
            found: self.find().and_then(version),
            cure: format!(
                "Debian: `cargo xtask test smoke` installs {}; elsewhere install it, or set {}",
                self.package, self.variable
            ),
        }
    }
}

pub(crate) fn findings() -> Vec<Finding> {
    PACKAGED.iter().map(Packaged::finding).chain([geckodriver::finding()]).collect()
}
