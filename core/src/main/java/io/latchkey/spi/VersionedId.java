package io.latchkey.spi;

/**
 * A row at a version.
 *
 * @param id the row's id
 * @param version the version that the row must have; 0 where it must not exist
 * @since 1.0
 */
public record VersionedId(String id, long version) {

  /**
   * Checks the components.
   *
   * @param id see {@link #id()}
   * @param version see {@link #version()}
   */
  public VersionedId {
    Checks.id("id", id);
    if (version < 0) {
      throw new IllegalArgumentException("version is negative: " + version);
    }
  }
}
