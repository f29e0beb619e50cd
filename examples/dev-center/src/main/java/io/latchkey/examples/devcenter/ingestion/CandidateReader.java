package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.AccountId;
import io.latchkey.examples.devcenter.users.DemoUser;
import io.latchkey.examples.devcenter.users.DemoUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads candidates out of a body: all of them, or what is wrong with any. Thread-safe. */
@Component
class CandidateReader {

  private static final int SHORT = 255;
  private static final int LONG = 20_000;
  private static final int ENTRIES = 20;

  private final Openings openings;
  private final DemoUsers users;
  private final JsonMapper mapper;
  private final int batchSize;

  CandidateReader(
      Openings openings, DemoUsers users, JsonMapper mapper, IngestionSettings settings) {
    this.openings = openings;
    this.users = users;
    this.mapper = mapper;
    this.batchSize = settings.batchSize();
  }

  /**
   * Reads candidates.
   *
   * @param body one object, or an array of them
   * @param account whose jobs, pools and users they may name
   * @return them, in order
   * @throws ApiException with everything that is wrong
   */
  List<NewCandidate> read(JsonNode body, AccountId account) {
    List<ApiError> errors = new ArrayList<>();
    List<NewCandidate> candidates = new ArrayList<>();
    if (!body.isArray()) {
      candidates.add(read(new Fields(body, "", errors), account));
    } else if (body.isEmpty() || body.size() > batchSize) {
      errors.add(new ApiError("must be an array of 1 to " + batchSize + " candidates", null));
    } else {
      for (int i = 0; i < body.size(); i++) {
        candidates.add(read(new Fields(body.get(i), "[" + i + "]", errors), account));
      }
    }
    if (!errors.isEmpty()) {
      throw new ApiException(HttpStatus.BAD_REQUEST, errors);
    }
    return candidates;
  }

  private NewCandidate read(Fields fields, AccountId account) {
    ObjectNode details = mapper.createObjectNode();
    fields.copy(details, SHORT, "company", "title");
    fields.copy(details, LONG, "resume", "notes");
    fields.copyList(details, "phone_numbers", ENTRIES, typed("phone_number"));
    fields.copyList(details, "emails", ENTRIES, typed("email"));
    fields.copyList(details, "addresses", ENTRIES, typed("address"));
    fields.copyList(details, "social_media", ENTRIES, typed("url"));
    fields.copyList(details, "websites", ENTRIES, typed("url"));
    fields.copyObject(
        details,
        "referrer",
        (referrer, copy) -> referrer.copy(copy, SHORT, "first_name", "last_name", "email"));
    readPool(fields, details, account);
    readOwner(fields, details, account);
    boolean prospect = fields.flag("prospect", true);
    return new NewCandidate(
        fields.required("external_id", SHORT),
        fields.required("first_name", SHORT),
        fields.required("last_name", SHORT),
        prospect,
        readJob(fields, prospect, account),
        details.toString());
  }

  /** An entry of a list: the thing itself, which it must have, and what type it is of. */
  private static BiConsumer<Fields, ObjectNode> typed(String name) {
    return (entry, copy) -> {
      copy.put(name, entry.required(name, SHORT));
      entry.copy(copy, SHORT, "type");
    };
  }

  private @Nullable Long readJob(Fields fields, boolean prospect, AccountId account) {
    int before = fields.errorCount();
    Long job = fields.id("job_id");
    if (job == null && !prospect && fields.errorCount() == before) {
      fields.wrong("job_id", "is required when prospect is false");
    } else if (job != null && openings.job(account, job).isEmpty()) {
      fields.wrong("job_id", "is no job of this account");
    }
    return job;
  }

  private void readPool(Fields fields, ObjectNode details, AccountId account) {
    Long poolId = fields.id("prospect_pool_id");
    Long stageId = fields.id("prospect_pool_stage_id");
    if (poolId == null) {
      if (stageId != null) {
        fields.wrong("prospect_pool_stage_id", "needs a prospect_pool_id");
      }
      return;
    }
    Openings.Pool pool = openings.pool(account, poolId).orElse(null);
    if (pool == null) {
      fields.wrong("prospect_pool_id", "is no prospect pool of this account");
      return;
    }
    details.put("prospect_pool_id", poolId);
    if (stageId != null && !pool.hasStage(stageId)) {
      fields.wrong("prospect_pool_stage_id", "is no stage of this prospect pool");
    } else if (stageId != null) {
      details.put("prospect_pool_stage_id", stageId);
    }
  }

  private void readOwner(Fields fields, ObjectNode details, AccountId account) {
    String email = fields.text("prospect_owner_email", SHORT);
    if (email == null) {
      return;
    }
    if (users.byEmail(account, email).filter(DemoUser::isEnabled).isEmpty()) {
      fields.wrong("prospect_owner_email", "is no user of this account");
      return;
    }
    details.put("prospect_owner_email", email);
  }
}
