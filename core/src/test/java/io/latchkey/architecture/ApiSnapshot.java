package io.latchkey.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares the API that a module exports with the list that is committed, so that no change of it
 * goes unnoticed. For the tests of Latchkey's own modules.
 */
public final class ApiSnapshot {

  private static final String WRITE = "latchkey.api.write";

  private static final String COMMAND =
      "mvn -Pquick -pl core,memory-store,jdbc-store test '-Dtest=*ApiSnapshotTest'"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE
          + "=true";

  private ApiSnapshot() {}

  /**
   * Compares, or writes the list anew if the system property {@code latchkey.api.write} is true.
   *
   * @param artifact the artifact's name, which is the list's too
   * @param type a class of the module
   * @throws AssertionError if the API differs from the list; says how, and what to do
   */
  public static void check(String artifact, Class<?> type) {
    Path list = root().resolve(".config/api").resolve(artifact + ".txt");
    SortedSet<String> now = listing(type);
    if (Boolean.getBoolean(WRITE)) {
      write(list, now);
      return;
    }
    String difference = difference(read(list), now);
    if (!difference.isEmpty()) {
      throw new AssertionError(
          "the exported API is not the one in "
              + list.getFileName()
              + ":\n"
              + difference
              + "If the change is meant, write the list anew, commit it and say so in the"
              + " changelog:\n"
              + COMMAND);
    }
  }

  /** Every exported type of a module, member by member. */
  static SortedSet<String> listing(Class<?> type) {
    SortedSet<String> lines = new TreeSet<>();
    for (ModuleDescriptor.Exports exported : ModuleShape.descriptor(type).exports()) {
      int before = lines.size();
      for (Class<?> found : classes(type, exported.source())) {
        ApiLines.add(found, lines);
      }
      if (lines.size() == before) {
        throw new AssertionError("no public type was found in " + exported.source());
      }
    }
    return lines;
  }

  private static List<Class<?>> classes(Class<?> type, String packageName) {
    Path directory = ModuleShape.location(type).resolve(packageName.replace('.', '/'));
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          String simple = name.substring(0, name.length() - ".class".length());
          classes.add(Class.forName(packageName + "." + simple, false, type.getClassLoader()));
        }
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** What went and what came, a line for each; empty if nothing did. */
  static String difference(SortedSet<String> before, SortedSet<String> now) {
    SortedSet<String> all = new TreeSet<>(before);
    all.addAll(now);
    StringBuilder difference = new StringBuilder();
    for (String line : all) {
      if (!now.contains(line)) {
        difference.append("- ").append(line).append('\n');
      } else if (!before.contains(line)) {
        difference.append("+ ").append(line).append('\n');
      }
    }
    return difference.toString();
  }

  private static SortedSet<String> read(Path list) {
    try {
      return new TreeSet<>(Files.readAllLines(list));
    } catch (IOException e) {
      throw new AssertionError("there is no list of the API yet; write it:\n" + COMMAND, e);
    }
  }

  private static void write(Path list, SortedSet<String> lines) {
    try {
      Files.createDirectories(list.getParent());
      Files.writeString(list, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory of the whole build: the nearest one above this module that Maven marks so. */
  private static Path root() {
    Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    for (Path directory = module; directory != null; directory = directory.getParent()) {
      if (Files.isDirectory(directory.resolve(".mvn"))) {
        return directory;
      }
    }
    throw new AssertionError("no directory above " + module + " has .mvn");
  }
}
