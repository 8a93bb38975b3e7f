/* The yardstick of `Scripts/bench orders`: a plain C program that writes the very rows of a finished database, journal bytes
   included, into a new one with the same schema, in the same groups and with the same durability.

   rows SOURCE TARGET            replays every batch of the journal as one transaction
   rows SOURCE TARGET GROUP      replays the orders in groups of GROUP instead, each with its share of the journal's bytes

   Everything is read into memory first; only the writing is timed. Prints one line of JSON. */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void fail(sqlite3 *db, const char *what) {
  fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
  exit(1);
}

static void run(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, sql, 0, 0, 0) != SQLITE_OK) fail(db, sql);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

/* A table's rows in memory: values are tagged; `order` is the order number that a row belongs to. */
typedef struct { int type; int64_t integer; const char *bytes; int length; } value;
typedef struct { value *values; int64_t *order; size_t count, room; int columns; sqlite3_stmt *insert; size_t next; } table;

static table load(sqlite3 *db, const char *sql, int order_column) {
  table t = {0};
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(db, sql, -1, &s, 0) != SQLITE_OK) fail(db, sql);
  t.columns = sqlite3_column_count(s);
  while (sqlite3_step(s) == SQLITE_ROW) {
    if (t.count == t.room) {
      t.room = t.room ? t.room * 2 : 1024;
      t.values = realloc(t.values, t.room * t.columns * sizeof(value));
      t.order = realloc(t.order, t.room * sizeof(int64_t));
    }
    for (int i = 0; i < t.columns; i++) {
      value *v = &t.values[t.count * t.columns + i];
      v->type = sqlite3_column_type(s, i);
      v->integer = sqlite3_column_int64(s, i);
      if (v->type == SQLITE_TEXT || v->type == SQLITE_BLOB) {
        v->length = sqlite3_column_bytes(s, i);
        char *copy = malloc(v->length + 1);
        memcpy(copy, sqlite3_column_blob(s, i), v->length);
        v->bytes = copy;
      }
    }
    t.order[t.count] = sqlite3_column_int64(s, order_column);
    t.count++;
  }
  sqlite3_finalize(s);
  return t;
}

static void prepare(sqlite3 *db, table *t, const char *name) {
  char sql[400];
  int n = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (", name);
  for (int i = 0; i < t->columns; i++) n += snprintf(sql + n, sizeof sql - n, i ? ",?" : "?");
  snprintf(sql + n, sizeof sql - n, ")");
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &t->insert, 0) != SQLITE_OK) fail(db, sql);
}

static void insert(sqlite3 *db, table *t, size_t row) {
  for (int i = 0; i < t->columns; i++) {
    value *v = &t->values[row * t->columns + i];
    switch (v->type) {
      case SQLITE_INTEGER: sqlite3_bind_int64(t->insert, i + 1, v->integer); break;
      case SQLITE_TEXT: sqlite3_bind_text(t->insert, i + 1, v->bytes, v->length, SQLITE_STATIC); break;
      case SQLITE_BLOB: sqlite3_bind_blob(t->insert, i + 1, v->bytes, v->length, SQLITE_STATIC); break;
      default: sqlite3_bind_null(t->insert, i + 1);
    }
  }
  if (sqlite3_step(t->insert) != SQLITE_DONE) fail(db, "insert");
  sqlite3_reset(t->insert);
}

/* Writes the rows of all orders up to `last`. */
static void insert_through(sqlite3 *db, table *t, int64_t last) {
  while (t->next < t->count && t->order[t->next] <= last) insert(db, t, t->next++);
}

