//! The finishing step: from the parts of a build to a folder that any static host can serve under any path.
//!
//! `cargo xtask build` calls it, and so does Trunk's `post_build` hook; both read the same `index.html` and end with the
//! same files. A name carries the digest of what is in it, so a host may let browsers keep it for ever, and a page can
//! never run with another version's parts. The page comes last but one, with the policy it runs under; the service
//! worker last, with the list of all the others.
//!
//! # What is not here
//!
//! No compiling and no wasm-opt: see [`crate::build`].

mod page;
mod script;
mod styles;
mod worker;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::sha256::Digest;
use crate::{Attempt, lockfile, paths, say};
use page::Element;

/// The script that saves a copy without the app.
const RESCUE: &str = "public/rescue.js";

/// The app as wasm-bindgen leaves it.
pub(crate) struct Program {
    /// The module that loads the wasm.
    pub(crate) glue: String,
    pub(crate) wasm: Vec<u8>,
    /// The second module, which the first fetches after the first screen.
    pub(crate) later: Option<Vec<u8>>,
}

/// Whom a site is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Everyone: kept for offline use by a service worker.
    Public,
    /// Whoever edits the source: reloads itself, and no service worker stands between.
    Developer,
}

/// A finished site: each file by its path.
#[derive(Default)]
pub(crate) struct Site {
    files: BTreeMap<String, Vec<u8>>,
    /// The files whose names carry their digest, in the order they were added.
    parts: Vec<Part>,
}

/// A file that never changes under its name.
struct Part {
    name: String,
    integrity: String,
}

/// Finishes a build.
pub(crate) fn finish(program: &Program, audience: Audience) -> Attempt<Site> {
    let source = read_text("index.html")?;
    let mut site = Site::default();
    let html = site.finish_page(&source, program, audience)?;
    site.finish_worker(html, audience)?;
    Ok(site)
}

impl Site {
    /// Adds what the page refers to, and answers the page, which still lacks its version.
    fn finish_page(&mut self, source: &str, program: &Program, audience: Audience) -> Attempt<String> {
        let elements = page::elements(source)?;
        let css = styles::bundle(&elements, paths::root())?;
        let sheet = self.add_part("satchel", "css", css.into());
        let (sheet, early) = (sheet.stylesheet(), sheet.preload());
        self.finish_rescue(&sheet)?;
        let mut style = Some(sheet);
        page::rewrite(source, |element| {
            Ok(match element {
                Element::Style(_) => style.take().unwrap_or_default(), // All are in the first.
                Element::Script(path) => {
                    let script = script::strip(&read_text(path)?);
                    self.add_part(stem(path), "js", script.into()).script()
                }
                Element::Icon(path) => {
                    let icon = read(path)?;
                    format!(
                        r#"<link rel="icon" href="{}" type="image/svg+xml">"#,
                        self.add_part(stem(path), "svg", icon).name
                    )
                }
                Element::Copy(path) => self.copy(path.as_ref()).map(|()| String::new())?,
                Element::App => format!("{}\n{early}", self.add_program(program, audience)?),
            })
        })
    }

    /// Adds the page that saves a copy without the app. It and its script lie under their own names, so that no service
    /// worker answers for them.
    fn finish_rescue(&mut self, sheet: &str) -> Attempt {
        let html = page::rewrite(&read_text("public/rescue.html")?, |element| match element {
            Element::Style(_) => Ok(sheet.to_owned()),
            other => Err(format!("public/rescue.html: there is no way to put {other:?} into it.")),
        })?;
        self.files.insert("rescue.html".into(), page::with_policy(&html)?.into());
        self.files.insert("rescue.js".into(), script::strip(&read_text(RESCUE)?).into());
        Ok(())
    }

