package io.latchkey.examples.quickstart;

import java.io.IOException;
import java.io.PrintStream;

/** What each bad input gets: every refused operation, every rejected credential. */
public final class Refusals {

  private Refusals() {}

  /**
   * Runs the example.
   *
   * @param args not used
   * @throws Exception if the catalogue can't be read
   */
  public static void main(String[] args) throws Exception {
    run(System.out);
  }

  static void run(PrintStream out) throws IOException, InterruptedException {
    Page page = new Page(out);
    try (Stage stage = Stage.open()) {
      Ats.loadCatalogue(stage.latchkey());
      new RequestRefusals(stage).show(page);
      new PartnerRefusals(stage).show(page);
      new KeyRefusals(stage).show(page);
      new HeaderRejections(stage).show(page);
      new TextRejections(stage).show(page);
      new StateRejections(stage).show(page);
    }
    Outage.show(page);
    ForeignRows.show(page);
  }
}
