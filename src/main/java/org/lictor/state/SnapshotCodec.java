package org.lictor.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.CodecException;
import org.lictor.command.ModelCodec;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.ConfigEntry;
import org.lictor.model.KvEntry;
import org.lictor.model.MemberRow;
import org.lictor.model.Node;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.PreparedQuery;
import org.lictor.model.ServiceEntry;
import org.lictor.model.Session;
import org.pcollections.TreePMap;

/**
 * An image as a stream of records, each with its length and kind, a header first and an end last.
 * Equal images give equal bytes, which is how replicas are compared. Whoever stores the stream adds
 * the checksum.
 */
public final class SnapshotCodec {
  private static final int HEADER = 1;
  private static final int NODE = 2;
  private static final int SERVICE = 3;
  private static final int CHECK = 4;
  private static final int KEY = 5;
  private static final int TOMBSTONE = 6;
  private static final int SERVICE_INDEX = 7;
  private static final int NODE_INDEX = 8;
  private static final int END = 9;
  private static final int MEMBER = 10;
  private static final int AUTOPILOT = 11;
  private static final int SESSION = 20;
  private static final int LOCK_DELAY = 21;
  private static final int SESSION_INDEX = 22;
  private static final int PREPARED_QUERY = 30;
  private static final int PREPARED_QUERY_INDEX = 31;
  private static final int CONFIG_ENTRY = 35;
  private static final int CONFIG_ENTRIES_INDEX = 36;
  private static final int COORDINATES_INDEX = 40;
  private static final int COORDINATE = 41;
  private static final int RESTORATION = 45;
  private static final int STAGED = 46;
  private static final int STAGED_RECORD = 47;

  /** Version 1 has no members. */
  private static final int VERSION = 2;

  /**
   * A longer length is damage. Twice what one command may have on a log, for an entry holds a
   * little more than the command that made it, and what was taken must be read again.
   */
  public static final int LONGEST_RECORD = 128 << 20;

  /** The header's few numbers do not fill more. */
  private static final int LONGEST_HEADER = 200;

  private SnapshotCodec() {}

  /**
   * Whether a state may begin with a record of {@code length} bytes; most of other things do not.
   */
  public static boolean mayBegin(int length) {
    return length > 0 && length <= LONGEST_HEADER;
  }

  /** Writes {@code image}; the caller closes the stream. */
  public static void write(StateImage image, OutputStream to) throws IOException {
    new Sink(new DataOutputStream(to)).image(image);
  }

  /**
   * Reads an image.
   *
   * @throws CodecException when the stream is not one, is cut short, or comes from a newer release
   */
  public static StateImage read(InputStream from) throws IOException {
    Source source = new Source(new DataInputStream(from), StateImage.EMPTY);
    if (!source.records(true, Long.MAX_VALUE)) {
      throw new EOFException("the end is missing");
    }
    return source.image();
  }

  /** The writing half: one record at a time through one buffer. */
  private static final class Sink {
    private final DataOutputStream to;
    private final BinaryWriter record = new BinaryWriter(1024);
    private boolean nested;

    Sink(DataOutputStream to) {
      this.to = to;
    }

    void image(StateImage image) throws IOException {
      tables(image);
      restoration(image.restoration());
      emit(END, out -> {});
      to.flush();
    }

    private void tables(StateImage image) throws IOException {
      CatalogTable catalog = image.catalog();
      emit(
          HEADER,
          out -> {
            out.number(VERSION)
                .number(image.index())
                .number(catalog.nodesIndex())
                .number(catalog.servicesIndex());
            out.number(catalog.checksIndex())
                .number(catalog.lastExtinction())
                .number(image.kv().index())
                .number(image.members().index());
          });
      for (NodeRow row : catalog.nodes().values()) {
        emit(NODE, out -> ModelCodec.node(out, row.node()));
        for (var service : row.services().values()) {
          emit(SERVICE, out -> ModelCodec.service(out, service));
        }
        for (var check : row.checks().values()) {
          emit(CHECK, out -> ModelCodec.check(out, check));
        }
        emit(NODE_INDEX, out -> out.text(row.node().name().key()).number(row.index()));
      }
      for (var service : catalog.services().entrySet()) {
        emit(
            SERVICE_INDEX,
            out ->
                out.text(service.getKey())
                    .text(service.getValue().name())
                    .number(service.getValue().index()));
      }
      for (KvEntry entry : image.kv().entries().values()) {
        emit(KEY, out -> ModelCodec.entry(out, entry));
      }
      for (var tombstone : image.kv().tombstones().entrySet()) {
        emit(TOMBSTONE, out -> out.text(tombstone.getKey()).number(tombstone.getValue()));
      }
      for (MemberRow row : image.members().rows().values()) {
        emit(
            MEMBER,
            out -> {
              ModelCodec.member(out, row.member());
              out.text(row.incarnation()).number(row.sinceMillis());
            });
      }
      AutopilotConfig autopilot = image.autopilot().set();
      if (autopilot != null) {
        emit(AUTOPILOT, out -> ModelCodec.autopilot(out, autopilot));
      }
      sessions(image.sessions());
      for (ConfigEntry entry : image.configEntries().entries().values()) {
        emit(CONFIG_ENTRY, out -> ModelCodec.configEntry(out, entry));
      }
      if (image.configEntries().index() != 0) {
        emit(CONFIG_ENTRIES_INDEX, out -> out.number(image.configEntries().index()));
      }
      if (image.queries().index() != 0) {
        emit(PREPARED_QUERY_INDEX, out -> out.number(image.queries().index()));
      }
      for (PreparedQuery query : image.queries().byId().values()) {
        emit(PREPARED_QUERY, out -> ModelCodec.query(out, query));
      }
      coordinates(image.coordinates());
    }

