//! From the source to a folder that can be served: cargo, wasm-split, wasm-bindgen, wasm-opt, then [`crate::finish`].
//!
//! Cargo knows best what has to be compiled. The steps after it are skipped if their input is what it was, so a
//! second build takes seconds.

pub(crate) mod split;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::finish::{Audience, Program, files_in, finish};
use crate::run::{cargo, program, run};
use crate::sha256::Digest;
use crate::tools::wasm_target::{self, TARGET};
use crate::tools::{binaryen, bindgen, splitter};
use crate::{Attempt, lockfile, paths, say};

/// How wasm-opt optimises. No feature flags: it reads from the module what the compiler used. Inlining makes the module
/// smaller and what is sent larger, because a copy that was inlined is not like the others any more.
const OPTIMISATION: [&str; 3] = ["-Oz", "--skip-pass=inlining-optimizing", "--strip-debug"];

/// Builds the release into `dist/`.
pub(crate) fn release() -> Attempt {
    wasm_target::ensure()?;
    say::step("compiling the release");
    run(compile().args(["--release", "--features", "split", "--config"]).arg(release_flags()))?;
    let program = optimised(&built("release"))?;
    let site = finish(&program, Audience::Public)?;
    site.write_to(&paths::dist())?;
    site.say_sizes();
    say::step("dist/ is ready for any static host");
    Ok(())
}

/// Builds for whoever edits the source, unoptimised, into a folder of its own.
pub(crate) fn development(folder: &Path) -> Attempt {
    wasm_target::ensure()?;
    run(&mut compile())?;
    let bound = bind(&built("debug"), &work("development"), &[])?;
    finish(&bound.read(None)?, Audience::Developer)?.write_to(folder)
}

/// Finishes what Trunk has built, in Trunk's staging folder. In development Trunk's own page will do.
pub(crate) fn finish_for_trunk() -> Attempt {
    let said =
        "`cargo xtask finish` is a step of `trunk build`; to build without Trunk: `cargo xtask build`.";
    let folder = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or(said)?;
    if env::var("TRUNK_PROFILE").as_deref() != Ok("release") {
        return Ok(());
    }
    let wasm = files_in(&folder)?.into_iter().find(|it| it.to_string_lossy().ends_with("_bg.wasm"));
    let wasm = wasm.ok_or_else(|| format!("Trunk has left no wasm in {}.", folder.display()))?;
    let name = wasm.to_string_lossy().replace("_bg.wasm", ".js");
    let bound = Bound { glue: name.into(), wasm };
    let small = work("trunk").join("satchel.wasm");
    optimise(&bound.wasm, &small)?;
    finish(&Bound { wasm: small, ..bound }.read(None)?, Audience::Public)?.write_to(&folder)
}

/// What wasm-bindgen writes.
struct Bound {
    glue: PathBuf,
    wasm: PathBuf,
}

impl Bound {
    /// Reads it, with the second module if there is one.
    fn read(&self, later: Option<&Path>) -> Attempt<Program> {
        let said = |error: std::io::Error| format!("{} cannot be read: {error}.", self.glue.display());
        Ok(Program {
            glue: fs::read_to_string(&self.glue).map_err(said)?,
            wasm: fs::read(&self.wasm).map_err(said)?,
            later: later.map(fs::read).transpose().map_err(said)?,
        })
    }
}

/// A cargo build of the app, with the flags of `.cargo/config.toml`.
fn compile() -> Command {
    let mut command = cargo();
    command
        .args(["build", "--package", "satchel", "--bin", "satchel", "--target", TARGET, "--target-dir"])
        .arg(paths::target());
    command
}

/// Keeps the relocations, which wasm-split reads, and takes the builder's own folders out of the panic messages: nobody
/// else's business, and the same bytes everywhere. As configuration they are added to the flags of `.cargo/config.toml`,
/// where `RUSTFLAGS` would replace them.
fn release_flags() -> String {
    let home =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|it| it.join(".cargo")));
    let crates = home.unwrap_or_default().join("registry/src");
    let remapped = format!("--remap-path-prefix={}=crates", crates.display());
    format!("target.{TARGET}.rustflags=[\"-Clink-args=--emit-relocs\", {remapped:?}]")
}

fn built(profile: &str) -> PathBuf {
    paths::target().join(TARGET).join(profile).join("satchel.wasm")
}

/// A folder for what lies between two steps.
fn work(name: &str) -> PathBuf {
    paths::target().join("satchel").join(name)
}

/// Splits, binds and optimises, unless the same was done before.
fn optimised(wasm: &Path) -> Attempt<Program> {
    let folder = work("release");
    let done = Bound { glue: folder.join("satchel.js"), wasm: folder.join("satchel.wasm") };
    let bytes = fs::read(wasm).map_err(|error| format!("{} cannot be read: {error}.", wasm.display()))?;
    let (digest, bindgen) = (Digest::of(&bytes).integrity(), lockfile::version_of("wasm-bindgen")?);
    let later = folder.join("later.wasm");
    let recipe = format!(
        "{digest}, wasm-split {}, wasm-bindgen {bindgen}, wasm-opt {} {OPTIMISATION:?}\n",
        splitter::VERSION,
        binaryen::VERSION
    );
    let note = folder.join("made-from");
    if fs::read_to_string(&note).is_ok_and(|it| it == recipe)
        && let Ok(program) = done.read(Some(&later))
    {
        return Ok(program);
    }
    fs::remove_file(&note).ok();
    let halves = split::split(wasm, &folder.join("halves"))?;
    // The second module takes its memory and its table from what the linker exports of the first.
    let options = ["--remove-name-section", "--remove-producers-section", "--keep-lld-exports"];
    let bound = bind(&halves.first, &folder, &options)?;
    optimise(&bound.wasm, &done.wasm)?;
    optimise(&halves.later, &later)?;
    let said = |error: std::io::Error| format!("{} cannot be written: {error}.", folder.display());
    let glue = fs::read_to_string(&bound.glue).map_err(said)?;
    fs::write(&bound.glue, split::join(&glue, &halves.loader)?).map_err(said)?;
    fs::write(&note, recipe).map_err(said)?;
    done.read(Some(&later))
}

/// Runs wasm-bindgen. Refuses JavaScript that a crate brings along: the page would fetch it unnamed and unchecked.
fn bind(wasm: &Path, folder: &Path, options: &[&str]) -> Attempt<Bound> {
    let bindgen = bindgen::ensure()?;
    let snippets = folder.join("snippets");
    fs::remove_dir_all(&snippets).ok();
    let fixed = ["--target", "web", "--no-typescript", "--out-name", "satchel", "--out-dir"];
    run(program(bindgen.command).args(options).args(fixed).arg(folder).arg(wasm))?;
    if snippets.exists() {
        return Err(format!(
            "A crate brings JavaScript of its own ({}). Do without it, or teach xtask/src/finish.rs to carry it.",
            snippets.display()
        ));
    }
    Ok(Bound { glue: folder.join("satchel.js"), wasm: folder.join("satchel_bg.wasm") })
}

/// Runs wasm-opt.
fn optimise(from: &Path, to: &Path) -> Attempt {
    say::step("optimising with wasm-opt");
    fs::create_dir_all(to.parent().unwrap_or(to))
        .map_err(|error| format!("{} cannot be made: {error}.", to.display()))?;
    run(binaryen::ensure()?.args(OPTIMISATION).arg(from).arg("-o").arg(to))
}