static sqlite3 *create(sqlite3 *source, const char *path) {
  sqlite3 *db;
  sqlite3_stmt *s;
  if (sqlite3_open(path, &db) != SQLITE_OK) fail(db, path);
  run(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA foreign_keys=ON");
  sqlite3_prepare_v2(source, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'", -1, &s, 0);
  while (sqlite3_step(s) == SQLITE_ROW) run(db, (const char *)sqlite3_column_text(s, 0));
  sqlite3_finalize(s);
  return db;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

int main(int count, char **arguments) {
  if (count < 3) return fprintf(stderr, "rows SOURCE TARGET [GROUP]\n"), 64;
  int64_t group = count > 3 ? atoll(arguments[3]) : 0;
  sqlite3 *source;
  if (sqlite3_open_v2(arguments[1], &source, SQLITE_OPEN_READONLY, 0) != SQLITE_OK) fail(source, arguments[1]);
  table orders = load(source, "SELECT * FROM orders ORDER BY number", 1);
  table lines = load(source, "SELECT * FROM order_lines ORDER BY order_number, line", 1);
  table allocations = load(source, "SELECT * FROM allocations ORDER BY order_number, line, part", 1);
  table keys = load(source, "SELECT * FROM keys WHERE scope LIKE 'order/%' ORDER BY batch, position", 3);
  /* A batch of orders, with the number of the last one in it. */
  table journal = load(source,
    "SELECT journal.*, (SELECT count(*) FROM keys k WHERE k.county = journal.county AND k.batch = journal.batch AND k.scope LIKE 'order/%') "
    "FROM journal ORDER BY batch", 8);
  table lots = load(source, "SELECT * FROM lots ORDER BY number", 1);
  sqlite3 *db = create(source, arguments[2]);
  prepare(db, &orders, "orders");
  prepare(db, &lines, "order_lines");
  prepare(db, &allocations, "allocations");
  prepare(db, &keys, "keys");
  prepare(db, &lots, "lots");
  journal.columns--;
  prepare(db, &journal, "journal");
  /* `columns` is one less for the insert; rows still lie `columns + 1` apart. */
  int journal_stride = journal.columns + 1;

  run(db, "BEGIN");
  for (size_t i = 0; i < lots.count; i++) {
    /* reserved begins at 0 and is updated with each group, as the engine does. */
    lots.values[i * lots.columns + 13].integer = 0;
    insert(db, &lots, i);
  }
  run(db, "COMMIT");
  int64_t *reserved = calloc(lots.count + 1, sizeof(int64_t));
  char *dirty = calloc(lots.count + 1, 1);
  int64_t *touched = malloc((lots.count + 1) * sizeof(int64_t));
  sqlite3_stmt *update;
  sqlite3_prepare_v3(db,
    "UPDATE lots SET received = received, reserved = ?, shipped = shipped, lost = lost, expired = expired, movements = movements "
    "WHERE county = ? AND number = ?", -1, SQLITE_PREPARE_PERSISTENT, &update, 0);

  size_t batch = 0, next_key = 0;
  int64_t last = 0, groups = 0;
  double *latencies = malloc(sizeof(double) * (orders.count + 1));
  double start = now();
  while (last < (int64_t)orders.count) {
    double begun = now();
    value *body = 0;
    int64_t size = group;
    if (!group) {
      while (batch < journal.count && journal.order[batch] == 0) batch++;
      if (batch == journal.count) break;
      size = journal.order[batch];
    }
    int64_t until = last + size < (int64_t)orders.count ? last + size : (int64_t)orders.count;
    run(db, "BEGIN IMMEDIATE");
    size_t first_allocation = allocations.next;
    insert_through(db, &orders, until);
    insert_through(db, &lines, until);
    insert_through(db, &allocations, until);
    for (int64_t i = last; i < until && next_key < keys.count; i++) insert(db, &keys, next_key++);
    int64_t touches = 0;
    for (size_t i = first_allocation; i < allocations.next; i++) {
      value *row = &allocations.values[i * allocations.columns];
      if (row[4].type == SQLITE_NULL) continue;
      int64_t lot = row[4].integer;
      reserved[lot] += row[7].integer;
      if (!dirty[lot]) dirty[lot] = 1, touched[touches++] = lot;
    }
    for (int64_t i = 0; i < touches; i++) {
      sqlite3_bind_int64(update, 1, reserved[touched[i]]);
      sqlite3_bind_int64(update, 2, orders.values[0].integer);
      sqlite3_bind_int64(update, 3, touched[i]);
      if (sqlite3_step(update) != SQLITE_DONE) fail(db, "update");
      sqlite3_reset(update);
      dirty[touched[i]] = 0;
    }
    if (!group) {
      value *row = &journal.values[batch * journal_stride];
      for (int i = 0; i < journal.columns; i++) {
        value *v = &row[i];
        if (v->type == SQLITE_INTEGER) sqlite3_bind_int64(journal.insert, i + 1, v->integer);
        else sqlite3_bind_blob(journal.insert, i + 1, v->bytes, v->length, SQLITE_STATIC);
      }
      batch++;
    } else {
      /* The bytes of a batch of orders, cut to the group's share. */
      static size_t big;
      if (!big) for (size_t i = 0; i < journal.count; i++) if (journal.order[i] > journal.order[big]) big = i;
      body = &journal.values[big * journal_stride + 7];
      int64_t bytes = body->length * (until - last) / journal.order[big];
      for (int i = 0; i < 6; i++) sqlite3_bind_int64(journal.insert, i + 1, journal.values[big * journal_stride + i].integer);
      sqlite3_bind_int64(journal.insert, 2, groups + 1);
      sqlite3_bind_blob(journal.insert, 7, journal.values[big * journal_stride + 6].bytes, 32, SQLITE_STATIC);
      sqlite3_bind_blob(journal.insert, 8, body->bytes, bytes < body->length ? (int)bytes : body->length, SQLITE_STATIC);
    }
    if (sqlite3_step(journal.insert) != SQLITE_DONE) fail(db, "journal");
    sqlite3_reset(journal.insert);
    run(db, "COMMIT");
    last = until;
    latencies[groups++] = now() - begun;
  }
  double seconds = now() - start;
  qsort(latencies, groups, sizeof(double), compare);
  printf("{\"orders\":%lld,\"groups\":%lld,\"seconds\":%.3f,\"per_second\":%.0f,\"p50_ms\":%.3f,\"p99_ms\":%.3f}\n", (long long)last,
         (long long)groups, seconds, last / seconds, latencies[groups / 2] * 1e3, latencies[groups * 99 / 100] * 1e3);
  return 0;
}
