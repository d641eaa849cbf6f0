package org.lictor.consensus.simulated;

import java.util.List;

/** What servers say to each other. */
sealed interface Message {
  void deliverTo(Receiver receiver, int from);

  /** One method a message. */
  interface Receiver {
    void voteRequested(int from, VoteRequest request);

    void voted(int from, Vote vote);

    void append(int from, Append append);

    void install(int from, Install install);

    void appended(int from, Appended answer);

    void proposed(int from, Propose proposal);

    void refused(Refused refusal);

    void readRequested(int from, ReadRequest request);

    void readAnswered(ReadAnswer answer);
  }

  record VoteRequest(long term, long lastIndex, long lastTerm) implements Message {
    @Override
    public void deliverTo(Receiver receiver, int from) {
      receiver.voteRequested(from, this);
    }
  }

  record Vote(long term, boolean granted) implements Message {
    @Override
    public void deliverTo(Receiver receiver, int from) {
      receiver.voted(from, this);
    }
  }

  /**
   * Entries to follow the one at {@code previousIndex}; none in a heartbeat.
   *
   * @param round the leader's count of the rounds in which it asked whether it still leads
   */
  record Append(
      long term,
      long previousIndex,
      long previousTerm,
      List<Entry> entries,
      long commitIndex,
      long round)
      implements Message {
    long lastIndex() {
      return previousIndex + entries.size();
    }

    @Override
    public void deliverTo(Receiver receiver, int from) {
      receiver.append(from, this);
    }
  }

  /** A snapshot for one who is behind the leader's log. */
  record Install(long term, Snapshot snapshot, long round) implements Message {
    @Override
    public void deliverTo(Receiver receiver, int from) {
      receiver.install(from, this);
    }
  }

  /**
   * The answer to both.
   *
   * @param index up to which all is safe; when not {@code done}, where to try next
   */
  record Appended(long term, boolean done, long index, long round) implements Message {
    @Override
    public void deliverTo(Receiver receiver, int from) {
      receiver.appended(from, this);
    }
  }

  /** A command for the leader of {@code term}, and for no later one. */
  record Propose(long term, SubmissionId id, byte[] command) implements Message {
    @Override
    public void deliverTo(Receiver receiver, int from) {
      receiver.proposed(from, this);
    }
  }

  /** The leader has not taken a proposal and never will. */
  record Refused(SubmissionId id, boolean busy) implements Message {
    @Override
    public void deliverTo(Receiver receiver, int from) {
      receiver.refused(this);
    }
  }

  /** Asks the leader of {@code term} to vouch for a read. */
  record ReadRequest(long term, SubmissionId id) implements Message {
    @Override
    public void deliverTo(Receiver receiver, int from) {
      receiver.readRequested(from, this);
    }
  }

  /** The index to read at; -1 when there is no leader. */
  record ReadAnswer(SubmissionId id, long index) implements Message {
    @Override
    public void deliverTo(Receiver receiver, int from) {
      receiver.readAnswered(this);
    }
  }
}
