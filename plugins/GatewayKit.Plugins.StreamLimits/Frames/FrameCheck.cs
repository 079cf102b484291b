namespace GatewayKit.Plugins.StreamLimits.Frames;

/// <summary>
/// Follows the frames of one direction of a WebSocket while they pass (RFC 6455, section 5), and finds the first one that violates a limit.
/// No payload is kept: a frame is judged by its header.
/// </summary>
/// <param name="isFromClient">Whether the frames are those of the client, which are masked.</param>
/// <param name="maxMessageSize">The maximum size of a message; null for any.</param>
/// <param name="rate">The rate of messages; null for any.</param>
internal sealed class FrameCheck(bool isFromClient, long? maxMessageSize, MessageRate? rate)
{
    private const int LongestControl = 125;

    private ulong _payload;
    private ulong _message;
    private bool _isInMessage;
    private bool _hasClose;

    /// <summary>Gets whether the next byte begins a frame.</summary>
    public bool IsAtBoundary => _payload == 0;

    /// <summary>Gets whether a close frame has passed completely: no other frame may follow it.</summary>
    public bool HasClosed => _hasClose && IsAtBoundary;

    /// <summary>The limit that the next frame violates; null if there is none.</summary>
    public EndReason? Violation { get; private set; }

    /// <summary>Passes the bytes of frames up to an incomplete header, a violation, or the end of a close frame.</summary>
    /// <returns>
    /// The number of bytes that may be forwarded. The rest must be passed again, together with the bytes that follow, or dropped after a
    /// close frame (section 5.5.1).
    /// </returns>
    public int Pass(ReadOnlySpan<byte> bytes) => Pass(bytes, checks: true);

    /// <summary>Passes bytes that aren't forwarded, without limits.</summary>
    /// <returns>The number of bytes up to an incomplete header.</returns>
    public int Skip(ReadOnlySpan<byte> bytes) => Pass(bytes, checks: false);

    /// <summary>Passes the bytes of the current frame.</summary>
    /// <returns>The number of bytes that belong to it.</returns>
    public int PassRest(ReadOnlySpan<byte> bytes)
    {
        var rest = (int)ulong.Min(_payload, (ulong)bytes.Length);
        _payload -= (ulong)rest;
        return rest;
    }

    private int Pass(ReadOnlySpan<byte> bytes, bool checks)
    {
        var passed = 0;
        while (true)
        {
            passed += PassRest(bytes[passed..]);
            if (!IsAtBoundary || (checks && _hasClose) || !FrameHeader.TryRead(bytes[passed..], out var header))
                return passed;
            if (checks && (Violation = Check(header)) is not null)
                return passed;

            Begin(header);
            passed += header.Length;
        }
    }

    private EndReason? Check(in FrameHeader header)
    {
        // A 64-bit length must begin with a 0 bit (section 5.2), so that the sum below can't overflow.
        if (header.IsMasked != isFromClient || header.PayloadLength > long.MaxValue || !IsInOrder(header))
            return EndReason.MalformedFrame;
        if (header.Opcode < FrameHeader.Close && MessageSizeWith(header) > (ulong)(maxMessageSize ?? long.MaxValue))
            return EndReason.MessageSize;

        return rate is not null && Counts(header) && !rate.TryTake() ? EndReason.MessageRate : null;
    }

    // Sections 5.4 and 5.5.
    private bool IsInOrder(in FrameHeader header) => header.Opcode switch
    {
        FrameHeader.Continuation => _isInMessage,
        FrameHeader.Text or FrameHeader.Binary => !_isInMessage,
        FrameHeader.Close or FrameHeader.Ping or FrameHeader.Pong => header is { IsFinal: true, PayloadLength: <= LongestControl },
        _ => false,
    };

    private ulong MessageSizeWith(in FrameHeader header)
        => (header.Opcode == FrameHeader.Continuation ? _message : 0) + header.PayloadLength;

    // Empty fragments would otherwise be free: the size of a message limits only the others.
    private static bool Counts(in FrameHeader header)
        => header.Opcode == FrameHeader.Continuation ? header is { PayloadLength: 0, IsFinal: false } : header.Opcode != FrameHeader.Close;

    private void Begin(in FrameHeader header)
    {
        _payload = header.PayloadLength;
        _hasClose |= header.Opcode == FrameHeader.Close;
        if (header.Opcode >= FrameHeader.Close)
            return;

        _message = MessageSizeWith(header);
        _isInMessage = !header.IsFinal;
    }
}
