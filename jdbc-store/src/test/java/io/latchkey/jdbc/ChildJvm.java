package io.latchkey.jdbc;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start another JVM with the classes of this one: small, and quick to start. */
public final class ChildJvm {

  private ChildJvm() {}

  /** The command for a class with a main method in the tests of this module. */
  public static List<String> command(String heap, Class<?> main, String... arguments) {
    String paths =
        String.join(
            File.pathSeparator,
            System.getProperty("jdk.module.path", ""),
            System.getProperty("java.class.path", ""),
            testClasses(main));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.add("-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener");
    command.addAll(List.of("-cp", paths, main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The tests are patched into the module, and stand beside its classes. */
  private static String testClasses(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolveSibling("test-classes")
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
