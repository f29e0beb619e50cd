package io.latchkey.architecture;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types for {@link ApiListingTest}. */
public final class ApiSamples {

  private ApiSamples() {}

  /** Not shown, but what it has is. */
  abstract static class Parent {
    /** Shown in the subclass. */
    public final void hidden() {}
  }

  /** One of each. */
  public abstract static class Sample<T extends Number> extends Parent implements Runnable {

    /** A constant. */
    public static final int LIMIT = 7;

    /** A constant. */
    protected static final String NAME = "name";

    /** Not shown. */
    final int size;

    /** For subclasses. */
    protected Sample(int size) throws IOException {
      this.size = size;
    }

    /** Variable arguments. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <E> List<E> all(E... elements) {
      return List.of(elements);
    }

    /** Nullness. */
    public @Nullable T find(@Nullable String name, byte @Nullable [] bytes) {
      return null;
    }

    /** Wildcards. */
    public abstract Map<?, ? super T> map();

    /** Nullness of an argument. */
    public List<@Nullable String> none() {
      return List.of();
    }

    /** Not shown. */
    void inside() {}
  }

  /** Closed. */
  public sealed interface Tree {}

  /** A record. */
  public record Leaf(int size) implements Tree {}

  /** An enum. */
  public enum Colour {
    /** A constant. */
    RED
  }

  static final class Hidden {
    /** Public, and yet nobody sees it. */
    public static final class Inside {}
  }
}
