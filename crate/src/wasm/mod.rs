//! The face to JavaScript: takes objects in, hands objects out, and holds no logic of its own.

mod error;
mod input;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Report, Verdict};

/// Quicker than the standard one at what is small and short-lived, as most of what a review allocates is.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A panic is a bug of the engine; its text and place go to the console instead of a bare `unreachable`.
#[wasm_bindgen(start, private)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// Reviews files together: what is wrong and where, how the submission stands against the checklist, and a
/// first design outline. The same files give the same report.
///
/// Throws an `OptionError` where the project is not of the shape that is asked for.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn review(
    #[wasm_bindgen(unchecked_param_type = "Project")] project: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ReviewOptions")] options: &JsValue,
) -> Result<JsValue, JsValue> {
    let baseline = input::baseline(options)?;
    let mut project = input::project(project)?;
    project.files.extend(baseline.into_iter().map(crate::File::as_baseline));
    report(&crate::review(&project))
}

/// Files that are reviewed again and again: after a change, only the changed file is read again.
#[wasm_bindgen]
#[derive(Default)]
pub struct Workspace {
    inner: crate::Workspace,
}

#[wasm_bindgen]
impl Workspace {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, or replaces the one of the same path.
    ///
    /// Throws an `OptionError` where an argument is not what it should be.
    #[wasm_bindgen(js_name = setFile)]
    pub fn set_file(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] path: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] text: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] kind: &JsValue,
    ) -> Result<(), JsValue> {
        self.inner.set_file(input::file_of(path, text, kind)?);
        Ok(())
    }

    /// Forgets the file of that path; says whether there was one.
    #[wasm_bindgen(js_name = removeFile)]
    pub fn remove_file(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] path: &JsValue,
    ) -> Result<bool, JsValue> {
        Ok(self.inner.remove_file(&input::path_of(path)?))
    }

    /// Reviews the files that are in it; an earlier version holds for this review alone.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn review(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "ReviewOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        self.inner.set_baseline(input::baseline(options)?);
        report(&self.inner.review())
    }
}

fn report(verdict: &Verdict) -> Result<JsValue, JsValue> {
    let report: &Report = verdict.report();
    Ok(report.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