    private void restoration(Restoration restoration) throws IOException {
      if (restoration.floor() != 0) {
        emit(
            RESTORATION,
            out ->
                out.number(restoration.shift())
                    .number(restoration.floor())
                    .text(restoration.last()));
      }
      Restoration.Staged staged = restoration.staged();
      if (staged != null) {
        emit(
            STAGED,
            out ->
                out.text(staged.id())
                    .number(staged.parts())
                    .number(staged.bytes())
                    .number(staged.touchedMillis())
                    .bool(staged.complete()));
        nested = true;
        tables(staged.image());
        nested = false;
      }
    }

    private void coordinates(CoordinateTable coordinates) throws IOException {
      if (coordinates.index() != 0) {
        emit(COORDINATES_INDEX, out -> out.number(coordinates.index()));
      }
      for (NodeCoordinate row : coordinates.rows().values()) {
        emit(COORDINATE, out -> ModelCodec.coordinate(out, row));
      }
    }

    private void sessions(SessionTable sessions) throws IOException {
      for (Session session : sessions.byId().values()) {
        emit(SESSION, out -> ModelCodec.session(out, session));
      }
      for (var delay : sessions.delays().untilMillis().entrySet()) {
        emit(LOCK_DELAY, out -> out.text(delay.getKey()).number(delay.getValue()));
      }
      if (sessions.index() != 0 || sessions.term() != 0) {
        emit(SESSION_INDEX, out -> out.number(sessions.index()).number(sessions.term()));
      }
    }

    private void emit(int kind, Consumer<BinaryWriter> body) throws IOException {
      record.clear();
      if (nested) {
        record.octet(STAGED_RECORD);
      }
      record.octet(kind);
      body.accept(record);
      to.writeInt(record.size());
      to.write(record.buffer(), 0, record.size());
    }
  }

  /** The reading half: fills tables as records come. Goes on from those it is given. */
  static final class Source {
    private final DataInputStream from;
    private final ImageDraft read;
    private long index;
    private long bytes;

    /** Reads on what is staged of another state; null when there is none. */
    private @Nullable Source staged;

    Source(DataInputStream from, StateImage begun) {
      this.from = from;
      read = new ImageDraft(begun);
      index = begun.index();
    }

    /** What was read, with what was there before. */
    StateImage image() {
      Restoration.Staged known = read.restoration.staged();
      if (known != null && staged != null) {
        read.restoration =
            read.restoration.with(
                new Restoration.Staged(
                    known.id(),
                    known.parts(),
                    known.bytes(),
                    known.touchedMillis(),
                    known.complete(),
                    staged.image()));
      }
      return read.at(index, 0);
    }

    /** How many bytes of records were read. */
    long bytes() {
      return bytes;
    }

    /**
     * Reads records until the stream ends, or the state does.
     *
     * @param fromTheHeader whether the first one is the header, which no other may be
     * @param most bytes of records
     * @return whether the state has ended
     */
    boolean records(boolean fromTheHeader, long most) throws IOException {
      boolean header = fromTheHeader;
      for (int first = from.read(); first >= 0; first = from.read()) {
        int length = first << 24 | from.readUnsignedByte() << 16 | from.readUnsignedShort();
        if (length < 1 || length > LONGEST_RECORD) {
          throw new CodecException("a record of " + length + " bytes");
        }
        bytes += length + 4L;
        if (bytes > most) {
          throw new CodecException("it is too large");
        }
        BinaryReader in = new BinaryReader(from.readNBytes(length));
        int kind = in.octet();
        if (header != (kind == HEADER)) {
          throw new CodecException("the header is not where it belongs");
        }
        header = false;
        if (kind == END) {
          return true;
        }
        take(kind, in);
        in.expectEnd();
      }
      return false;
    }

