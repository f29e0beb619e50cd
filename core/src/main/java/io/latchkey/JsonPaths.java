package io.latchkey;

import java.util.regex.Pattern;

/** Says where in a JSON document something is. */
final class JsonPaths {

  static final String ROOT = "$";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
  private static final Pattern ELEMENT = Pattern.compile("\\.<(list element|map value)>");
  private static final Pattern MAP_KEY = Pattern.compile("\\[([a-z][a-z0-9_]*)]");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])([A-Z])");

  private JsonPaths() {}

  /** The place of a property; a name that could break or fill the line is cut and quoted. */
  static String property(String parent, String name) {
    String shown = Texts.printable(name);
    if (PLAIN.matcher(name).matches() && shown.equals(name)) {
      return parent + "." + name;
    }
    return parent + "['" + shown.replace("'", "\\'") + "']";
  }

  static String item(String parent, int index) {
    return parent + "[" + index + "]";
  }

  /**
   * The place of what a constraint on a carrier was broken by. Keys of maps are names of API types,
   * see {@link CatalogueBinding}.
   */
  static String ofBean(String propertyPath) {
    String path = ELEMENT.matcher(propertyPath).replaceAll("");
    path =
        HUMP.matcher(path).replaceAll(hump -> "_" + Character.toLowerCase(hump.group().charAt(0)));
    return ROOT + "." + MAP_KEY.matcher(path).replaceAll(".$1");
  }
}
