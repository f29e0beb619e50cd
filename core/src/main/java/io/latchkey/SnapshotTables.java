package io.latchkey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the keys of a snapshot share, and the making of index slots from their records. What is not
 * known here is never granted, and is logged once for a snapshot. Thread-safe.
 */
final class SnapshotTables {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTables.class);

  private final OpenFlags openAccounts = new OpenFlags();
  private final List<@Nullable Kind> kinds;
  private final List<@Nullable StatusNode<AccountId>> accounts;
  private final List<@Nullable StatusNode<PartnerId>> partners;

  /** Kinds of key together with state, end state and partner, as keys were asked for. */
  private final Map<Shared, KeyTerms> terms = new ConcurrentHashMap<>();

  private SnapshotTables(SnapshotInput in, VerifierSettings settings) {
    kinds = new ArrayList<>();
    for (int count = in.u32(); count > 0; count--) {
      kinds.add(kind(in, settings));
    }
    accounts = owners(in, AccountId::of, openAccounts);
    partners = owners(in, PartnerId::of, new OpenFlags());
    in.end();
  }

  /** Reads tables that were found to be as signed. */
  static SnapshotTables read(byte[] checked, VerifierSettings settings) {
    return new SnapshotTables(new SnapshotInput(checked), settings);
  }

  private static @Nullable Kind kind(SnapshotInput in, VerifierSettings settings) {
    String brand = in.text();
    String code = in.text();
    String environment = in.text();
    String name = in.text();
    List<String> permissions = in.texts();
    ApiType type = settings.typesByName().get(name);
    boolean words = Identifiers.isWord(brand) && Identifiers.isWord(environment);
    if (type == null || !type.code().equals(code) || !words) {
      LOG.warn(
          "API type {} with code {} not known here, its keys are refused",
          Texts.printable(name),
          Texts.printable(code));
      return null;
    }
    KeyPrefix prefix = new KeyPrefix(brand, code, environment, settings);
    return new Kind(prefix, type, bits(type, permissions));
  }

  private static long bits(ApiType type, List<String> permissions) {
    long bits = 0;
    for (String name : permissions) {
      bits |= type.find(name).map(Permission::bit).orElse(0L);
      if (type.find(name).isEmpty()) {
        LOG.warn("permission {} of {} not known here, not granted", Texts.printable(name), type);
      }
    }
    return bits;
  }

  private static <I> List<@Nullable StatusNode<I>> owners(
      SnapshotInput in, Function<String, I> parse, OpenFlags flags) {
    List<@Nullable StatusNode<I>> nodes = new ArrayList<>();
    for (int count = in.u32(); count > 0; count--) {
      nodes.add(owner(in.text(), in.u8(), parse, flags));
    }
    return nodes;
  }

  private static <I> @Nullable StatusNode<I> owner(
      String id, int status, Function<String, I> parse, OpenFlags flags) {
    try {
      StatusNode<I> node = new StatusNode<>(parse.apply(id), flags, status == SnapshotFormat.OPEN);
      node.rowBroken(status == SnapshotFormat.SEAL_BROKEN);
      return node;
    } catch (IllegalArgumentException e) {
      LOG.warn("no id of an account or partner, its keys are refused: {}", Texts.printable(id));
      return null;
    }
  }

  /** Makes the slot of a record. */
  IndexSlot slot(SnapshotPage page, int at) {
    IndexSlot.Place place = new IndexSlot.Place(page.idHigh(at), page.idLow(at), 1, 0);
    Kind kind = get(kinds, page.kind(at));
    StatusNode<AccountId> account = get(accounts, page.account(at));
    StatusNode<PartnerId> partner = get(partners, page.partner(at));
    if (kind == null || account == null || partner == null) {
      return new UnreadableKey(place, RejectionReason.KEY_UNREADABLE);
    }
    KeyTerms keyTerms =
        terms.computeIfAbsent(
            new Shared(page.kindAndCodes(at), page.partner(at)),
            shared -> kind.terms(page, at, partner, openAccounts));
    VerifiedKey key =
        new VerifiedKey(place, keyTerms, account, page.digest(at), page.endsAtMillis(at));
    key.endIf(page.recordedEnd(at));
    return key;
  }

  private static <T> @Nullable T get(List<@Nullable T> table, int index) {
    return index >= 0 && index < table.size() ? table.get(index) : null;
  }

  /**
   * What keys have in common.
   *
   * @param prefix the text before the body
   * @param type the API type
   * @param permissionBits the permissions
   */
  private record Kind(KeyPrefix prefix, ApiType type, long permissionBits) {

    KeyTerms terms(
        SnapshotPage page, int at, StatusNode<PartnerId> partner, OpenFlags openAccounts) {
      return new KeyTerms(
          prefix, type, permissionBits, page.refusal(at), page.end(at), partner, openAccounts);
    }
  }

  /**
   * The numbers by which keys have the same terms.
   *
   * @param kindAndCodes kind, state and end state
   * @param partner the partner
   */
  private record Shared(long kindAndCodes, int partner) {}
}
