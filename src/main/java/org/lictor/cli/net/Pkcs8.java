package org.lictor.cli.net;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Puts the older forms of private keys into the PKCS #8 frame (RFC 5958), the only one the JDK
 * reads.
 */
final class Pkcs8 {
  private static final byte[] VERSION_0 = {2, 1, 0};

  /** rsaEncryption 1.2.840.113549.1.1.1 with its NULL parameter. */
  private static final byte[] RSA = {
    0x30, 13, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0
  };

  /** id-ecPublicKey 1.2.840.10045.2.1. */
  private static final byte[] EC = {6, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

  private Pkcs8() {}

  static byte[] wrapRsa(byte[] pkcs1) {
    return tagged(0x30, VERSION_0, RSA, tagged(4, pkcs1));
  }

  static byte[] wrapEc(byte[] sec1) throws GeneralSecurityException {
    return tagged(0x30, VERSION_0, tagged(0x30, EC, curveOf(sec1)), tagged(4, sec1));
  }

  /** The curve's identifier, which SEC 1 keeps as element [0] after version and key. */
  private static byte[] curveOf(byte[] sec1) throws GeneralSecurityException {
    for (int at = 2; at + 4 < sec1.length; at++) {
      boolean context0 =
          (sec1[at] & 0xFF) == 0xA0 && sec1[at + 2] == 6 && sec1[at + 1] == sec1[at + 3] + 2;
      if (context0) return Arrays.copyOfRange(sec1, at + 2, at + 2 + sec1[at + 1]);
    }
    throw new GeneralSecurityException("the EC key does not name its curve");
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) content.writeBytes(part);
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.size();
    if (length >= 0x80) element.write(length > 0xFF ? 0x82 : 0x81);
    if (length > 0xFF) element.write(length >> 8);
    element.write(length);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }
}
