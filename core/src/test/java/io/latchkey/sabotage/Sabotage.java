package io.latchkey.sabotage;

import io.latchkey.spi.KeyStore;
import java.util.List;
import java.util.function.Supplier;

/** Stores that break a rule, and the cases by which the contract has to find them out. */
@SuppressWarnings("ImmutableEnumChecker") // constructors and unmodifiable lists, nothing more
enum Sabotage {
  NONE(ReferenceStore::new, ""),
  DROPS_A_WRITE(CommitSabotages.DropsAWrite::new, "f01 l01", "c01_commit"),
  FORGETS_ON_RESTART(
      ReferenceStore::new,
      "",
      "c01_reopened",
      "c02_reopened",
      "a03_reopened",
      "f02_reopened",
      "f05_reopened",
      "f06_reopened",
      "s01_reopened",
      "u01_reopened"),
  FORGETS_ATOMICITY(CommitSabotages.ForgetsAtomicity::new, "c04 c05 s03", "c01_refusal"),
  IGNORES_VERSION(
      CommitSabotages.IgnoresVersion::new, "c01 c09", "c02_update", "c02_delete", "c02_race"),
  FORGETS_GUARDS(CommitSabotages.ForgetsGuards::new, "c01 s03", "c02_guard"),
  REPLACES_ON_INSERT(
      CommitSabotages.ReplacesOnInsert::new, "a01 a04 c01 f02 s03", "c03_insert", "c03_race"),
  COUNTS_THEN_INSERTS(CommitSabotages.CountsThenInserts::new, "", "c04_race"),
  COUNTS_SUCCESSORS(CommitSabotages.CountsSuccessors::new, "", "c04_limit_successor"),
  COUNTS_ENDED_KEYS(CommitSabotages.CountsEndedKeys::new, "", "c04_limit_atTheVeryEnd"),
  EXPIRES_TOO_LATE(CommitSabotages.ExpiresTooLate::new, "", "c05_request", "c05_race"),
  OVERWRITES_LAST_USE(CommitSabotages.OverwritesLastUse::new, "u01", "c06_update", "c06_insert"),
  FOLDS_IDS(
      TextSabotages.FoldsIds::new,
      "c04 l01 u01 s04",
      "c07_keyIds",
      "c07_partnerIds",
      "c07_accountIds"),
  TRIMS_IDS(TextSabotages.TrimsIds::new, "s04", "c07_keyIds", "c07_partnerIds", "c07_accountIds"),
  TRUNCATES_TIME(TextSabotages.TruncatesTime::new, "l01", "c07_instant"),
  KEEPS_LOCAL_TIME(TextSabotages.KeepsLocalTime::new, "", "c07_instant_writtenInOneZone"),
  LOSES_ASTRAL_CHARACTERS(TextSabotages.LosesAstralCharacters::new, "", "c07_text"),
  THROWS_ON_SEVERAL_REFUSALS(CommitSabotages.ThrowsOnSeveralRefusals::new, "", "c08"),
  CALLS_A_CONFLICT_AN_OUTAGE(CommitSabotages.CallsAConflictAnOutage::new, "*", "c09_race"),
  SHOWS_STAGED_KEYS_AT_ONCE(
      StagingSabotages.ShowsStagedKeysAtOnce::new,
      "s02 s03",
      "s01_stage_isShown",
      "s01_stage_rolledBack"),
  LOSES_STAGED_KEYS(StagingSabotages.LosesStagedKeys::new, "*", "s01_stage_isShown"),
  ANNOUNCES_STAGING(StagingSabotages.AnnouncesStaging::new, "", "s02_stage"),
  LOCKS_WHILE_STAGING(StagingSabotages.LocksWhileStaging::new, "s03", "s02_openTransaction"),
  ADOPTS_TWICE(StagingSabotages.AdoptsTwice::new, "", "s03_adopt_whatIsNotStaged", "s03_race"),
  KEEPS_ADOPTED_KEYS(StagingSabotages.KeepsAdoptedKeys::new, "s02 s03", "s03_adopt_removes"),
  UNSTAGES_BEFORE_IT_JUDGES(
      StagingSabotages.UnstagesBeforeItJudges::new, "", "s03_adopt_refusedForAnotherReason"),
  FINDS_STAGED_KEYS_OF_OTHERS(StagingSabotages.FindsStagedKeysOfOthers::new, "", "s04_find"),
  REPEATS_STAGED_KEYS(StagingSabotages.RepeatsStagedKeys::new, "", "s04_list"),
  CUTS_OPERATIONS(StagingSabotages.CutsOperations::new, "", "s04_stagedKey"),
  LEAVES_A_GAP(ReadingSabotages.LeavesAGap::new, "a02 a03", "a01_events", "a01_race"),
  READS_HEAD_APART(ReadingSabotages.ReadsHeadApart::new, "", "a02_race"),
  FORGETS_THE_HEAD(ReadingSabotages.ForgetsTheHead::new, "", "a03_cut", "a03_append"),
  UPDATES_SEAL_APART(ReadingSabotages.UpdatesSealApart::new, "", "a04_race"),
  READS_POSITION_LAST(FeedSabotages.ReadsPositionLast::new, "", "f01_race"),
  NUMBERS_BEFORE_COMMIT(FeedSabotages.NumbersBeforeCommit::new, "c02 f01 f03", "f02_race"),
  PUBLISHES_LATE(FeedSabotages.PublishesLate::new, "*", "f03_change"),
  WAKES_NOBODY(FeedSabotages.WakesNobody::new, "", "f03_await"),
  CARRIES_OLD_RECORDS(FeedSabotages.CarriesOldRecords::new, "", "f04_olderChange"),
  LOSES_LOW_WATER(FeedSabotages.LosesLowWater::new, "", "f05_reader"),
  CHANGES_ITS_EPOCH(FeedSabotages.ChangesItsEpoch::new, "", "f06_epoch"),
  SORTS_LIKE_A_PERSON(ReadingSabotages.SortsLikeAPerson::new, "", "l01_list"),
  REPEATS_THE_CURSOR(ReadingSabotages.RepeatsTheCursor::new, "l02", "l01_cursor", "l01_walk"),
  TAKES_WILDCARDS(ReadingSabotages.TakesWildcards::new, "", "l02_text"),
  RETURNS_A_LIVE_LIST(ReadingSabotages.ReturnsALiveList::new, "", "l03_lists"),
  RETURNS_A_MUTABLE_LIST(ReadingSabotages.ReturnsAMutableList::new, "", "l03_lists"),
  FORGETS_NEW_OWNERS(ReadingSabotages.ForgetsNewOwners::new, "", "l04_owners_areHandedOver"),
  MOVES_LAST_USE_BACK(ReadingSabotages.MovesLastUseBack::new, "", "u01_use_earlier"),
  ANNOUNCES_USES(ReadingSabotages.AnnouncesUses::new, "", "u01_use_makesNoChange");

  private final Supplier<KeyStore> store;
  private final String mayFail;
  private final List<String> mustFail;

  Sabotage(Supplier<KeyStore> store, String mayFail, String... mustFail) {
    this.store = store;
    this.mayFail = mayFail;
    this.mustFail = List.of(mustFail);
  }

  KeyStore newStore() {
    return store.get();
  }

  /** Whether cases of a rule may fail besides, because they rest on the one that is broken. */
  boolean mayFail(String rule) {
    return mayFail.equals("*")
        || mayFail.contains(rule)
        || mustFail.stream().anyMatch(begin -> begin.startsWith(rule));
  }

  /** How the names of the cases begin of which at least one each has to fail. */
  List<String> mustFail() {
    return mustFail;
  }
}
