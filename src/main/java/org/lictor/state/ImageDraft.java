package org.lictor.state;

/** The tables of an image while another is made of it. Each begins as it was. One thread. */
final class ImageDraft {
  CatalogTable catalog;
  KvTable kv;
  MemberTable members;
  AutopilotTable autopilot;
  ConfigEntryTable configEntries;
  SessionTable sessions;
  CoordinateTable coordinates;
  QueryTable queries;
  Restoration restoration;

  private final long restores;

  /** Begins with what {@code image} has. */
  ImageDraft(StateImage image) {
    restores = image.restores();
    catalog = image.catalog();
    kv = image.kv();
    members = image.members();
    autopilot = image.autopilot();
    configEntries = image.configEntries();
    sessions = image.sessions();
    coordinates = image.coordinates();
    queries = image.queries();
    restoration = image.restoration();
  }

  /** The image after the command at {@code index}, of the same generation. */
  StateImage at(long index) {
    return at(index, restores);
  }

  /** The image of that index and generation. */
  StateImage at(long index, long generation) {
    return new StateImage(
        index,
        generation,
        catalog,
        kv,
        members,
        autopilot,
        configEntries,
        sessions,
        coordinates,
        queries,
        restoration);
  }
}
