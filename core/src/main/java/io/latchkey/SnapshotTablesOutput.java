package io.latchkey;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gathers what the keys of a snapshot share: each account, partner and kind of key once, by its
 * number.
 */
final class SnapshotTablesOutput {

  private final Map<StatusNode<AccountId>, Integer> accounts = new LinkedHashMap<>();
  private final Map<StatusNode<PartnerId>, Integer> partners = new LinkedHashMap<>();
  private final Map<Kind, Integer> kinds = new LinkedHashMap<>();

  int account(StatusNode<AccountId> node) {
    return number(accounts, node);
  }

  int partner(StatusNode<PartnerId> node) {
    return number(partners, node);
  }

  int kind(KeyTerms terms) {
    return number(kinds, new Kind(terms.prefix(), terms.type(), terms.permissionBits()));
  }

  private static <T> int number(Map<T, Integer> numbers, T value) {
    Integer known = numbers.putIfAbsent(value, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  byte[] toByteArray() {
    SnapshotOutput out = new SnapshotOutput();
    out.u32(kinds.size());
    kinds.keySet().forEach(kind -> kind.write(out));
    owners(out, accounts);
    owners(out, partners);
    return out.toByteArray();
  }

  private static <I> void owners(SnapshotOutput out, Map<StatusNode<I>, Integer> nodes) {
    out.u32(nodes.size());
    nodes.keySet().forEach(node -> out.text(node.id().toString()).u8(status(node)));
  }

  private static int status(StatusNode<?> node) {
    if (node.isSealBroken()) {
      return SnapshotFormat.SEAL_BROKEN;
    }
    return node.isOpen() ? SnapshotFormat.OPEN : SnapshotFormat.CLOSED;
  }

  /**
   * What keys have in common.
   *
   * @param prefix the text before the body
   * @param type the API type
   * @param permissionBits the permissions
   */
  private record Kind(KeyPrefix prefix, ApiType type, long permissionBits) {

    void write(SnapshotOutput out) {
      out.text(prefix.brand()).text(type.code()).text(prefix.environment()).text(type.name());
      out.texts(
          type.permissions().stream()
              .filter(permission -> (permissionBits & permission.bit()) != 0)
              .map(Permission::name)
              .toList());
    }
  }
}
