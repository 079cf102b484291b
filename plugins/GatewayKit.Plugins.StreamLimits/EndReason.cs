using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Plugins.StreamLimits;

/// <summary>The reason why a limit ends a stream, and the close frame that says so (RFC 6455, sections 5.5.1 and 7.4.1).</summary>
internal sealed class EndReason
{
    /// <summary>The maximum length of a close frame, masked or not.</summary>
    public const int LongestFrame = 64;

    private const byte FinalClose = 0x88;
    private const byte Masked = 0x80;

    private readonly byte[] _payload;

    private EndReason(string name, ushort code, string text)
    {
        Name = name;
        _payload = new byte[2 + text.Length];
        BinaryPrimitives.WriteUInt16BigEndian(_payload, code);
        Encoding.ASCII.GetBytes(text, _payload.AsSpan(2));
        ToClient = (byte[])[FinalClose, (byte)_payload.Length, .. _payload];
    }

    public static EndReason IdleTimeout { get; } = new("idle-timeout", 1001, "The connection was idle for too long.");

    public static EndReason MaxDuration { get; } = new("max-duration", 1001, "The connection was open for too long.");

    public static EndReason MalformedFrame { get; } = new("malformed-frame", 1002, "A frame is malformed.");

    public static EndReason MessageRate { get; } = new("message-limit", 1008, "There were too many messages.");

    public static EndReason MessageSize { get; } = new("message-size", 1009, "A message is too large.");

    /// <summary>The name in logs and metrics.</summary>
    public string Name { get; }

    /// <summary>The close frame of a server.</summary>
    public ReadOnlyMemory<byte> ToClient { get; }

    /// <summary>Writes the close frame of a client, which is masked (section 5.3).</summary>
    /// <returns>The length.</returns>
    public int WriteMasked(Span<byte> target)
    {
        target[0] = FinalClose;
        target[1] = (byte)(Masked | _payload.Length);
        var key = target.Slice(2, 4);
        RandomNumberGenerator.Fill(key);
        for (var i = 0; i < _payload.Length; i++)
            target[6 + i] = (byte)(_payload[i] ^ key[i % 4]);
        return 6 + _payload.Length;
    }
}
