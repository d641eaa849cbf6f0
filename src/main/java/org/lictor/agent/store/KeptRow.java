package org.lictor.agent.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One thing kept: its kind and key, and what it says as JSON in the version named beside it. */
@Entity(name = "KeptRow")
@Table(name = "AGENT_KEPT")
public class KeptRow {
  @Id
  @Column(name = "ID", length = 1024)
  private String id = "";

  @Column(name = "KIND", length = 16, nullable = false)
  private String kind = "";

  @Column(name = "FORMAT", nullable = false)
  private int format;

  // Not a LOB: H2 keeps those apart, which doubles what each change writes.
  @Column(name = "BODY", length = 1_000_000, nullable = false)
  private String body = "";

  protected KeptRow() {
    // For JPA.
  }

  KeptRow(RowKey key, int format, String body) {
    this.id = key.id();
    this.kind = key.kind().name();
    this.format = format;
    this.body = body;
  }

  String id() {
    return id;
  }

  String kind() {
    return kind;
  }

  int format() {
    return format;
  }

  String body() {
    return body;
  }
}
