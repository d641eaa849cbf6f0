package org.lictor.agent.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lictor.agent.AgentMemory;
import org.lictor.agent.Kept;
import org.lictor.agent.Kept.KeptCheck;
import org.lictor.agent.Kept.KeptService;
import org.lictor.agent.Kept.KeptState;
import org.lictor.agent.MemoryChange;
import org.lictor.agent.MemoryFailedException;

/**
 * An {@link AgentMemory} in an embedded H2 database, {@code <data_dir>/agent/memory.mv.db}. One
 * transaction at a time: each change is committed, written ({@code WRITE_DELAY=0}) and forced to
 * the disk ({@code CHECKPOINT SYNC}) before its call returns.
 */
public final class JpaAgentMemory implements AgentMemory {
  private static final System.Logger LOG = System.getLogger("org.lictor.agent");
  private static final String UNIT = "agent-memory";
  private static final String FILE = "memory";
  private static final long FLUSH_MILLIS = 1000;

  private final Path file;
  private final Map<String, Object> properties;
  private final ScheduledExecutorService scheduler;

  /** Renewals that are not written yet, by key. Guarded by itself. */
  private final Map<String, KeptState> waiting = new LinkedHashMap<>();

  /** Held through a transaction. Never taken while {@link #waiting} is held. */
  private final Object database = new Object();

  /** Guarded by {@link #database}. */
  private EntityManagerFactory factory;

  private boolean flushPlanned;

  private JpaAgentMemory(
      Path file, Map<String, Object> properties, ScheduledExecutorService scheduler) {
    this.file = file;
    this.properties = properties;
    this.scheduler = scheduler;
    this.factory = factory(properties);
  }

  /**
   * Opens the memory in {@code directory}, which is made if it is not there. The first time in a
   * process this takes a third of a second or more, most of it for the classes of the provider:
   * begin early, on a thread of its own.
   *
   * @param scheduler writes what may wait; it is not shut down here
   * @throws MemoryFailedException when the files are damaged, in use, not writable or of a newer
   *     version
   */
  public static JpaAgentMemory open(Path directory, ScheduledExecutorService scheduler) {
    Path file = directory.resolve(FILE + ".mv.db");
    try {
      makePrivate(directory);
      JpaAgentMemory memory =
          new JpaAgentMemory(file, properties(directory.resolve(FILE)), scheduler);
      try {
        memory.begin();
        // Read once: what cannot be read is refused here, and the classes for the real reading are
        // loaded.
        memory.recall();
        return memory;
      } catch (RuntimeException unusable) {
        memory.factory.close();
        throw unusable;
      }
    } catch (IOException | PersistenceException broken) {
      throw new MemoryFailedException(
          "the agent's memory "
              + file
              + " cannot be opened: "
              + rootMessage(broken)
              + "; if another agent uses this data"
              + " directory, stop one of them; if the file is damaged, put back a copy or move it away, which forgets what was"
              + " registered with this agent over its interface",
          broken);
    }
  }

  /** Opening may be left to any thread: the unit is looked for where this class is from. */
  private static EntityManagerFactory factory(Map<String, Object> properties) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(JpaAgentMemory.class.getClassLoader());
    try {
      return Persistence.createEntityManagerFactory(UNIT, properties);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Map<String, Object> properties(Path database) {
    // async: an interrupt of a thread that writes would otherwise close the file under everybody.
    // RETENTION_TIME, in ms: space whose content is obsolete is used again after that. By default
    // 45 s, and then the file grows to
    // tens of megabytes under steady writing; here each change is forced to the disk at once, so
    // that 5 s are plenty.
    // DB_CLOSE_ON_EXIT: the agent closes it itself when it stops, after its last write.
    String url =
        "jdbc:h2:async:"
            + database.toAbsolutePath()
            + ";WRITE_DELAY=0;RETENTION_TIME=5000;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    return Map.of("jakarta.persistence.jdbc.url", url);
  }

  private static void makePrivate(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectory(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(directory);
      }
    }
  }

  private void begin() {
    // The schema is made here and not by the provider's generator, which reads the whole catalog at
    // each start.
    inTransaction(
        em ->
            em.createNativeQuery(
                    "CREATE TABLE IF NOT EXISTS AGENT_KEPT (ID VARCHAR(1024) PRIMARY KEY, KIND VARCHAR(16) NOT NULL,"
                        + " FORMAT INTEGER NOT NULL, BODY VARCHAR(1000000) NOT NULL)")
                .executeUpdate());
  }

  @Override
  public Kept recall() {
    List<KeptService> services = new ArrayList<>();
    List<KeptCheck> checks = new ArrayList<>();
    List<KeptState> states = new ArrayList<>();
    for (KeptRow row : rows()) {
      if (row.format() > RowFormat.VERSION) {
        throw new MemoryFailedException(
            "the agent's memory "
                + file
                + " was written by a newer version (format "
                + row.format()
                + " of "
                + row.id()
                + "): start that version, or move the file away to forget what was registered over the agent's interface",
            new IllegalStateException("format " + row.format()));
      }
      try {
        switch (RowKey.Kind.valueOf(row.kind())) {
          case SERVICE -> services.add(RowFormat.service(row));
          case CHECK -> checks.add(RowFormat.check(row));
          case STATE -> states.add(RowFormat.state(row));
        }
      } catch (JsonProcessingException | IllegalArgumentException unreadable) {
        LOG.log(
            Level.ERROR,
            "Failed decoding a row of the agent's memory, it is left out: row="
                + row.id()
                + " file="
                + file
                + " error="
                + rootMessage(unreadable));
      }
    }
    return new Kept(services, checks, states);
  }

