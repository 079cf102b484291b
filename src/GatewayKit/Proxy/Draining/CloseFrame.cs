using System.Security.Cryptography;

namespace GatewayKit.Proxy.Draining;

/// <summary>Close frames with the code 1001, "going away" (RFC 6455, sections 5.5.1 and 7.4.1).</summary>
internal static class CloseFrame
{
    /// <summary>The length of a masked frame.</summary>
    public const int MaskedLength = 8;

    /// <summary>The frame of a server.</summary>
    public static ReadOnlyMemory<byte> ToClient { get; } = new byte[] { 0x88, 0x02, 0x03, 0xe9 };

    /// <summary>Writes the frame of a client, which is masked (section 5.3).</summary>
    public static int WriteMasked(Span<byte> target)
    {
        Span<byte> key = stackalloc byte[4];
        RandomNumberGenerator.Fill(key);
        target[0] = 0x88;
        target[1] = 0x82;
        key.CopyTo(target[2..]);
        target[6] = (byte)(0x03 ^ key[0]);
        target[7] = (byte)(0xe9 ^ key[1]);
        return MaskedLength;
    }
}
