use std::any::TypeId;

use sqlparser::ast::GranteesType;
use sqlparser::dialect::{Dialect, MsSqlDialect};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};

/// The parser's dialect of SQL Server without its statements of control flow, which hold every other kind of
/// statement: only those that read or write rows are given to it.
#[derive(Debug)]
pub(super) struct SqlServer;

const SERVER: MsSqlDialect = MsSqlDialect {};

/// What the parser's dialect says.
macro_rules! as_there {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $given:ty;)*) => {
        $(fn $name(&self, $($argument: $kind),*) -> $given {
            SERVER.$name($($argument),*)
        })*
    };
}

impl Dialect for SqlServer {
    fn dialect(&self) -> TypeId {
        SERVER.dialect()
    }

    fn get_reserved_grantees_types(&self) -> &[GranteesType] {
        &[GranteesType::Public]
    }

    as_there! {
        convert_type_before_value() -> bool;
        get_next_precedence(parser: &Parser<'_>) -> Option<Result<u8, ParserError>>;
        identifier_quote_style(identifier: &str) -> Option<char>;
        is_delimited_identifier_start(first: char) -> bool;
        is_identifier_part(part: char) -> bool;
        is_identifier_start(first: char) -> bool;
        is_select_item_alias(explicit: bool, word: &Keyword, parser: &mut Parser<'_>) -> bool;
        is_table_factor_alias(explicit: bool, word: &Keyword, parser: &mut Parser<'_>) -> bool;
        supports_boolean_literals() -> bool;
        supports_connect_by() -> bool;
        supports_dollar_as_money_prefix() -> bool;
        supports_end_transaction_modifier() -> bool;
        supports_eq_alias_assignment() -> bool;
        supports_named_fn_args_with_colon_operator() -> bool;
        supports_named_fn_args_with_expr_name() -> bool;
        supports_named_fn_args_with_rarrow_operator() -> bool;
        supports_nested_comments() -> bool;
        supports_object_name_double_dot_notation() -> bool;
        supports_outer_join_operator() -> bool;
        supports_set_stmt_without_operator() -> bool;
        supports_start_transaction_modifier() -> bool;
        supports_table_versioning() -> bool;
        supports_try_convert() -> bool;
    }
}