  private List<KeptRow> rows() {
    synchronized (database) {
      EntityManager em = factory.createEntityManager();
      try {
        // The query language's parser is 480 classes that nobody else needs.
        List<KeptRow> rows = new ArrayList<>();
        em.createNativeQuery("SELECT * FROM AGENT_KEPT ORDER BY ID", KeptRow.class)
            .getResultList()
            .forEach(row -> rows.add((KeptRow) row));
        return rows;
      } catch (PersistenceException broken) {
        throw failed("read", broken);
      } finally {
        em.close();
      }
    }
  }

  @Override
  public void change(MemoryChange change) {
    if (change.isEmpty()) {
      return;
    }
    synchronized (waiting) {
      change.forgottenStates().forEach(id -> waiting.remove(id.key()));
    }
    transact(
        em -> {
          change.forgottenServices().forEach(id -> remove(em, RowKey.of(id)));
          change.forgottenChecks().forEach(id -> remove(em, RowKey.of(id)));
          change.forgottenStates().forEach(id -> remove(em, RowKey.ofState(id)));
          change.services().forEach(service -> put(em, RowFormat.row(service)));
          change.checks().forEach(check -> put(em, RowFormat.row(check)));
        });
  }

  @Override
  public void keep(KeptState state, boolean news) {
    synchronized (waiting) {
      waiting.put(state.id().key(), state);
      if (!news && !flushPlanned) {
        flushPlanned = true;
        try {
          scheduler.schedule(this::flushQuietly, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
          LOG.log(
              Level.DEBUG, "the last words of TTL checks are written when the memory is closed");
        }
      }
    }
    if (news) {
      flush();
    }
  }

  private void flushQuietly() {
    try {
      flush();
    } catch (MemoryFailedException failed) {
      LOG.log(Level.ERROR, "the last words of TTL checks were not kept", failed);
    }
  }

  private void flush() {
    synchronized (database) {
      List<KeptState> batch;
      synchronized (waiting) {
        flushPlanned = false;
        batch = List.copyOf(waiting.values());
        waiting.clear();
      }
      if (batch.isEmpty()) {
        return;
      }
      try {
        transact(em -> batch.forEach(state -> put(em, RowFormat.row(state))));
      } catch (MemoryFailedException failed) {
        synchronized (waiting) {
          // With the next renewal they are tried again.
          batch.forEach(state -> waiting.putIfAbsent(state.id().key(), state));
        }
        throw failed;
      }
    }
  }

  @Override
  public void close() {
    flushQuietly();
    synchronized (database) {
      // With the last connection H2 closes the file.
      factory.close();
    }
  }

  private void transact(Consumer<EntityManager> work) {
    synchronized (database) {
      try {
        inTransaction(work);
      } catch (PersistenceException | IllegalStateException broken) {
        again(work, broken);
      }
    }
  }

  /**
   * After a failed write, as on a full disk, H2 keeps the database closed until it is opened anew.
   * All changes here may be made twice, so nothing has to be known of the first try.
   */
  private void again(Consumer<EntityManager> work, RuntimeException first) {
    LOG.log(Level.WARNING, "the agent's memory is opened anew: error=" + rootMessage(first));
    try {
      factory.close();
    } catch (PersistenceException | IllegalStateException closedAlready) {
      LOG.log(Level.DEBUG, "the broken memory was closed already", closedAlready);
    }
    try {
      factory = factory(properties);
      inTransaction(work);
    } catch (PersistenceException | IllegalStateException broken) {
      throw failed("written", broken);
    }
  }

  private void inTransaction(Consumer<EntityManager> work) {
    synchronized (database) {
      EntityManager em = factory.createEntityManager();
      try {
        EntityTransaction transaction = em.getTransaction();
        transaction.begin();
        try {
          work.accept(em);
          transaction.commit();
        } finally {
          if (transaction.isActive()) {
            transaction.rollback();
          }
        }
        checkpoint(em);
      } finally {
        em.close();
      }
    }
  }

  /**
   * Forces the file to the disk. A statement of its own, for inside the transaction there is
   * nothing to force yet.
   */
  private static void checkpoint(EntityManager em) {
    EntityTransaction transaction = em.getTransaction();
    transaction.begin();
    em.createNativeQuery("CHECKPOINT SYNC").executeUpdate();
    transaction.commit();
  }

  /**
   * One statement. Merging an entity reads the row first, copies it twice and compares them: an
   * agent that has just started takes 3 ms for that.
   */
  private static void put(EntityManager em, KeptRow row) {
    em.createNativeQuery(
            "MERGE INTO AGENT_KEPT (ID, KIND, FORMAT, BODY) KEY (ID) VALUES (?, ?, ?, ?)")
        .setParameter(1, row.id())
        .setParameter(2, row.kind())
        .setParameter(3, row.format())
        .setParameter(4, row.body())
        .executeUpdate();
  }

  private static void remove(EntityManager em, RowKey key) {
    em.createNativeQuery("DELETE FROM AGENT_KEPT WHERE ID = ?")
        .setParameter(1, key.id())
        .executeUpdate();
  }

  private MemoryFailedException failed(String what, RuntimeException broken) {
    return new MemoryFailedException(
        "the agent's memory "
            + file
            + " could not be "
            + what
            + ": "
            + rootMessage(broken)
            + "; see that its disk has space and is writable",
        broken);
  }

  private static String rootMessage(Throwable broken) {
    Throwable root = broken;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage())
        .lines()
        .findFirst()
        .orElse(root.getClass().getSimpleName());
  }
}
