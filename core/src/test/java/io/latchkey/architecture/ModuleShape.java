package io.latchkey.architecture;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The descriptor of a module as it was compiled, one line for each thing that it says. For the
 * tests of Latchkey's own modules.
 */
public final class ModuleShape {

  private ModuleShape() {}

  /**
   * Reads the descriptor beside a class. Not that of the module that runs: to that one, a test run
   * has added what it needs.
   *
   * @param type a class of the module
   * @return what it exports, requires, opens, uses and provides, and its name
   */
  public static SortedSet<String> of(Class<?> type) {
    return lines(descriptor(type));
  }

  static ModuleDescriptor descriptor(Class<?> type) {
    return ModuleFinder.of(location(type)).findAll().iterator().next().descriptor();
  }

  /** The directory or archive that a class comes from. */
  static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no location: " + type, e);
    }
  }

  static SortedSet<String> lines(ModuleDescriptor module) {
    SortedSet<String> lines = new TreeSet<>();
    lines.add(words(module.modifiers()) + "module " + module.name());
    module.requires().forEach(r -> lines.add("requires " + words(r.modifiers()) + r.name()));
    module.exports().forEach(e -> lines.add("exports " + e.source() + to(e.targets())));
    module.opens().forEach(o -> lines.add("opens " + o.source() + to(o.targets())));
    module.uses().forEach(service -> lines.add("uses " + service));
    module.provides().forEach(p -> lines.add("provides " + p.service() + " with " + p.providers()));
    return lines;
  }

  private static String words(Set<? extends Enum<?>> modifiers) {
    return modifiers.stream()
        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
        .sorted()
        .collect(Collectors.joining());
  }

  private static String to(Set<String> targets) {
    return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
  }
}
