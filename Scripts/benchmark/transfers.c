/* The yardstick of `Scripts/bench ledger`: a plain C program that writes the very transfers of a finished database, journal bytes
   and balances included, into a new one with the same schema, in the same batches and with the same durability.

   transfers SOURCE TARGET [SKIP]   SKIP: batches that are written but not timed

   Each batch is read into memory before its clock starts. Prints one line of JSON. */
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

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *s;
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, 0) != SQLITE_OK) fail(db, sql);
  return s;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

/* Columns of a transfer: all are integers but item (9) and memo (16). */
enum { COLUMNS = 20, ITEM = 9, MEMO = 16 };
typedef struct { int64_t number[COLUMNS]; char is_null[COLUMNS]; char item[16], memo[32]; } transfer;
typedef struct { char key[104]; int64_t debits, credits; char dirty, known; } account;

int main(int count, char **arguments) {
  if (count < 3) return fprintf(stderr, "transfers SOURCE TARGET [SKIP]\n"), 64;
  int64_t skip = count > 3 ? atoll(arguments[3]) : 0;
  sqlite3 *source, *db;
  sqlite3_stmt *s;
  if (sqlite3_open_v2(arguments[1], &source, SQLITE_OPEN_READONLY, 0) != SQLITE_OK) fail(source, arguments[1]);
  if (sqlite3_open(arguments[2], &db) != SQLITE_OK) fail(db, arguments[2]);
  run(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA foreign_keys=ON");
  s = prepare(source, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'");
  while (sqlite3_step(s) == SQLITE_ROW) run(db, (const char *)sqlite3_column_text(s, 0));
  sqlite3_finalize(s);

  s = prepare(source, "SELECT max(number), min(county) FROM accounts");
  sqlite3_step(s);
  int64_t accounts_max = sqlite3_column_int64(s, 0), county = sqlite3_column_int64(s, 1);
  sqlite3_finalize(s);
  account *accounts = calloc(accounts_max + 1, sizeof(account));
  int64_t *dirty = malloc((accounts_max + 1) * sizeof(int64_t));
  s = prepare(source, "SELECT number, key FROM accounts");
  while (sqlite3_step(s) == SQLITE_ROW) snprintf(accounts[sqlite3_column_int64(s, 0)].key, 104, "%s", sqlite3_column_text(s, 1));
  sqlite3_finalize(s);

  sqlite3_stmt *batches = prepare(source, "SELECT * FROM journal WHERE batch > 1 ORDER BY batch");
  sqlite3_stmt *rows = prepare(source, "SELECT * FROM transfers WHERE number > ? ORDER BY number LIMIT ?");
  sqlite3_stmt *insert = prepare(db, "INSERT INTO transfers VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  sqlite3_stmt *journal = prepare(db, "INSERT INTO journal VALUES (?,?,?,?,?,?,?,?)");
  sqlite3_stmt *save = prepare(db,
    "INSERT INTO accounts VALUES (?,?,?,?,?,0,0) ON CONFLICT (county, number) DO UPDATE SET debits_fen = excluded.debits_fen, "
    "credits_fen = excluded.credits_fen, pending_debits_fen = excluded.pending_debits_fen, pending_credits_fen = excluded.pending_credits_fen");
  int64_t written = 0, timed = 0;
  double seconds = 0;
  size_t room = 0;
  transfer *group = 0;
  while (sqlite3_step(batches) == SQLITE_ROW) {
    int64_t size = sqlite3_column_int64(batches, 3);
    if ((size_t)size > room) group = realloc(group, (room = size) * sizeof(transfer));
    sqlite3_bind_int64(rows, 1, written);
    sqlite3_bind_int64(rows, 2, size);
    int64_t n = 0;
    for (; sqlite3_step(rows) == SQLITE_ROW; n++)
      for (int i = 0; i < COLUMNS; i++) {
        group[n].is_null[i] = sqlite3_column_type(rows, i) == SQLITE_NULL;
        if (i == ITEM) snprintf(group[n].item, 16, "%s", sqlite3_column_text(rows, i));
        else if (i == MEMO) snprintf(group[n].memo, 32, "%s", sqlite3_column_text(rows, i));
        else group[n].number[i] = sqlite3_column_int64(rows, i);
      }
    sqlite3_reset(rows);
    if (n != size) return fprintf(stderr, "a batch of %lld transfers has %lld rows\n", (long long)size, (long long)n), 1;

    double begun = now();
    run(db, "BEGIN IMMEDIATE");
    int64_t dirties = 0;
    for (int64_t t = 0; t < n; t++) {
      int64_t debit = group[t].number[4], credit = group[t].number[5];
      accounts[debit].debits += group[t].number[6];
      accounts[credit].credits += group[t].number[6];
      if (!accounts[debit].dirty) accounts[debit].dirty = 1, dirty[dirties++] = debit;
      if (!accounts[credit].dirty) accounts[credit].dirty = 1, dirty[dirties++] = credit;
    }
    for (int64_t d = 0; d < dirties; d++) {
      account *a = &accounts[dirty[d]];
      sqlite3_bind_int64(save, 1, county);
      sqlite3_bind_int64(save, 2, dirty[d]);
      sqlite3_bind_text(save, 3, a->key, -1, SQLITE_STATIC);
      sqlite3_bind_int64(save, 4, a->debits);
      sqlite3_bind_int64(save, 5, a->credits);
      if (sqlite3_step(save) != SQLITE_DONE) fail(db, "account");
      sqlite3_reset(save);
      a->dirty = 0;
    }
    for (int64_t t = 0; t < n; t++) {
      for (int i = 0; i < COLUMNS; i++)
        if (i == ITEM) sqlite3_bind_text(insert, i + 1, group[t].item, -1, SQLITE_STATIC);
        else if (i == MEMO) sqlite3_bind_text(insert, i + 1, group[t].memo, -1, SQLITE_STATIC);
        else if (group[t].is_null[i]) sqlite3_bind_null(insert, i + 1);
        else sqlite3_bind_int64(insert, i + 1, group[t].number[i]);
      if (sqlite3_step(insert) != SQLITE_DONE) fail(db, "transfer");
      sqlite3_reset(insert);
    }
    for (int i = 0; i < 8; i++)
      if (i < 6) sqlite3_bind_int64(journal, i + 1, sqlite3_column_int64(batches, i));
      else sqlite3_bind_blob(journal, i + 1, sqlite3_column_blob(batches, i), sqlite3_column_bytes(batches, i), SQLITE_STATIC);
    if (sqlite3_step(journal) != SQLITE_DONE) fail(db, "journal");
    sqlite3_reset(journal);
    run(db, "COMMIT");
    written += n;
    if (--skip < 0) seconds += now() - begun, timed += n;
  }
  printf("{\"transfers\":%lld,\"rows\":%lld,\"seconds\":%.3f,\"per_second\":%.0f}\n", (long long)timed, (long long)written, seconds,
         timed / seconds);
  return 0;
}