    /// Adds the app's files and answers how the page refers to them.
    fn add_program(&mut self, program: &Program, audience: Audience) -> Attempt<String> {
        let wasm = self.add_part("satchel", "wasm", program.wasm.clone()).name.clone();
        // The same script as beside rescue.html, but kept for offline use: a panic may come without a line.
        let rescue = self.add_part("rescue", "js", script::strip(&read_text(RESCUE)?).into()).name.clone();
        let (glue, later) = match &program.later {
            Some(later) => {
                let Part { name, integrity } = self.add_part("later", "wasm", later.clone());
                let told = format!(r#" data-later="{name}" data-digest="{integrity}""#);
                (script::with_second(&program.glue)?, told)
            }
            None => (program.glue.clone(), String::new()),
        };
        let glue = self.add_part("satchel", "js", script::strip(&glue).into());
        let Part { name, integrity } = glue;
        let preload = format!(
            r#"<link rel="modulepreload" href="{name}" integrity="{integrity}">
<link rel="preload" href="{wasm}" as="fetch" type="application/wasm" crossorigin>"#
        );
        let (worker, reload) = match audience {
            Audience::Public => (r#" data-sw="sw.js""#, ""),
            Audience::Developer => ("", "\n<script src=\"reload.js\" defer></script>"),
        };
        Ok(format!(
            r#"<meta name="satchel-parts" data-js="{name}" data-wasm="{wasm}" data-rescue="{rescue}"{later}{worker}>
{preload}{reload}"#
        ))
    }

    /// Adds the page under its version, and the service worker.
    fn finish_worker(&mut self, html: String, audience: Audience) -> Attempt {
        let template = read_text("public/sw.js")?;
        let version = self.version(&html, &template)?;
        self.files.insert("index.html".into(), page::with_head(&html, &version)?.into());
        match audience {
            Audience::Public => {
                let worker = worker::fill(&template, &version, &self.parts)?;
                self.files.insert("sw.js".into(), script::strip(&worker).into());
            }
            // A release that was once served from this address takes its worker away.
            Audience::Developer => {
                self.files.insert("sw.js".into(), read("public/sw-off.js")?);
                self.files.insert("reload.js".into(), include_bytes!("serve/reload.js").into());
            }
        }
        Ok(())
    }

    /// The version of the app and of exactly these files.
    fn version(&self, html: &str, worker: &str) -> Attempt<String> {
        let names: Vec<&str> = self.parts.iter().map(|it| it.name.as_str()).collect();
        let digest = Digest::of(format!("{html}\n{worker}\n{}", names.join("\n")).as_bytes());
        Ok(format!("{}+{}", lockfile::version_of("satchel")?, digest.short()))
    }

    fn add_part(&mut self, stem: &str, ending: &str, bytes: Vec<u8>) -> &Part {
        let digest = Digest::of(&bytes);
        let name = format!("{stem}-{}.{ending}", digest.short());
        self.files.insert(name.clone(), bytes);
        self.parts.push(Part { name, integrity: digest.integrity() });
        self.parts.last().expect("it was pushed just now")
    }

    /// Copies a file, or a folder with what lies in it, under its own name.
    fn copy(&mut self, path: &Path) -> Attempt {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let whole = paths::root().join(path);
        if !whole.is_dir() {
            self.files.insert(name, read(path)?);
            return Ok(());
        }
        for file in files_in(&whole)? {
            let inner = file.strip_prefix(&whole).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            self.files.insert(format!("{name}/{inner}"), read(&file)?);
        }
        Ok(())
    }

    /// Makes a folder hold this site and nothing else.
    pub(crate) fn write_to(&self, folder: &Path) -> Attempt {
        let said = |error: std::io::Error| format!("{} cannot be written: {error}.", folder.display());
        fs::create_dir_all(folder).map_err(said)?;
        for (name, bytes) in &self.files {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().unwrap_or(folder)).map_err(said)?;
            if fs::read(&file).ok().as_ref() != Some(bytes) {
                fs::write(&file, bytes).map_err(said)?;
            }
        }
        for file in files_in(folder)? {
            let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            if !self.files.contains_key(&name) {
                fs::remove_file(&file).map_err(said)?;
            }
        }
        Ok(())
    }

    /// Says how large each file is that a visit fetches.
    pub(crate) fn say_sizes(&self) {
        for part in &self.parts {
            let size = self.files.get(&part.name).map_or(0, Vec::len);
            say::step(&format!("{:>9} bytes  {}", size, part.name));
        }
    }
}

impl Part {
    fn stylesheet(&self) -> String {
        format!(r#"<link rel="stylesheet" href="{}" integrity="{}">"#, self.name, self.integrity)
    }

    /// The stylesheet asked for before the boot script, at which the parser stops: under a policy of the page's own it looks
    /// no further ahead.
    fn preload(&self) -> String {
        format!(r#"<link rel="preload" href="{}" as="style" integrity="{}">"#, self.name, self.integrity)
    }

    fn script(&self) -> String {
        format!(r#"<script src="{}" integrity="{}"></script>"#, self.name, self.integrity)
    }
}

fn read(path: impl AsRef<Path>) -> Attempt<Vec<u8>> {
    let path = path.as_ref();
    fs::read(paths::root().join(path)).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

fn read_text(path: &str) -> Attempt<String> {
    String::from_utf8(read(path)?).map_err(|error| format!("{path} is not text in UTF-8: {error}."))
}

fn stem(path: &str) -> &str {
    Path::new(path).file_stem().and_then(|it| it.to_str()).unwrap_or("part")
}

/// Every file below a folder, sorted.
pub(crate) fn files_in(folder: &Path) -> Attempt<Vec<PathBuf>> {
    let said = |error: std::io::Error| format!("{} cannot be read: {error}.", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(said)? {
        let path = entry.map_err(said)?.path();
        if path.is_dir() { files.extend(files_in(&path)?) } else { files.push(path) }
    }
    files.sort();
    Ok(files)
}
