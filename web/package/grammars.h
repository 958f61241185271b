// Included before all C code that is compiled for wasm32, and of use to the grammars: two tables of each need not travel.
//
// `ts_primary_state_ids` is read by queries alone, which the engine does not use.
// `ts_small_parse_table_map` says where in `ts_small_parse_table` each state begins. They lie there one behind the
// other, so that it is counted when the grammar is asked for.
//
// A grammar names each of the tables twice: where it is defined, and where the grammar is put together. The first
// stays a table, which nothing then uses and no compiler keeps; the second becomes what stands here.
#if __has_include("tree_sitter/parser.h")
#include "tree_sitter/parser.h"

#define NAMED(table, time) NAMED_(table, time)
#define NAMED_(table, time) table##time
#define ts_primary_state_ids NAMED(ids_, __COUNTER__)
#define ts_small_parse_table_map NAMED(begins_, __COUNTER__)

// In the order of a grammar: both definitions, then both uses.
#define ids_0 __attribute__((unused)) unused_ids
#define begins_1 __attribute__((unused)) unused_begins
#define begins_2 small_states
#define ids_3 NULL

static inline const TSLanguage *filled(const TSLanguage *language, uint32_t *begins) {
  const uint16_t *table = language->small_parse_table;
  uint32_t at = 0;
  for (uint32_t state = language->large_state_count; state < language->state_count; state++) {
    *begins++ = at;
    for (uint16_t groups = table[at++]; groups > 0; groups--) at += 2 + table[at + 1];
  }
  return language;
}

// The function that a grammar is asked for by: its own body becomes that of `unfilled`.
#define FILLED(name)                                                   \
  name(void);                                                          \
  static uint32_t small_states[STATE_COUNT];                           \
  static const TSLanguage *unfilled(void);                             \
  const TSLanguage *name(void) {                                       \
    static const TSLanguage *once;                                     \
    return once ? once : (once = filled(unfilled(), small_states));    \
  }                                                                    \
  static const TSLanguage *unfilled(void)
#define tree_sitter_c_sharp(_) FILLED(tree_sitter_c_sharp)
#define tree_sitter_go(_) FILLED(tree_sitter_go)
#define tree_sitter_java(_) FILLED(tree_sitter_java)
#define tree_sitter_python(_) FILLED(tree_sitter_python)
#define tree_sitter_rust(_) FILLED(tree_sitter_rust)
#define tree_sitter_tsx(_) FILLED(tree_sitter_tsx)
#define tree_sitter_typescript(_) FILLED(tree_sitter_typescript)
#endif
