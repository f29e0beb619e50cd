package io.latchkey;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose keys a snapshot holds: those of some accounts, those for some partners, or all. Immutable.
 *
 * @since 1.0
 */
public final class SnapshotScope {

  /** So that the scope fits into an audit entry. */
  private static final int MAX_IDS = 100;

  private static final SnapshotScope EVERYTHING = new SnapshotScope(Kind.EVERYTHING, List.of());

  private final Kind kind;
  private final List<String> ids;

  private SnapshotScope(Kind kind, List<String> ids) {
    this.kind = kind;
    this.ids = ids;
  }

  /**
   * All keys of the store.
   *
   * @return the scope
   */
  public static SnapshotScope everything() {
    return EVERYTHING;
  }

  /**
   * The keys that some accounts own.
   *
   * @param first an account
   * @param further others; at most 100 in all
   * @return the scope
   * @throws IllegalArgumentException if there are too many
   */
  public static SnapshotScope accounts(AccountId first, AccountId... further) {
    List<String> ids = new ArrayList<>(List.of(first.value()));
    for (AccountId id : further) {
      ids.add(id.value());
    }
    return of(Kind.ACCOUNTS, ids);
  }

  /**
   * The keys, in whatever account, that are for some partners.
   *
   * @param first a partner
   * @param further others; at most 100 in all
   * @return the scope
   * @throws IllegalArgumentException if there are too many
   */
  public static SnapshotScope partners(PartnerId first, PartnerId... further) {
    List<String> ids = new ArrayList<>(List.of(first.value()));
    for (PartnerId id : further) {
      ids.add(id.value());
    }
    return of(Kind.PARTNERS, ids);
  }

  private static SnapshotScope of(Kind kind, List<String> ids) {
    SortedSet<String> sorted = new TreeSet<>(ids);
    if (sorted.size() > MAX_IDS) {
      throw new IllegalArgumentException(
          "a snapshot is for at most 100 accounts or partners, not " + sorted.size());
    }
    return new SnapshotScope(kind, List.copyOf(sorted));
  }

  static SnapshotScope read(SnapshotInput in) {
    int code = in.u8();
    List<String> ids = in.texts();
    for (Kind kind : Kind.values()) {
      if (kind.code == code && (kind == Kind.EVERYTHING) == ids.isEmpty()) {
        return new SnapshotScope(kind, List.copyOf(ids));
      }
    }
    throw new SnapshotException(SnapshotException.Reason.MALFORMED, "no scope known here");
  }

  void write(SnapshotOutput out) {
    out.u8(kind.code).texts(ids);
  }

  boolean holds(AccountId account, PartnerId partner) {
    return switch (kind) {
      case EVERYTHING -> true;
      case ACCOUNTS -> ids.contains(account.value());
      case PARTNERS -> ids.contains(partner.value());
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SnapshotScope that && kind == that.kind && ids.equals(that.ids);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, ids);
  }

  /** For example {@code accounts [globex]}. */
  @Override
  public String toString() {
    return kind == Kind.EVERYTHING ? "everything" : kind.plural + " " + ids;
  }

  /** With their codes in a snapshot. */
  private enum Kind {
    EVERYTHING(0, "everything"),
    ACCOUNTS(1, "accounts"),
    PARTNERS(2, "partners");

    private final int code;
    private final String plural;

    Kind(int code, String plural) {
      this.code = code;
      this.plural = plural;
    }
  }
}
