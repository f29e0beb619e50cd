package io.latchkey.examples.devcenter.keys;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.ApiType;
import io.latchkey.Partner;
import io.latchkey.examples.devcenter.ApiCatalogue;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form <i>Create New API Key</i>, as it was typed.
 *
 * @param requestId names this form: however often it is sent, it makes one key
 * @param apiType the name of an API type
 * @param partner the id of the partner that was chosen from the list
 * @param partnerName what stands in the field of the partner
 * @param pick the id of the partner that was picked among several, in a browser without scripts
 * @param description what the key shall be called
 * @param expiresOn the last day of the key, or blank for none
 */
record NewKeyForm(
    String requestId,
    String apiType,
    String partner,
    String partnerName,
    String pick,
    String description,
    String expiresOn) {

  /** What a request does not say is blank. */
  NewKeyForm(
      @Nullable String requestId,
      @Nullable String apiType,
      @Nullable String partner,
      @Nullable String partnerName,
      @Nullable String pick,
      @Nullable String description,
      @Nullable String expiresOn) {
    this.requestId = orEmpty(requestId);
    this.apiType = orEmpty(apiType);
    this.partner = orEmpty(partner);
    this.partnerName = orEmpty(partnerName);
    this.pick = orEmpty(pick);
    this.description = orEmpty(description);
    this.expiresOn = orEmpty(expiresOn);
  }

  static NewKeyForm empty() {
    return new NewKeyForm(null, null, null, null, null, null, null).complete();
  }

  /** The form with what an empty one has already, and with the partner that was picked. */
  NewKeyForm complete() {
    boolean picked = !pick.isBlank();
    return new NewKeyForm(
        requestId.isBlank() ? newRequestId() : requestId,
        type().orElse(CANDIDATE_INGESTION).name(),
        picked ? pick : partner,
        picked ? "" : partnerName,
        "",
        description,
        expiresOn);
  }

  /** The same as a form that has not been sent yet. */
  NewKeyForm asNew() {
    return new NewKeyForm(
        newRequestId(), apiType, partner, partnerName, "", description, expiresOn);
  }

  NewKeyForm with(Partner chosen) {
    return new NewKeyForm(
        requestId, apiType, chosen.id().value(), chosen.displayName(), "", description, expiresOn);
  }

  NewKeyForm withoutPartner() {
    return new NewKeyForm(requestId, apiType, "", partnerName, "", description, expiresOn);
  }

  Optional<ApiType> type() {
    return ApiCatalogue.find(apiType);
  }

  static String newRequestId() {
    return UUID.randomUUID().toString();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
