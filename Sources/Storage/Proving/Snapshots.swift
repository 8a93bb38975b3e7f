import Engine
import Sealing

/// Several connections that all see one state of a database, however many others write to it.
struct Snapshots {
  let stores: [SQLiteStore]
  let head: Head

  init(path: String, count: Int) throws(StoreFault) {
    while true {
      var stores: [SQLiteStore] = []
      var heads: Set<Digest> = []
      var head = Head.empty
      for _ in 0..<count {
        let store = try SQLiteStore(try DatabaseFile(path, mode: .read))
        try store.statement("BEGIN").run()
        head = try store.head()
        heads.insert(head.hash)
        stores.append(store)
      }
      if heads.count == 1 {
        self.stores = stores
        self.head = head
        return
      }
    }
  }
}
