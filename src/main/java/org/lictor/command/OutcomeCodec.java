package org.lictor.command;

/** The binary form of outcomes, for the way back to whoever submitted the command. */
public final class OutcomeCodec {
  private static final int NO = 0;
  private static final int YES = 1;
  private static final int REFUSED = 2;
  private static final int TRANSACTION = 3;

  private OutcomeCodec() {}

  /** Writes {@code outcome}. */
  public static void write(BinaryWriter out, Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      out.octet(answered.done() ? YES : NO);
    } else if (outcome instanceof Outcome.Refused refused) {
      out.octet(REFUSED).text(refused.message());
    } else if (outcome instanceof TxnOutcome transaction) {
      TxnCodec.outcome(out.octet(TRANSACTION), transaction);
    }
  }

  /** Reads one. */
  public static Outcome read(BinaryReader in) {
    int kind = in.octet();
    return switch (kind) {
      case NO -> Outcome.NOT_DONE;
      case YES -> Outcome.DONE;
      case REFUSED -> new Outcome.Refused(in.text());
      case TRANSACTION -> TxnCodec.outcome(in);
      default -> throw new CodecException("unknown outcome " + kind);
    };
  }
}
