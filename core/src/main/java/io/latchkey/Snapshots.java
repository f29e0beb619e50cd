package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Exports signed, read-only snapshots for partners and gateways that have no database; a {@link
 * SnapshotVerifier} verifies from them. Thread-safe.
 *
 * <p>A snapshot is what a verdict needs and nothing else: public ids, digests, states and their
 * ends, permissions, whether account and partner may be used. It has no secret, no name, no
 * description. Whoever holds it can verify keys and can't make one; it still tells which accounts
 * and partners have how many keys, so hand it only to whom the scope concerns.
 *
 * <p>Keys that have ended are in it, so that a gateway's operator reads the same reason as the
 * host's. Keys that the host itself can't read are left out: there and here the caller is told the
 * same, {@link CallerView#BAD_CREDENTIAL}.
 *
 * <p>Each export asks the store for the newest changes first, is authorised as an operation of its
 * own and stands in the audit trail, with its {@linkplain SnapshotInfo#fingerprint fingerprint},
 * before the first byte is written. It is put together in memory, some 100 bytes for each key.
 *
 * <h2>Format, version 1</h2>
 *
 * <p>Numbers are unsigned and big-endian; {@code i64} is signed; <i>text</i> is a {@code u16} with
 * the number of bytes, and the bytes in UTF-8; <i>texts</i> is a {@code u16} with their number, and
 * each text; a hash is SHA-256.
 *
 * <table>
 * <caption>Header: what is signed</caption>
 * <tr><th>type</th><th>what</th></tr>
 * <tr><td>8 bytes</td><td>{@code 4C 4B 53 4E 41 50 0D 0A}, "LKSNAP" and a line break</td></tr>
 * <tr><td>u16</td><td>version of the format, 1</td></tr>
 * <tr><td>u32</td><td>length of the header from its first byte, at most 131,072</td></tr>
 * <tr><td>text</td><td>id of the signing key</td></tr>
 * <tr><td>text</td><td>epoch of the store</td></tr>
 * <tr><td>i64</td><td>number of the change up to which everything is in it</td></tr>
 * <tr><td>i64</td><td>as-of: when the reading began, milliseconds since 1970-01-01T00:00:00Z</td></tr>
 * <tr><td>u8</td><td>scope: 0 everything, 1 accounts, 2 partners</td></tr>
 * <tr><td>texts</td><td>ids of the accounts or partners, rising; none for everything</td></tr>
 * <tr><td>texts</td><td>names of the API types whose keys are in it</td></tr>
 * <tr><td>u32</td><td>number of keys</td></tr>
 * <tr><td>u16</td><td>number of keys of a page; the last page may have fewer</td></tr>
 * <tr><td>u32</td><td>length of the tables</td></tr>
 * <tr><td>32 bytes</td><td>hash of the tables</td></tr>
 * <tr><td>32 bytes</td><td>hash of the directory</td></tr>
 * </table>
 *
 * <p>Then follow, without gaps, and the file ends behind them:
 *
 * <ol>
 *   <li>The signature: 64 bytes, Ed25519 (RFC 8032) over the header.
 *   <li>The tables: {@code u32} number of kinds, for each its brand, code of the API type,
 *       environment and name of the API type as text, its permissions as texts; then {@code u32}
 *       number of accounts, for each its id as text and {@code u8} 1 if its keys may be used, 2 if
 *       it or its rows are not as the host wrote them, else 0; then the same for partners.
 *   <li>The directory: for each page the 16 bytes of its first key id, and the hash of the page.
 *   <li>The pages: records of 72 bytes by rising key id.
 * </ol>
 *
 * <table>
 * <caption>The record of a key</caption>
 * <tr><th>at</th><th>type</th><th>what</th></tr>
 * <tr><td>0</td><td>16 bytes</td><td>key id, ASCII</td></tr>
 * <tr><td>16</td><td>32 bytes</td><td>digest: SHA-256 over the 55 characters of the key's body</td></tr>
 * <tr><td>48</td><td>i64</td><td>from when on the key is in its end state, milliseconds since
 *     1970; 2<sup>63</sup> - 1 for never</td></tr>
 * <tr><td>56</td><td>u32</td><td>its account: place in the table, from 0</td></tr>
 * <tr><td>60</td><td>u32</td><td>its partner, likewise</td></tr>
 * <tr><td>64</td><td>u32</td><td>its kind, likewise</td></tr>
 * <tr><td>68</td><td>u8</td><td>state: 0 active, 1 pending, 2 disabled, 3 revoked, 4 abandoned, 5
 *     replaced, 6 expired; any other is refused</td></tr>
 * <tr><td>69</td><td>u8</td><td>end state, likewise</td></tr>
 * <tr><td>70</td><td>2 bytes</td><td>0</td></tr>
 * </table>
 *
 * @since 1.0
 */
public interface Snapshots {

  /**
   * Exports the keys of the actor's account, of the API types on which the actor may do this.
   *
   * @param actor who exports
   * @param out takes the snapshot; flushed, not closed
   * @return what was exported
   * @throws AccessDeniedException if the policy says no
   * @throws RefusedException with {@link RefusalReason#ACCOUNT_STOPPED} if the account is erased,
   *     with {@link RefusalReason#NOT_AVAILABLE} if this process can't vouch for what it knows
   * @throws StoreUnavailableException if the store fails
   * @throws IllegalStateException if {@link Latchkey.Builder#snapshotSigningKey} is not set
   * @throws IOException if {@code out} fails; the audit trail then has an export that nobody got
   */
  @CanIgnoreReturnValue
  SnapshotInfo export(Actor actor, OutputStream out) throws IOException;

  /**
   * Exports keys of any account.
   *
   * @param host who exports
   * @param scope whose keys
   * @param out takes the snapshot; flushed, not closed
   * @return what was exported
   * @throws AccessDeniedException if the host policy says no
   * @throws RefusedException with {@link RefusalReason#NOT_AVAILABLE} if this process can't vouch
   *     for what it knows
   * @throws StoreUnavailableException if the store fails
   * @throws IllegalStateException if {@link Latchkey.Builder#snapshotSigningKey} is not set
   * @throws IOException if {@code out} fails; the audit trail then has an export that nobody got
   */
  @CanIgnoreReturnValue
  SnapshotInfo export(HostActor host, SnapshotScope scope, OutputStream out) throws IOException;
}
