/* The yardstick of `Scripts/bench reconcile`: a plain C program that writes the very rows that a finished database has and an earlier
   copy of it has not, row by row with prepared statements, in the same order, with the same durability.

   copy AFTER BEFORE [LINES]   LINES: bank lines for each transaction; without it all goes into one

   Everything is read into memory before the clock starts. Prints the seconds. */
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

/* Of each table: what is new by the rows of `old`, and how a row is written. */
static const struct { const char *name, *select, *write; } tables[] = {
  {"accounts", "SELECT debits_fen, credits_fen, pending_debits_fen, pending_credits_fen, county, number FROM accounts n WHERE EXISTS "
    "(SELECT 1 FROM old.accounts o WHERE o.county = n.county AND o.number = n.number AND (o.debits_fen <> n.debits_fen OR o.credits_fen <> n.credits_fen))",
   "UPDATE accounts SET debits_fen = ?, credits_fen = ?, pending_debits_fen = ?, pending_credits_fen = ? WHERE county = ? AND number = ?"},
  {"accounts", "SELECT * FROM accounts n WHERE number > (SELECT ifnull(max(number), 0) FROM old.accounts)", 0},
  {"transfers", "SELECT * FROM transfers WHERE number > (SELECT ifnull(max(number), 0) FROM old.transfers) ORDER BY number", 0},
  {"payout_runs", "SELECT * FROM payout_runs WHERE number > (SELECT ifnull(max(number), 0) FROM old.payout_runs)", 0},
  {"payouts", "SELECT * FROM payouts WHERE run > (SELECT ifnull(max(run), 0) FROM old.payouts) ORDER BY run, number", 0},
  {"bank_lines", "SELECT * FROM bank_lines WHERE number > (SELECT ifnull(max(number), 0) FROM old.bank_lines) ORDER BY number", 0},
  {"keys", "SELECT * FROM keys WHERE batch > (SELECT max(batch) FROM old.journal) ORDER BY batch, position", 0},
  {"journal", "SELECT * FROM journal WHERE batch > (SELECT max(batch) FROM old.journal) ORDER BY batch", 0},
};
enum { TABLES = sizeof tables / sizeof *tables };

typedef struct { sqlite3_value **values; size_t count, room, done; int columns; sqlite3_stmt *write; } rows;

static rows read_rows(sqlite3 *source, int table) {
  rows all = {0};
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(source, tables[table].select, -1, &s, 0) != SQLITE_OK) fail(source, tables[table].select);
  all.columns = sqlite3_column_count(s);
  while (sqlite3_step(s) == SQLITE_ROW) {
    if (all.count == all.room) all.values = realloc(all.values, (all.room = all.room * 2 + 64) * all.columns * sizeof(sqlite3_value *));
    for (int i = 0; i < all.columns; i++) all.values[all.count * all.columns + i] = sqlite3_value_dup(sqlite3_column_value(s, i));
    all.count++;
  }
  sqlite3_finalize(s);
  return all;
}

static void prepare(sqlite3 *db, int table, rows *all) {
  char sql[256];
  int length = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?", tables[table].name);
  for (int i = 1; i < all->columns; i++) length += snprintf(sql + length, sizeof sql - length, ",?");
  snprintf(sql + length, sizeof sql - length, ")");
  const char *text = tables[table].write ? tables[table].write : sql;
  if (sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, &all->write, 0) != SQLITE_OK) fail(db, text);
}

/* Up to the given row. */
static void write_rows(sqlite3 *db, rows *all, size_t end) {
  for (; all->done < end && all->done < all->count; all->done++) {
    for (int i = 0; i < all->columns; i++) sqlite3_bind_value(all->write, i + 1, all->values[all->done * all->columns + i]);
    if (sqlite3_step(all->write) != SQLITE_DONE) fail(db, "write");
    sqlite3_reset(all->write);
  }
}

int main(int count, char **arguments) {
  if (count < 3) return fprintf(stderr, "copy AFTER BEFORE [LINES]\n"), 64;
  size_t each = count > 3 ? strtoul(arguments[3], 0, 10) : 0;
  sqlite3 *source, *db;
  if (sqlite3_open_v2(arguments[1], &source, SQLITE_OPEN_READONLY, 0) != SQLITE_OK) fail(source, arguments[1]);
  char attach[4200];
  snprintf(attach, sizeof attach, "ATTACH '%s' AS old", arguments[2]);
  run(source, attach);
  rows all[TABLES];
  for (int t = 0; t < TABLES; t++) all[t] = read_rows(source, t);
  sqlite3_close(source);
  if (sqlite3_open(arguments[2], &db) != SQLITE_OK) fail(db, arguments[2]);
  run(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA foreign_keys=ON");
  for (int t = 0; t < TABLES; t++) prepare(db, t, &all[t]);
  size_t lines = 0, parts = 1;
  for (int t = 0; t < TABLES; t++) if (!strcmp(tables[t].name, "bank_lines")) lines = all[t].count;
  if (each && lines) parts = (lines + each - 1) / each;
  double start = now();
  for (size_t part = 1; part <= parts; part++) {
    run(db, "BEGIN IMMEDIATE");
    for (int t = 0; t < TABLES; t++) {
      int is_new_account = !tables[t].write && !strcmp(tables[t].name, "accounts");
      write_rows(db, &all[t], is_new_account ? all[t].count : all[t].count * part / parts);
    }
    run(db, "COMMIT");
  }
  printf("%.6f\n", now() - start);
}
