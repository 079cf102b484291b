using System.Buffers.Binary;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>The frames of messages in gRPC: a flag, the length, and the message.</summary>
internal static class Frames
{
    public const int HeaderLength = 5;

    public static byte[] Create(ReadOnlySpan<byte> message)
    {
        var frame = new byte[HeaderLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    /// <summary>Reads the header of a frame.</summary>
    /// <param name="bytes">The received bytes.</param>
    /// <param name="limit">The maximum length of a message.</param>
    /// <param name="length">The length of the message.</param>
    /// <returns>Whether the whole header is there.</returns>
    /// <exception cref="UpstreamFailureException">The message is too long or compressed.</exception>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, int limit, out int length)
    {
        length = 0;
        if (bytes.Length < HeaderLength)
            return false;
        if (bytes[0] != 0)
            throw new UpstreamFailureException(UpstreamFailure.Failed, new InvalidDataException("The gRPC message is compressed."));

        var announced = BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        if (announced > (uint)limit)
            throw new UpstreamFailureException(UpstreamFailure.BodyTooLarge);

        length = (int)announced;
        return true;
    }
}
