package io.latchkey;

import java.lang.reflect.Field;

/**
 * Reaches what runs in the background of a {@link Latchkey}, so that a test can say when it does.
 */
final class Inside {

  private Inside() {}

  static Engine engine(Latchkey latchkey) {
    return (Engine) field(field(latchkey, "wiring"), "engine");
  }

  /** Writes down what time has ended, as the housekeeper does every minute. */
  static void maintain(Latchkey latchkey) {
    new Maintenance(engine(latchkey)).run(latchkey.health().feedNumber());
  }

  /** The very array that an issued key keeps its text in; null once it is given up. */
  static char[] memory(IssuedKey issued) {
    return (char[]) field(issued, "text");
  }

  private static Object field(Object owner, String name) {
    try {
      Field field = owner.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(owner);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(owner.getClass() + " has no " + name, e);
    }
  }
}
