package io.latchkey.sabotage;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An honest store to whose rows somebody has direct access, as with a database's own tools. Each
 * change is announced in the feed, as a careful intruder would do.
 */
public final class AttackedStore {

  private final ReferenceStore rows = new ReferenceStore();

  /** The store as the library sees it. */
  public KeyStore store() {
    return rows;
  }

  /** Reads a key's row. */
  public StoredKey key(String keyId) {
    synchronized (rows.lock) {
      return Optional.ofNullable(rows.keys.get(keyId)).orElseThrow();
    }
  }

  /** Writes a key's row, whether or not there is one. */
  public void put(StoredKey key) {
    synchronized (rows.lock) {
      rows.keys.put(key.record().keyId(), key);
      rows.change(ReferenceState.Kind.KEY, key.record().keyId());
    }
  }

  /** Deletes a key's row. */
  public void deleteKey(String keyId) {
    synchronized (rows.lock) {
      rows.keys.remove(keyId);
      rows.change(ReferenceState.Kind.KEY, keyId);
    }
  }

  /** Reads a partner's row. */
  public StoredPartner partner(String id) {
    synchronized (rows.lock) {
      return Optional.ofNullable(rows.partners.get(id)).orElseThrow();
    }
  }

  /** Writes a partner's row. */
  public void put(StoredPartner partner) {
    synchronized (rows.lock) {
      rows.partners.put(partner.record().id(), partner);
      rows.change(ReferenceState.Kind.PARTNER, partner.record().id());
    }
  }

  /** Deletes a partner's row; the feed has no way to say so. */
  public void deletePartner(String id) {
    synchronized (rows.lock) {
      rows.partners.remove(id);
      rows.feed.values().removeIf(row -> row.id().equals(id));
    }
  }

  /** Reads an account's row. */
  public AccountRecord account(String id) {
    synchronized (rows.lock) {
      return Optional.ofNullable(rows.accounts.get(id)).orElseThrow();
    }
  }

  /** Writes an account's row. */
  public void put(AccountRecord account) {
    synchronized (rows.lock) {
      rows.accounts.put(account.id(), account);
      rows.change(ReferenceState.Kind.ACCOUNT, account.id());
    }
  }

  /** Deletes an account's row; the feed has no way to say so. */
  public void deleteAccount(String id) {
    synchronized (rows.lock) {
      rows.accounts.remove(id);
      rows.feed.values().removeIf(row -> row.id().equals(id));
    }
  }

  /** Writes the seal of a chain's head; null takes it away. */
  public void putChainSeal(String chain, String seal) {
    synchronized (rows.lock) {
      if (seal == null) {
        rows.seals.remove(chain);
      } else {
        rows.seals.put(chain, seal);
      }
    }
  }

  /** Copies everything but the feed, to come back to. */
  public Backup backup() {
    synchronized (rows.lock) {
      return new Backup(
          new TreeMap<>(rows.keys),
          new TreeMap<>(rows.partners),
          new TreeMap<>(rows.accounts),
          new TreeMap<>(rows.seals));
    }
  }

  /** Puts everything back, the seals of chains included. */
  public void restore(Backup backup) {
    synchronized (rows.lock) {
      replace(rows.keys, backup.keys);
      replace(rows.partners, backup.partners);
      replace(rows.accounts, backup.accounts);
      replace(rows.seals, backup.seals);
    }
  }

  /** Puts the keys of an account back, and the seal of its chain. */
  public void restore(Backup backup, String accountId) {
    synchronized (rows.lock) {
      rows.keys.values().removeIf(key -> key.record().accountId().equals(accountId));
      backup.keys.values().stream()
          .filter(key -> key.record().accountId().equals(accountId))
          .forEach(key -> rows.keys.put(key.record().keyId(), key));
      putChainSeal(accountId, backup.seals.get(accountId));
    }
  }

  private static <V> void replace(Map<String, V> present, Map<String, V> before) {
    present.clear();
    present.putAll(before);
  }

  /** What a store held. */
  public record Backup(
      Map<String, StoredKey> keys,
      Map<String, StoredPartner> partners,
      Map<String, AccountRecord> accounts,
      Map<String, String> seals) {}
}
