package org.lictor.query;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.CodecException;
import org.lictor.command.ModelCodec;
import org.lictor.command.TxnCodec;
import org.lictor.command.TxnOp;
import org.lictor.model.ConfigEntry;
import org.lictor.model.HealthCheck;
import org.lictor.model.InvalidModelException;
import org.lictor.model.KvEntry;
import org.lictor.model.MemberRow;
import org.lictor.model.Node;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.model.PreparedQuery;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.query.CatalogQuery.AddressOwner;
import org.lictor.query.CatalogQuery.NodeServices;
import org.lictor.state.WatchSet;

/**
 * Queries and answers as bytes, for the way between a client agent and a server. A new kind of
 * query needs a line in {@link #FORMS} and, when its answer is a new one, an {@link AnswerForm}.
 * Bytes that are not what was expected fail with {@link CodecException}.
 */
public final class QueryCodec {
  /** Comes first in each form. Agents of two releases meet while a cluster is upgraded. */
  private static final int VERSION = 1;

  /** A query within another one; its answer has the form of the inner one's. */
  private static final int FILTERED = 37;

  private static final AnswerForm<Node> NODE = new AnswerForm<>(ModelCodec::node, ModelCodec::node);

  private static final AnswerForm<HealthCheck> CHECK =
      new AnswerForm<>(ModelCodec::check, ModelCodec::check);

  private static final AnswerForm<KvEntry> ENTRY =
      new AnswerForm<>(ModelCodec::entry, ModelCodec::entry);

  private static final AnswerForm<ServiceInstance> INSTANCE =
      new AnswerForm<>(
          (out, instance) -> {
            ModelCodec.node(out, instance.node());
            ModelCodec.service(out, instance.service());
            CHECK.listed().write().accept(out, instance.checks());
          },
          in ->
              new ServiceInstance(
                  ModelCodec.node(in), ModelCodec.service(in), CHECK.listed().read().apply(in)));

  private static final AnswerForm<NodeServices> NODE_SERVICES =
      new AnswerForm<>(
          (out, found) -> {
            ModelCodec.node(out, found.node());
            out.list(found.services(), ModelCodec::service);
          },
          in ->
              new NodeServices(
                  ModelCodec.node(in),
                  new AnswerForm<>(ModelCodec::service, ModelCodec::service)
                      .listed()
                      .read()
                      .apply(in)));

  private static final AnswerForm<AddressOwner> OWNER =
      new AnswerForm<>(
          (out, owner) -> out.text(owner.name()).bool(owner.service()),
          in -> new AddressOwner(in.text(), in.bool()));

  private static final AnswerForm<NearInstances.Measured> MEASURED =
      new AnswerForm<>(
          (out, measured) -> {
            INSTANCE.write().accept(out, measured.instance());
            out.real(measured.seconds());
          },
          in -> new NearInstances.Measured(INSTANCE.read().apply(in), in.real()));

  private static final AnswerForm<PreparedQuery> QUERY =
      new AnswerForm<>(ModelCodec::query, ModelCodec::query);

  private static final AnswerForm<MemberRow> MEMBER =
      new AnswerForm<>(
          (out, row) -> {
            ModelCodec.member(out, row.member());
            out.text(row.incarnation()).number(row.sinceMillis());
          },
          in -> new MemberRow(ModelCodec.member(in), in.text(), in.number()));

  private static final AnswerForm<ConfigEntry> CONFIG_ENTRY =
      new AnswerForm<>(ModelCodec::configEntry, ModelCodec::configEntry);

