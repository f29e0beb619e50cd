package io.latchkey.jdbc.crash;

import io.latchkey.jdbc.JdbcKeyStore;
import io.latchkey.spi.AuditChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** What a kill left behind, held against what was answered before it. */
final class Aftermath {

  private final List<String> violations = new ArrayList<>();
  private int promises;
  private int keys;

  private Aftermath() {}

  static Aftermath of(DataSource database, Path journals) throws IOException {
    Aftermath aftermath = new Aftermath();
    List<String> chains = new ArrayList<>(Victim.ACCOUNTS);
    chains.add(AuditChain.HOST);
    try (JdbcKeyStore store = JdbcKeyStore.create(database)) {
      aftermath.inspect(StoreContent.read(store, chains), journals);
    }
    return aftermath;
  }

  private void inspect(StoreContent content, Path journals) throws IOException {
    keys = content.keys().size();
    violations.addAll(Consistency.violations(content));
    for (Path file : files(journals)) {
      String name = file.getFileName().toString();
      List<Done> told = Journal.read(file);
      promises += told.size();
      if (name.startsWith("own-")) {
        String creator = "u-" + name.substring("own-".length());
        violations.addAll(Promises.violationsOfOwn(creator, told, content));
      } else {
        violations.addAll(Promises.violationsOfShared(told, content));
      }
    }
  }

  private static SortedSet<Path> files(Path journals) throws IOException {
    try (var files = Files.list(journals)) {
      return files
          .filter(file -> !file.endsWith(VictimProcess.ERRORS))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  List<String> violations() {
    return violations;
  }

  /** How many answers were given, all of which must be kept. */
  int promises() {
    return promises;
  }

  int keys() {
    return keys;
  }
}
