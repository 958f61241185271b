//! Words that each database takes for a name only in quotes. Between blanks, in lower case.

pub(super) const POSTGRESQL: &str = " \
    all analyse analyze and any array as asc asymmetric both case cast check collate column constraint \
    create current_date current_role current_time current_timestamp current_user default deferrable desc \
    distinct do else end except false fetch for foreign from grant group having in initially intersect \
    into lateral leading limit localtime localtimestamp not null offset on only or order placing primary \
    references returning select session_user some symmetric system_user table then to trailing true union \
    unique user using variadic when where window with ";

pub(super) const MYSQL: &str = " \
    add all alter analyze and as asc before between both by call cascade case change character check \
    collate column condition constraint continue convert create cross cube cursor database databases \
    default delete desc describe distinct div drop dual each else empty except exists exit explain false \
    fetch for force foreign from fulltext function generated get grant group grouping groups having if \
    ignore in index inner inout insert intersect interval into is iterate join key keys kill lateral lead \
    leading leave left like limit lines load lock loop match mod natural not null of on optimize option \
    optionally or order out outer over partition precision primary procedure purge range rank read reads \
    recursive references regexp release rename repeat replace require resignal restrict return revoke \
    right row rows schema schemas select separator set show signal spatial sql ssl starting system table \
    terminated then to trailing trigger true undo union unique unlock unsigned update usage use using \
    values varying virtual when where while window with write xor zerofill ";

pub(super) const SQLITE: &str = " \
    add all alter and as autoincrement between case check collate commit constraint create default \
    deferrable delete distinct drop else escape exists foreign from group having in index insert \
    intersect into is isnull join limit not nothing notnull null on or order primary references returning \
    select set table then to transaction union unique update using values when where ";

pub(super) const SQL_SERVER: &str = " \
    add all alter and any as asc authorization backup begin between break browse bulk by cascade case \
    check checkpoint close clustered coalesce collate column commit compute constraint contains continue \
    convert create cross current cursor database deallocate declare default delete deny desc disk \
    distinct distributed double drop dump else end errlvl escape except exec execute exists exit external \
    fetch file fillfactor for foreign freetext from full function goto grant group having holdlock \
    identity if in index inner insert intersect into is join key kill left like lineno load merge \
    national nocheck not null nullif of off offsets on open option or order outer over percent pivot plan \
    precision primary print proc procedure public raiserror read references replication restore restrict \
    return revert revoke right rollback rowcount rule save schema select session_user set setuser \
    shutdown some statistics table tablesample then to top tran transaction trigger truncate union unique \
    unpivot update use user using values varying view waitfor when where while with writetext ";

pub(super) const ORACLE: &str = " \
    access add all alter and any as asc audit between by char check cluster column comment compress \
    connect create current date decimal default delete desc distinct drop else exclusive exists file \
    float for from grant group having identified immediate in increment index initial insert integer \
    intersect into is level like lock long maxextents minus mlslabel mode modify noaudit nocompress not \
    nowait null number of offline on online option or order pctfree prior public raw rename resource \
    revoke row rowid rownum rows select session set share size smallint start successful synonym sysdate \
    table then to trigger uid union unique update user validate values varchar varchar2 view whenever \
    where with ";
