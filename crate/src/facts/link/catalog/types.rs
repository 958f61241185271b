//! Columns of types that the schema itself declares are of the family that those are made of.

use std::collections::HashMap;

use crate::facts::{NamedType, NamedTypeKind, Table, TypeFamily};

pub(super) fn settle(tables: &mut [Table], types: &[NamedType]) {
    if types.is_empty() {
        return;
    }
    let known: HashMap<String, &NamedType> = types.iter().map(|own| (own.name.to_lowercase(), own)).collect();
    for column in tables.iter_mut().flat_map(|table| &mut table.columns) {
        if column.type_.family != TypeFamily::Other {
            continue;
        }
        let name = column.type_.text.rsplit('.').next().unwrap_or_default();
        let name = name.trim_matches(['"', '`', '[', ']']).to_lowercase();
        match known.get(&name).map(|own| &own.kind) {
            Some(NamedTypeKind::Enumeration(values)) => {
                column.type_.family = TypeFamily::Enumeration;
                column.values.clone_from(values);
            }
            Some(NamedTypeKind::Domain { base, nullable, .. }) => {
                column.type_.family = base.family;
                column.nullable &= nullable;
            }
            Some(NamedTypeKind::Other) | None => {}
        }
    }
}
