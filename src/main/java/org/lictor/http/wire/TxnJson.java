package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import org.lictor.command.TxnOutcome;
import org.lictor.command.TxnResult;

/** What a transaction is answered with. */
public final class TxnJson {
  private final CatalogJson catalog;

  public TxnJson(CatalogJson catalog) {
    this.catalog = catalog;
  }

  /** Of one that writes. */
  public byte[] written(TxnOutcome outcome) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          outcome(out, outcome);
          out.writeEndObject();
        });
  }

  /** Of one that only reads: with what is said of reads, but for the index. */
  public byte[] read(TxnOutcome outcome, boolean knownLeader, Duration lastContact) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          outcome(out, outcome);
          out.writeNumberField("Index", 0);
          out.writeNumberField("LastContact", lastContact.toNanos());
          out.writeBooleanField("KnownLeader", knownLeader);
          out.writeStringField("ConsistencyLevel", "");
          out.writeBooleanField("NotModified", false);
          out.writeNumberField("Backend", 0);
          out.writeBooleanField("ResultsFilteredByACLs", false);
          out.writeEndObject();
        });
  }

  private void outcome(JsonGenerator out, TxnOutcome outcome) throws IOException {
    if (outcome.done()) {
      out.writeArrayFieldStart("Results");
      for (TxnResult result : outcome.results()) {
        result(out, result);
      }
      out.writeEndArray();
      out.writeNullField("Errors");
      return;
    }
    out.writeNullField("Results");
    out.writeArrayFieldStart("Errors");
    for (TxnOutcome.Problem problem : outcome.problems()) {
      out.writeStartObject();
      out.writeNumberField("OpIndex", problem.op());
      out.writeStringField("What", problem.what());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void result(JsonGenerator out, TxnResult result) throws IOException {
    out.writeStartObject();
    if (result instanceof TxnResult.Key key) {
      out.writeFieldName("KV");
      KvJson.entry(out, key.entry());
    } else if (result instanceof TxnResult.OfNode node) {
      out.writeFieldName("Node");
      catalog.node(out, node.node());
    } else if (result instanceof TxnResult.OfService service) {
      out.writeFieldName("Service");
      CatalogJson.service(out, service.service(), null);
    } else if (result instanceof TxnResult.OfCheck check) {
      out.writeFieldName("Check");
      HealthJson.check(out, check.check(), null);
    }
    out.writeEndObject();
  }
}