  private static final AnswerForm<OperatorQuery.Counts> COUNTS =
      new AnswerForm<>(
          (out, counts) -> {
            out.number(counts.services()).number(counts.instances());
            out.number(counts.connectInstances().size());
            counts.connectInstances().forEach((kind, count) -> out.text(kind).number(count));
            out.number(counts.billableInstances()).number(counts.nodes());
          },
          in -> {
            long services = in.number();
            long instances = in.number();
            Map<String, Long> kinds = new TreeMap<>();
            for (long left = in.number(); left > 0; left--) {
              kinds.put(in.text(), in.number());
            }
            return new OperatorQuery.Counts(services, instances, kinds, in.number(), in.number());
          });
  private static final AnswerForm<NodeCoordinate> COORDINATE =
      new AnswerForm<>(ModelCodec::coordinate, ModelCodec::coordinate);

  /** Holds another query. */
  private static final int NEAR = 43;

  /** The kinds whose answers are lists of what is on nodes: these can be sorted by distance. */
  private static final Set<Integer> ON_NODES = Set.of(1, 3, 7, 9, 10);

  private static final AnswerForm<UiQuery.NodeSheet> NODE_SHEET =
      new AnswerForm<>(
          (out, sheet) -> {
            ModelCodec.node(out, sheet.node());
            out.list(sheet.services(), ModelCodec::service);
            CHECK.listed().write().accept(out, sheet.checks());
            out.text(sheet.version());
          },
          in ->
              new UiQuery.NodeSheet(
                  ModelCodec.node(in),
                  new AnswerForm<>(ModelCodec::service, ModelCodec::service)
                      .listed()
                      .read()
                      .apply(in),
                  CHECK.listed().read().apply(in),
                  in.text()));

  private static final AnswerForm<ServiceSummary> SUMMARY =
      new AnswerForm<>(
          (out, summary) -> {
            out.text(summary.name()).text(summary.kind());
            AnswerForm.texts(out, summary.tags());
            AnswerForm.texts(out, summary.nodes());
            AnswerForm.texts(out, summary.externalSources());
            out.number(summary.instances()).number(summary.passing());
            out.number(summary.warning()).number(summary.critical());
            out.bool(summary.connectNative());
          },
          in ->
              new ServiceSummary(
                  in.text(),
                  in.text(),
                  new LinkedHashSet<>(AnswerForm.texts(in)),
                  AnswerForm.texts(in),
                  new LinkedHashSet<>(AnswerForm.texts(in)),
                  (int) in.number(),
                  (int) in.number(),
                  (int) in.number(),
                  (int) in.number(),
                  in.bool()));

  private static final AnswerForm<Session> SESSION =
      new AnswerForm<>(ModelCodec::session, ModelCodec::session);

