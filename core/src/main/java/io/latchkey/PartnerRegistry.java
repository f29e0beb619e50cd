package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The catalogue of integrations that keys are for. Thread-safe; one for each {@link Latchkey}, not
 * for hosts to implement.
 *
 * <p>The host owns the catalogue: whatever changes it takes a {@link HostActor}, is authorised by
 * the {@link HostPolicy} ({@link HostOperation#EDIT_PARTNERS} or {@link
 * HostOperation#CHANGE_PARTNER_STATUS}) and leaves an event in the host's audit trail, which holds
 * ids and permission names, never names, addresses or contacts. What changes nothing leaves no
 * event. Concurrent changes behave as if one came after the other.
 *
 * <p>Looking a partner up takes no actor: the catalogue is the same for every account and says
 * nothing about any.
 *
 * <p>Besides what is registered, {@link Partner#UNLISTED_VENDOR} and {@link Partner#CUSTOM} always
 * exist.
 *
 * <h2>The catalogue as a document</h2>
 *
 * <p>{@link #load} takes a JSON document in UTF-8, at most 4 MiB with at most 10,000 partners:
 *
 * <pre>{@code
 * {
 *   "format": 1,
 *   "partners": [
 *     {
 *       "id": "northwind-sourcing",
 *       "display_name": "Northwind Sourcing",
 *       "aliases": ["Northwind Talent"],
 *       "status": "active",
 *       "connections": {
 *         "candidate_ingestion": {"requires": ["candidates.create", "jobs.view"]},
 *         "job_board": {"oauth_setup": "https://northwind.example/setup"}
 *       },
 *       "contact": {"name": "Integrations desk", "email": "keys@northwind.example"}
 *     }
 *   ]
 * }
 * }</pre>
 *
 * <table>
 * <caption>Properties of a partner</caption>
 * <tr><th>property</th><th>must be there</th><th>what it is</th></tr>
 * <tr><td>{@code id}</td><td>yes</td><td>a {@link PartnerId}, once in a document, none of a built-in partner</td></tr>
 * <tr><td>{@code display_name}</td><td>yes</td><td>1 to 100 characters in one line; no two in a document read alike</td></tr>
 * <tr><td>{@code aliases}</td><td>no</td><td>at most 50 further names; within a partner no two names read alike. A former name of
 * one partner may be a name of another: search finds both.</td></tr>
 * <tr><td>{@code status}</td><td>no</td><td>{@code active} or {@code retired}, see {@link #load}</td></tr>
 * <tr><td>{@code connections}</td><td>yes</td><td>by the name of the API type either {@code requires}, the names of permissions of
 * its universe, where an empty list means none; or {@code oauth_setup}, an https address. At most 20.</td></tr>
 * <tr><td>{@code contact}</td><td>no</td><td>{@code name} and at least one of {@code email} and {@code url} (https)</td></tr>
 * </table>
 *
 * <p>Two texts read alike if they differ in case, accents, width or spacing alone. A property that
 * is not named here is refused.
 *
 * @since 1.0
 */
public interface PartnerRegistry {

  /**
   * Registers a partner.
   *
   * @param host who acts
   * @param partner a listed partner; one that was found elsewhere keeps the status it has there
   * @return the partner as registered
   * @throws AccessDeniedException if the host policy denies {@link HostOperation#EDIT_PARTNERS}
   * @throws RefusedException with {@link RefusalReason#PARTNER_EXISTS} if the id is taken, also by
   *     a partner that is the same; with {@link RefusalReason#PARTNER_BUILT_IN} if it is the id of
   *     a built-in partner
   * @throws InvalidRequestException if the partner says more than fits into one record, 65,536
   *     characters as JSON
   * @throws IllegalArgumentException if the partner connects to an API type that was not given to
   *     the builder
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  Partner register(HostActor host, Partner partner);

  /**
   * Changes a partner.
   *
   * <pre>{@code
   * partners.update(host, id, edit -> edit.displayName("Teamwise").requires(CANDIDATE_INGESTION, CANDIDATES_CREATE));
   * }</pre>
   *
   * <p>Existing keys keep their permissions; {@link PermissionAssigner} re-assigns them.
   *
   * @param host who acts
   * @param id the partner
   * @param change edits what it is given. It is called again, with the partner as it is by then,
   *     each time that somebody else changed the partner in the meantime, so that no change is
   *     lost; it must have no other effect. What it throws is thrown on and nothing is changed.
   * @return the partner as it is now
   * @throws AccessDeniedException if the host policy denies {@link HostOperation#EDIT_PARTNERS}
   * @throws RefusedException with {@link RefusalReason#PARTNER_UNKNOWN} or {@link
   *     RefusalReason#PARTNER_BUILT_IN}
   * @throws InvalidRequestException if the partner then says more than fits into one record, 65,536
   *     characters as JSON
   * @throws IllegalArgumentException if the partner then has more than 50 aliases or 20
   *     connections, or connects to an API type that was not given to the builder
   * @throws UnreadableRecordException if the store's record of the partner can't be read
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  Partner update(HostActor host, PartnerId id, Consumer<PartnerEdit> change);

  /**
   * Stops all keys of an active or retired partner, in every account, until it is resumed. Does
   * nothing if it is suspended.
   *
   * @param host who acts
   * @param id the partner
   * @return the partner as it is now
   * @throws AccessDeniedException if the host policy denies {@link
   *     HostOperation#CHANGE_PARTNER_STATUS}
   * @throws RefusedException with {@link RefusalReason#PARTNER_UNKNOWN} or {@link
   *     RefusalReason#PARTNER_BUILT_IN}
   * @throws UnreadableRecordException if the store's record of the partner can't be read
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  Partner suspend(HostActor host, PartnerId id);

  /**
   * Makes a suspended or retired partner active: its keys work and it gets new ones. Does nothing
   * if it is active. A partner that was retired before it was suspended is active too; retire it
   * again.
   *
   * @param host who acts
   * @param id the partner
   * @return the partner as it is now
   * @throws AccessDeniedException if the host policy denies {@link
   *     HostOperation#CHANGE_PARTNER_STATUS}
   * @throws RefusedException with {@link RefusalReason#PARTNER_UNKNOWN} or {@link
   *     RefusalReason#PARTNER_BUILT_IN}
   * @throws UnreadableRecordException if the store's record of the partner can't be read
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  Partner resume(HostActor host, PartnerId id);

  /**
   * Ends the issuing of keys for an active partner; existing ones work on. Does nothing if it is
   * retired.
   *
   * @param host who acts
   * @param id the partner
   * @return the partner as it is now
   * @throws AccessDeniedException if the host policy denies {@link
   *     HostOperation#CHANGE_PARTNER_STATUS}
   * @throws RefusedException with {@link RefusalReason#PARTNER_UNKNOWN} or {@link
   *     RefusalReason#PARTNER_BUILT_IN}; with {@link RefusalReason#PARTNER_SUSPENDED} if it is
   *     suspended, because its keys would wake up
   * @throws UnreadableRecordException if the store's record of the partner can't be read
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  Partner retire(HostActor host, PartnerId id);

  /**
   * Registers and updates partners from a document of the form above: all of them in one commit, or
   * none. Loading the same document again changes nothing, so a host may load it at every start, on
   * every node.
   *
   * <p>A partner that is registered already takes its display name, connections and contact from
   * the document. Aliases are only added, the former display name among them. What the document
   * leaves out stays registered.
   *
   * <p>{@code "status": "retired"} retires an active partner; whatever else the document says
   * leaves the status of a registered partner alone, so that no start of a node wakes the keys of a
   * suspended one. A document can't suspend.
   *
   * @param host who acts
   * @param json the document; read to its end, or just beyond the greatest size, and not closed
   * @return what was done
   * @throws AccessDeniedException if the host policy denies {@link HostOperation#EDIT_PARTNERS}, or
   *     the document retires a registered partner and the policy denies {@link
   *     HostOperation#CHANGE_PARTNER_STATUS}
   * @throws InvalidRequestException if the document is wrong; says all that is, with JSON paths,
   *     the first 500 at most
   * @throws UnreadableRecordException if the store's record of a partner in the document can't be
   *     read
   * @throws StoreUnavailableException if the store fails
   * @throws java.io.UncheckedIOException if the stream fails
   */
  @CanIgnoreReturnValue
  CatalogueLoad load(HostActor host, InputStream json);

  /**
   * Finds a partner by id, in the store.
   *
   * @param id the id
   * @return the partner, or empty
   * @throws UnreadableRecordException if the store's record of the partner can't be read
   * @throws StoreUnavailableException if the store fails
   */
  Optional<Partner> find(PartnerId id);

  /**
   * Finds partners of any status by name, 100 at most.
   *
   * @param text a name, a part of one or an alias, as somebody types it; blank for every partner
   * @return the partners, see {@link #search(PartnerQuery)}
   * @throws StoreUnavailableException if the store fails
   */
  default List<Partner> search(String text) {
    return search(PartnerQuery.text(text));
  }

  /**
   * Finds partners by name. Case, accents, width and spacing don't matter.
   *
   * <p>The best match comes first: the whole display name, its beginning, the beginning of one of
   * its words, a whole alias, the beginning of an alias or of one of its words, then anywhere
   * inside a name or an alias; among equals by display name. Suspended and retired partners are
   * among them and show their {@linkplain Partner#status() status}, unless the query leaves them
   * out: who looks for one shall learn what became of it. {@link Partner#UNLISTED_VENDOR} and
   * {@link Partner#CUSTOM} are always there, after all others.
   *
   * <p>Answered from memory while the catalogue does not change; a change by another node shows
   * within the bound on staleness. A partner whose record can't be read is left out and logged.
   *
   * @param query what to look for
   * @return an immutable list
   * @throws StoreUnavailableException if the store fails
   */
  List<Partner> search(PartnerQuery query);
}
