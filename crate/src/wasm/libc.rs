//! The few functions of the C library that the grammars' scanners call; wasm32-unknown-unknown has none.
//! Characters are classified as in the C locale, so that a text is read alike natively and here.
#![allow(unsafe_code, reason = "C hands over raw pointers, and calls by symbol")]
#![allow(
    clippy::cast_ptr_alignment,
    reason = "blocks are aligned to the header, which is more than a `usize` needs"
)]

use std::alloc::{self, Layout};
use std::ptr::null_mut;

/// In front of each block stands its whole size: `free` and `realloc` are not told it.
const HEADER: usize = 16;

fn layout(size: usize) -> Option<Layout> {
    Layout::from_size_align(size.checked_add(HEADER)?, HEADER).ok()
}

/// # Safety
/// `block` is null, or was made with `layout`.
unsafe fn hand_out(block: *mut u8, layout: Layout) -> *mut u8 {
    if block.is_null() {
        return block;
    }
    // SAFETY: the block is at least `HEADER` long and aligned for a `usize`.
    unsafe {
        block.cast::<usize>().write(layout.size());
        block.add(HEADER)
    }
}

/// # Safety
/// `handed_out` came from `hand_out` and was not freed.
unsafe fn taken_back(handed_out: *mut u8) -> Option<(*mut u8, Layout)> {
    // SAFETY: the header stands in front of what was handed out, and holds the size that was asked for.
    unsafe {
        let block = handed_out.sub(HEADER);
        Some((block, Layout::from_size_align(block.cast::<usize>().read(), HEADER).ok()?))
    }
}

#[unsafe(no_mangle)]
extern "C" fn malloc(size: usize) -> *mut u8 {
    // SAFETY: a layout is never empty, it has room for the header.
    layout(size).map_or(null_mut(), |layout| unsafe { hand_out(alloc::alloc(layout), layout) })
}

#[unsafe(no_mangle)]
extern "C" fn calloc(count: usize, size: usize) -> *mut u8 {
    // SAFETY: as in `malloc`.
    count
        .checked_mul(size)
        .and_then(layout)
        .map_or(null_mut(), |layout| unsafe { hand_out(alloc::alloc_zeroed(layout), layout) })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn realloc(handed_out: *mut u8, size: usize) -> *mut u8 {
    if handed_out.is_null() {
        return malloc(size);
    }
    // SAFETY: C calls this with what `malloc`, `calloc` or this function gave.
    unsafe {
        let (Some((block, old)), Some(new)) = (taken_back(handed_out), layout(size)) else {
            return null_mut();
        };
        hand_out(alloc::realloc(block, old, new.size()), new)
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn free(handed_out: *mut u8) {
    if handed_out.is_null() {
        return;
    }
    // SAFETY: C calls this with what `malloc`, `calloc` or `realloc` gave.
    unsafe {
        if let Some((block, layout)) = taken_back(handed_out) {
            alloc::dealloc(block, layout);
        }
    }
}

fn is(character: u32, test: fn(&char) -> bool) -> i32 {
    char::from_u32(character).is_some_and(|character| test(&character)).into()
}

#[unsafe(no_mangle)]
extern "C" fn iswspace(character: u32) -> i32 {
    matches!(character, 0x09..=0x0D | 0x20).into()
}

#[unsafe(no_mangle)]
extern "C" fn iswalpha(character: u32) -> i32 {
    is(character, char::is_ascii_alphabetic)
}

#[unsafe(no_mangle)]
extern "C" fn iswdigit(character: u32) -> i32 {
    is(character, char::is_ascii_digit)
}