  private static final List<QueryForm<?, ?>> FORMS =
      List.of(
          new QueryForm<>(
              50,
              OperatorQuery.Usage.class,
              (out, query) -> {},
              in -> new OperatorQuery.Usage(),
              COUNTS),
          new QueryForm<>(
              1,
              CatalogQuery.Nodes.class,
              (out, query) -> selection(out, query.selection()),
              in -> new CatalogQuery.Nodes(selection(in)),
              NODE.listed()),
          new QueryForm<>(
              2,
              CatalogQuery.Services.class,
              (out, query) -> selection(out, query.selection()),
              in -> new CatalogQuery.Services(selection(in)),
              AnswerForm.sets()),
          new QueryForm<>(
              3,
              CatalogQuery.Instances.class,
              (out, query) -> selection(out.text(query.service()), query.selection()),
              in -> new CatalogQuery.Instances(in.text(), selection(in)),
              INSTANCE.listed()),
          new QueryForm<>(
              4,
              CatalogQuery.OfNode.class,
              (out, query) -> out.text(query.node()),
              in -> new CatalogQuery.OfNode(in.text()),
              NODE_SERVICES.optional()),
          new QueryForm<>(
              5,
              CatalogQuery.NodeNamed.class,
              (out, query) -> out.text(query.node()),
              in -> new CatalogQuery.NodeNamed(in.text()),
              NODE.optional()),
          new QueryForm<>(
              6,
              CatalogQuery.OwnerOfAddress.class,
              (out, query) -> out.text(query.address()),
              in -> new CatalogQuery.OwnerOfAddress(in.text()),
              OWNER.optional()),
          new QueryForm<>(
              7,
              HealthQuery.Instances.class,
              (out, query) ->
                  selection(out.text(query.service()), query.selection()).bool(query.onlyPassing()),
              in -> new HealthQuery.Instances(in.text(), selection(in), in.bool()),
              INSTANCE.listed()),
          new QueryForm<>(
              8,
              HealthQuery.OfNode.class,
              (out, query) -> out.text(query.node()),
              in -> new HealthQuery.OfNode(in.text()),
              CHECK.listed()),
          new QueryForm<>(
              9,
              HealthQuery.OfService.class,
              (out, query) -> selection(out.text(query.service()), query.selection()),
              in -> new HealthQuery.OfService(in.text(), selection(in)),
              CHECK.listed()),
          new QueryForm<>(
              10,
              HealthQuery.InState.class,
              (out, query) -> selection(out.text(query.status()), query.selection()),
              in -> new HealthQuery.InState(in.text(), selection(in)),
              CHECK.listed()),
          new QueryForm<>(
              11,
              KvQuery.Get.class,
              (out, query) -> out.text(query.key()),
              in -> new KvQuery.Get(in.text()),
              ENTRY.optional()),
          new QueryForm<>(
              12,
              KvQuery.Under.class,
              (out, query) -> out.text(query.prefix()),
              in -> new KvQuery.Under(in.text()),
              ENTRY.listed()),
          new QueryForm<>(
              13,
              KvQuery.Keys.class,
              (out, query) -> out.text(query.prefix()).text(query.separator()),
              in -> new KvQuery.Keys(in.text(), in.text()),
              AnswerForm.TEXT.listed()),
          new QueryForm<>(
              14,
              MemberQuery.All.class,
              (out, query) -> {},
              in -> new MemberQuery.All(),
              MEMBER.listed()),
          new QueryForm<>(
              15,
              OperatorQuery.Autopilot.class,
              (out, query) -> {},
              in -> new OperatorQuery.Autopilot(),
              new AnswerForm<>(ModelCodec::autopilot, ModelCodec::autopilot)),
          new QueryForm<>(
              20,
              SessionQuery.Get.class,
              (out, query) -> out.text(query.id().value()),
              in -> new SessionQuery.Get(new SessionId(in.text())),
              SESSION.optional()),
          new QueryForm<>(
              21,
              SessionQuery.All.class,
              (out, query) -> {},
              in -> new SessionQuery.All(),
              SESSION.listed()),
          new QueryForm<>(
              22,
              SessionQuery.OfNode.class,
              (out, query) -> out.text(query.node().value()),
              in -> new SessionQuery.OfNode(new NodeName(in.text())),
              SESSION.listed()),
          new QueryForm<>(
              30,
              PreparedQueryQuery.All.class,
              (out, query) -> {},
              in -> new PreparedQueryQuery.All(),
              QUERY.listed()),
          new QueryForm<>(
              31,
              PreparedQueryQuery.OfId.class,
              (out, query) -> out.text(query.id()),
              in -> new PreparedQueryQuery.OfId(in.text()),
              QUERY.optional()),
          new QueryForm<>(
              32,
              PreparedQueryQuery.For.class,
              (out, query) -> out.text(query.idOrName()),
              in -> new PreparedQueryQuery.For(in.text()),
              QUERY.optional()),
          new QueryForm<>(
              33,
              NearInstances.class,
              (out, query) -> out.text(query.service()).text(query.near()),
              in -> new NearInstances(in.text(), in.text()),
              MEASURED.listed()),
          new QueryForm<>(
              25,
              TxnQuery.class,
              (out, query) -> TxnCodec.ops(out, query.ops()),
              in -> new TxnQuery(readsOnly(TxnCodec.ops(in))),
              new AnswerForm<>(TxnCodec::outcome, TxnCodec::outcome)),
          new QueryForm<>(
              35,
              ConfigQuery.Get.class,
              (out, query) -> out.text(query.kind()).text(query.name()),
              in -> new ConfigQuery.Get(in.text(), in.text()),
              CONFIG_ENTRY.optional()),
          new QueryForm<>(
              36,
              ConfigQuery.All.class,
              (out, query) -> out.text(query.kind()),
              in -> new ConfigQuery.All(in.text()),
              CONFIG_ENTRY.listed()),
          new QueryForm<>(
              40,
              CoordinateQuery.All.class,
              (out, query) -> {},
              in -> new CoordinateQuery.All(),
              COORDINATE.listed()),
          new QueryForm<>(
              41,
              CoordinateQuery.OfNode.class,
              (out, query) -> out.text(query.node().value()),
              in -> new CoordinateQuery.OfNode(new NodeName(in.text())),
              COORDINATE.listed()),
          new QueryForm<>(
              42,
              CoordinateQuery.OfServers.class,
              (out, query) -> {},
              in -> new CoordinateQuery.OfServers(),
              COORDINATE.listed()),
          new QueryForm<>(
              38,
              UiQuery.Nodes.class,
              (out, query) -> {},
              in -> new UiQuery.Nodes(),
              NODE_SHEET.listed()),
          new QueryForm<>(
              39,
              UiQuery.OfNode.class,
              (out, query) -> out.text(query.node()),
              in -> new UiQuery.OfNode(in.text()),
              NODE_SHEET.optional()),
          new QueryForm<>(
              55,
              UiQuery.Services.class,
              (out, query) -> {},
              in -> new UiQuery.Services(),
              SUMMARY.listed()));