    private void take(int kind, BinaryReader in) {
      switch (kind) {
        case HEADER -> header(in);
        case NODE -> node(ModelCodec.node(in));
        case SERVICE -> service(ModelCodec.service(in));
        case CHECK -> {
          var check = ModelCodec.check(in);
          store(row(check.node().key()).with(check));
        }
        case NODE_INDEX -> {
          NodeRow row = row(in.text());
          store(row.with(row.node(), in.number()));
        }
        case SERVICE_INDEX -> serviceIndex(in);
        case KEY -> read.kv = read.kv.restored(ModelCodec.entry(in));
        case TOMBSTONE -> read.kv = read.kv.restored(in.text(), in.number());
        case MEMBER ->
            read.members =
                read.members.restored(new MemberRow(ModelCodec.member(in), in.text(), in.number()));
        case COORDINATES_INDEX ->
            read.coordinates = new CoordinateTable(read.coordinates.rows(), in.number());
        case COORDINATE -> read.coordinates = read.coordinates.restored(ModelCodec.coordinate(in));
        case SESSION -> read.sessions = read.sessions.restored(ModelCodec.session(in));
        case LOCK_DELAY ->
            read.sessions =
                read.sessions.with(read.sessions.delays().restored(in.text(), in.number()));
        case SESSION_INDEX -> read.sessions = read.sessions.at(in.number()).inTerm(in.number());
        case AUTOPILOT -> read.autopilot = new AutopilotTable(ModelCodec.autopilot(in));
        case CONFIG_ENTRY ->
            read.configEntries = read.configEntries.restored(ModelCodec.configEntry(in));
        case CONFIG_ENTRIES_INDEX ->
            read.configEntries = new ConfigEntryTable(read.configEntries.entries(), in.number());
        case PREPARED_QUERY_INDEX ->
            read.queries =
                new QueryTable(read.queries.byId(), read.queries.idsByName(), in.number());
        case PREPARED_QUERY -> read.queries = read.queries.restored(ModelCodec.query(in));
        case RESTORATION ->
            read.restoration =
                new Restoration(in.number(), in.number(), in.text(), read.restoration.staged());
        case STAGED -> {
          staged = new Source(from, StateImage.EMPTY);
          read.restoration =
              read.restoration.with(
                  new Restoration.Staged(
                      in.text(),
                      in.count(),
                      in.number(),
                      in.number(),
                      in.bool(),
                      StateImage.EMPTY));
        }
        case STAGED_RECORD -> {
          if (staged == null) {
            throw new CodecException("a record of what is not staged");
          }
          staged.take(in.octet(), in);
        }
        default ->
            throw new CodecException(
                "unknown record " + kind + "; is this data of a newer release?");
      }
    }

    private void header(BinaryReader in) {
      long version = in.number();
      if (version < 1 || version > VERSION) {
        throw new CodecException(
            "snapshot version " + version + "; is this data of a newer release?");
      }
      index = in.number();
      read.catalog =
          new CatalogTable(
              read.catalog.nodes(),
              read.catalog.nodeIds(),
              read.catalog.services(),
              in.number(),
              in.number(),
              in.number(),
              in.number());
      read.kv = read.kv.at(in.number());
      read.members = new MemberTable(read.members.rows(), version == 1 ? 0 : in.number());
    }

    private void node(Node node) {
      store(NodeRow.of(node));
      if (!node.id().isEmpty()) {
        read.catalog =
            with(
                read.catalog.nodeIds().plus(node.id(), node.name().key()), read.catalog.services());
      }
    }

    private void service(ServiceEntry service) {
      store(row(service.node().key()).with(service, 0));
      String key = ServiceEntry.nameKey(service.name());
      ServiceRow known = read.catalog.services().get(key);
      ServiceRow row = (known == null ? ServiceRow.empty(service.name()) : known).with(service, 0);
      read.catalog = with(read.catalog.nodeIds(), read.catalog.services().plus(key, row));
    }

    private void serviceIndex(BinaryReader in) {
      String key = in.text();
      ServiceRow known = read.catalog.services().get(key);
      if (known == null) {
        throw new CodecException("an index for the unknown service " + key);
      }
      ServiceRow row = new ServiceRow(in.text(), known.instances(), in.number());
      read.catalog = with(read.catalog.nodeIds(), read.catalog.services().plus(key, row));
    }

    private NodeRow row(String key) {
      NodeRow row = read.catalog.nodes().get(key);
      if (row == null) {
        throw new CodecException("something on the unknown node " + key);
      }
      return row;
    }

    private void store(NodeRow row) {
      read.catalog =
          new CatalogTable(
              read.catalog.nodes().plus(row.node().name().key(), row),
              read.catalog.nodeIds(),
              read.catalog.services(),
              read.catalog.nodesIndex(),
              read.catalog.servicesIndex(),
              read.catalog.checksIndex(),
              read.catalog.lastExtinction());
    }

    private CatalogTable with(
        TreePMap<String, String> nodeIds, TreePMap<String, ServiceRow> services) {
      return new CatalogTable(
          read.catalog.nodes(),
          nodeIds,
          services,
          read.catalog.nodesIndex(),
          read.catalog.servicesIndex(),
          read.catalog.checksIndex(),
          read.catalog.lastExtinction());
    }
  }
}
