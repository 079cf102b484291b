using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;

namespace GatewayKit.Plugins.GrpcWeb;

/// <summary>The last frame of a gRPC-Web response: its flag 0x80, the length, and the trailers like header fields of HTTP/1.1.</summary>
internal static class TrailerFrame
{
    private const int HeaderLength = 5;
    private const byte Flag = 0x80;
    private const string Status = "grpc-status";

    /// <summary>Creates the frame.</summary>
    /// <param name="trailers">The trailers of the upstream; null if it can't have any.</param>
    /// <param name="needsStatus">Whether the frame must have a status because the head of the response doesn't. An upstream that doesn't
    /// send one has failed in an unknown way.</param>
    /// <returns>The frame; empty if there is nothing to send.</returns>
    public static byte[] Create(HttpResponseHeaders? trailers, bool needsStatus)
    {
        var fields = new StringBuilder();
        foreach (var (name, values) in trailers?.NonValidated ?? default)
        {
            foreach (var value in values)
                Append(fields, name, value);
        }

        if (needsStatus && trailers?.NonValidated.Contains(Status) != true)
        {
            Append(fields, Status, "2");
            Append(fields, "grpc-message", "The upstream didn't send a status.");
        }

        if (fields.Length == 0)
            return [];

        var frame = new byte[HeaderLength + fields.Length];
        frame[0] = Flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), fields.Length);
        Encoding.Latin1.GetBytes(fields.ToString(), frame.AsSpan(HeaderLength));
        return frame;
    }

    // A line break in a value would begin another trailer.
    private static void Append(StringBuilder fields, string name, string value)
        => fields.Append(name.ToLowerInvariant()).Append(": ").Append(value.ReplaceLineEndings(" ").Replace('\0', ' ')).Append("\r\n");
}