  private static final Map<Class<?>, QueryForm<?, ?>> BY_TYPE =
      FORMS.stream().collect(Collectors.toUnmodifiableMap(QueryForm::type, Function.identity()));

  private static final Map<Integer, QueryForm<?, ?>> BY_KIND =
      FORMS.stream().collect(Collectors.toUnmodifiableMap(QueryForm::kind, Function.identity()));

  private QueryCodec() {}

  private static List<TxnOp> readsOnly(List<TxnOp> ops) {
    if (ops.stream().anyMatch(TxnOp::writes)) {
      throw new CodecException("a transaction that writes came as a query");
    }
    return ops;
  }

  /** A query and how it is to be asked. */
  public record Question(Query<?> query, QueryOptions options) {}

  /** Writes a question. */
  public static void question(BinaryWriter out, Query<?> query, QueryOptions options) {
    out.octet(VERSION)
        .number(options.minIndex())
        .number(nanos(options.longestWait()))
        .octet(number(options.consistency()));
    write(out, query);
  }

  private static void write(BinaryWriter out, Query<?> query) {
    if (query instanceof NearQuery<?> near) {
      write(out.octet(NEAR).text(near.near()), near.of());
    } else if (query instanceof Filtered<?> filtered) {
      out.octet(FILTERED).text(filtered.datacenter()).text(filtered.expression());
      form(filtered.query()).write(out, filtered.query());
    } else {
      form(query).write(out, query);
    }
  }

  /** Reads a question, and all that is left. */
  public static Question question(BinaryReader in) {
    return checked(
        in,
        () -> {
          long minIndex = in.number();
          long wait = in.number();
          if (wait < 0) {
            throw new CodecException("a negative wait: " + wait);
          }
          QueryOptions options =
              new QueryOptions(minIndex, Duration.ofNanos(wait), consistency(in.octet()));
          int kind = in.octet();
          return new Question(
              switch (kind) {
                case NEAR -> near(in);
                case FILTERED -> filtered(in);
                default -> query(kind, in);
              },
              options);
        });
  }

