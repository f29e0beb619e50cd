package io.latchkey;

import java.util.List;

/**
 * What {@linkplain PartnerRegistry#load loading} a catalogue did, each partner once and in the
 * order of the document. Immutable.
 *
 * @since 1.0
 */
public final class CatalogueLoad {

  private final List<PartnerId> registered;
  private final List<PartnerId> updated;
  private final List<PartnerId> unchanged;

  CatalogueLoad(List<PartnerId> registered, List<PartnerId> updated, List<PartnerId> unchanged) {
    this.registered = List.copyOf(registered);
    this.updated = List.copyOf(updated);
    this.unchanged = List.copyOf(unchanged);
  }

  /**
   * The partners that were not there before.
   *
   * @return their ids
   */
  public List<PartnerId> registered() {
    return registered;
  }

  /**
   * The partners that were there and are different now.
   *
   * @return their ids
   */
  public List<PartnerId> updated() {
    return updated;
  }

  /**
   * The partners that were there just as the document says.
   *
   * @return their ids
   */
  public List<PartnerId> unchanged() {
    return unchanged;
  }

  /** Counts the partners. */
  @Override
  public String toString() {
    return "CatalogueLoad[registered="
        + registered.size()
        + ", updated="
        + updated.size()
        + ", unchanged="
        + unchanged.size()
        + "]";
  }
}
