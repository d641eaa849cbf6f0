package org.lictor.consensus.simulated;

import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommittedHandler;

/**
 * One life of a server, from its start to its crash: a compact Raft. This class knows the term and
 * who leads in it, and hands each message to the part that it concerns. An answer that promises
 * something is sent when it is safe on the disk.
 */
final class RaftServer implements Message.Receiver, LossyNetwork.Inbox {
  static final int NOBODY = Stored.NOBODY;

  final int id;
  final int life;
  final World world;
  final SimulatedDisk disk;
  final Elections elections = new Elections(this);
  final Follower follower = new Follower(this);
  final Submissions submissions = new Submissions(this);
  final Confirmations confirmations = new Confirmations(this);
  final Applier applier;
  volatile int leader = NOBODY;
  long lastContact;
  long commitIndex;

  /** Volatile, as what any thread may ask of a log. */
  private volatile @Nullable LeaderTerm leading;

  /** The last term that this server led in this life, for those who still ask about it. */
  private @Nullable LeaderTerm lastLed;

  private boolean alive = true;

  RaftServer(int id, int life, World world, SimulatedDisk disk, CommittedHandler handler) {
    this.id = id;
    this.life = life;
    this.world = world;
    this.disk = disk;
    applier = new Applier(this, handler);
  }

  void start() {
    if (world.has(Bug.FORGETS_ITS_VOTE)) disk.write(stored -> stored.vote = NOBODY);
    commitIndex = stored().snapshot.index();
    if (commitIndex > 0) applier.restore(stored().snapshot);
    elections.waitForLeader();
    world.network().connect(id, this);
  }

  void crash() {
    alive = false;
    leading = null;
    world.network().connect(id, null);
    submissions.failAll("the server crashed");
    confirmations.failAll();
  }

  // ---- for the parts

  Stored stored() {
    return disk.contents();
  }

  long term() {
    return stored().term;
  }

  void send(int to, Message message) {
    if (to == id) later(0, () -> message.deliverTo(this, id));
    else world.network().send(id, to, message);
  }

  /** Runs {@code action} in so many milliseconds if this life lasts until then. */
  void later(long millis, Runnable action) {
    world
        .clock()
        .after(
            millis,
            () -> {
              if (alive) action.run();
            });
  }

  /** Runs {@code then} when what was written is safe. */
  void whenSafe(Runnable then) {
    if (world.has(Bug.ACKNOWLEDGES_BEFORE_FSYNC)) {
      disk.sync(applier::applyCommitted);
      later(0, then);
    } else {
      disk.sync(then);
    }
  }

  /** The last entry that is in the log and safe. */
  long safeIndex() {
    Stored now = stored();
    Stored safe = disk.safe();
    long index = Math.min(now.lastIndex(), safe.lastIndex());
    while (index > 0 && (now.termAt(index) < 0 || now.termAt(index) != safe.termAt(index))) index--;
    return index;
  }

  void commit(long index) {
    if (index > commitIndex) commitIndex = index;
    applier.applyCommitted();
  }

  /** Whether a message is of this term, after following it into a newer one. */
  boolean isOfThisTerm(long term) {
    if (term > term()) {
      disk.write(stored -> stored.adopt(term, NOBODY));
      follow(NOBODY);
    }
    return term == term();
  }

  void follow(int newLeader) {
    LeaderTerm ended = leading;
    leading = null;
    if (ended != null) {
      ended.end();
      submissions.leadLost();
    }
    leader = newLeader;
    if (newLeader != NOBODY) lastContact = world.clock().now();
    elections.waitForLeader();
  }

  void lead() {
    leader = id;
    LeaderTerm begun = new LeaderTerm(this);
    leading = begun;
    lastLed = begun;
    begun.begin();
  }

  boolean leads() {
    return leading != null;
  }

  /** Whether this server leads and has committed something in its term: it knows all before it. */
  boolean leadsKnowingly() {
    LeaderTerm now = leading;
    return now != null && now.knowsAll() && applier.applied() >= now.firstIndex();
  }

  // ---- messages

  @Override
  public void deliver(int from, Message message) {
    message.deliverTo(this, from);
  }

  @Override
  public void voteRequested(int from, Message.VoteRequest request) {
    elections.requested(from, request);
  }

  @Override
  public void voted(int from, Message.Vote vote) {
    elections.voted(from, vote);
  }

  @Override
  public void append(int from, Message.Append append) {
    follower.append(from, append);
  }

  @Override
  public void install(int from, Message.Install install) {
    follower.install(from, install);
  }

  @Override
  public void appended(int from, Message.Appended answer) {
    if (!isOfThisTerm(answer.term())) return;
    LeaderTerm now = leading;
    if (now != null) now.appended(from, answer);
  }

  @Override
  public void proposed(int from, Message.Propose proposal) {
    LeaderTerm asked = lastLed;
    // Of a term that this life did not lead it cannot tell whether the proposal was taken.
    if (asked != null && asked.term() == proposal.term()) asked.proposed(from, proposal);
  }

  @Override
  public void refused(Message.Refused refusal) {
    submissions.refused(refusal);
  }

  @Override
  public void readRequested(int from, Message.ReadRequest request) {
    LeaderTerm now = leading;
    if (now != null && now.term() == request.term()) now.readRequested(from, request.id());
    else send(from, new Message.ReadAnswer(request.id(), -1));
  }

  @Override
  public void readAnswered(Message.ReadAnswer answer) {
    confirmations.answered(answer);
  }
}
