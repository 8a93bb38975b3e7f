import Catalogue
import Foundation
import Messages

/// Reads all files below a folder, with paths relative to it.
func catalogueFiles(in named: String) throws -> [CatalogueFile] {
  // The enumerator does not look behind a symbolic link.
  let folder = URL(fileURLWithPath: named).resolvingSymlinksInPath().path
  let manager = FileManager.default
  var isFolder: ObjCBool = false
  guard manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
    let paths = manager.enumerator(atPath: folder)
  else { throw UsageFault.cannotRead(named, why: say("没有这个文件夹", "there is no such folder")) }
  var files: [CatalogueFile] = []
  for case let path as String in paths {
    let full = folder + "/" + path
    guard manager.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue, !path.hasPrefix(".") else { continue }
    guard let data = manager.contents(atPath: full) else { throw UsageFault.cannotRead(full, why: "?") }
    files.append(CatalogueFile(path: path, bytes: [UInt8](data)))
  }
  return files
}

/// The Catalogue of a folder; prints every fault of it and fails where there is one.
func readCatalogue(_ folder: String) throws -> CountyCatalogue {
  do {
    return try CatalogueSource.parse(try catalogueFiles(in: folder))
  } catch let error as CatalogueFaults {
    if Terminal.isJSON {
      struct Row: Encodable { var code: String; var file: String; var line: Int; var column: Int; var message: String }
      Terminal.printJSON(
        error.faults.map {
          Row(code: $0.code, file: $0.path, line: $0.line, column: $0.column, message: $0.problemText(.ofProcess))
        })
    } else {
      for fault in error.faults { Terminal.note("\(fault.code) \(folder)/\(fault.text(.ofProcess))") }
      Terminal.note(say("目录有 \(error.faults.count) 处错误。", "The catalogue has \(error.faults.count) faults."))
    }
    throw ExitStatus.badData
  }
}

extension CatalogueFault {
  func problemText(_ language: Language) -> String { text(language) }
}

/// Whether somebody sits at the terminal to answer a question.
func isInteractive() -> Bool { isatty(STDIN_FILENO) == 1 }