  private static Query<?> filtered(BinaryReader in) {
    String datacenter = in.text();
    String expression = in.text();
    Query<?> query = query(in.octet(), in);
    if (!(query instanceof Filterable<?, ?>)) {
      throw new CodecException("a filter on what cannot be filtered: " + query);
    }
    return new Filtered<>(query, datacenter, expression);
  }

  private static Query<?> query(int kind, BinaryReader in) {
    QueryForm<?, ?> form = BY_KIND.get(kind);
    if (form == null) {
      throw new CodecException("unknown query " + kind + "; is it one of a newer release?");
    }
    return form.read().apply(in);
  }

  @SuppressWarnings("unchecked") // these kinds' answers are lists
  private static Query<?> near(BinaryReader in) {
    String near = in.text();
    int kind = in.octet();
    Query<?> of = kind == FILTERED ? filtered(in) : query(kind, in);
    Query<?> listed = of instanceof Filtered<?> filtered ? filtered.query() : of;
    if (!ON_NODES.contains(form(listed).kind())) {
      throw new CodecException("not to be sorted by distance: " + listed);
    }
    return new NearQuery<>((Query<List<Object>>) of, near);
  }

  /** Writes the answer to {@code query}. */
  public static <R> void answer(BinaryWriter out, Query<R> query, Answer<R> answer) {
    out.octet(VERSION)
        .number(answer.index())
        .bool(answer.knownLeader())
        .number(answer.lastContactMillis());
    answerForm(query).write().accept(out, answer.value());
  }

  /**
   * Reads the answer to {@code query}, and all that is left. Nobody here is told of changes to it.
   */
  public static <R> Answer<R> answer(BinaryReader in, Query<R> query) {
    return checked(
        in,
        () -> {
          long index = in.number();
          boolean knownLeader = in.bool();
          long lastContact = in.number();
          R value = answerForm(query).read().apply(in);
          return new Answer<>(value, index, knownLeader, lastContact, WatchSet.FIRED);
        });
  }

  private static <T> T checked(BinaryReader in, Supplier<T> body) {
    int version = in.octet();
    if (version != VERSION) {
      throw new CodecException(
          "query or answer in the unknown version " + version + "; is it of a newer release?");
    }
    try {
      T read = body.get();
      in.expectEnd();
      return read;
    } catch (InvalidModelException e) {
      throw new CodecException("query or answer holds what cannot exist: " + e.getMessage());
    }
  }

  private static QueryForm<?, ?> form(Query<?> query) {
    QueryForm<?, ?> form = BY_TYPE.get(query.getClass());
    if (form == null) {
      throw new CodecException("no form for " + query.getClass().getName());
    }
    return form;
  }

  @SuppressWarnings("unchecked") // a form's answer is its query's
  private static <R> AnswerForm<R> answerForm(Query<R> query) {
    if (query instanceof NearQuery<?> near) {
      return (AnswerForm<R>) answerForm(near.of());
    }
    if (query instanceof Filtered<R> filtered) {
      return answerForm(filtered.query());
    }
    return (AnswerForm<R>) form(query).answer();
  }

  private static BinaryWriter selection(BinaryWriter out, Selection selection) {
    AnswerForm.texts(out, selection.tags());
    return out.map(new TreeMap<>(selection.nodeMeta()), BinaryWriter::text);
  }

  private static Selection selection(BinaryReader in) {
    return new Selection(AnswerForm.texts(in), AnswerForm.textsByName(in));
  }

  private static int number(Consistency consistency) {
    return switch (consistency) {
      case DEFAULT -> 1;
      case STALE -> 2;
      case CONSISTENT -> 3;
    };
  }

  private static Consistency consistency(int number) {
    return switch (number) {
      case 1 -> Consistency.DEFAULT;
      case 2 -> Consistency.STALE;
      case 3 -> Consistency.CONSISTENT;
      default -> throw new CodecException("unknown consistency " + number);
    };
  }

  private static long nanos(Duration wait) {
    return wait.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : wait.toNanos();
  }
}
