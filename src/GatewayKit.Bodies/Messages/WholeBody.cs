using System.Runtime.InteropServices;

namespace GatewayKit.Bodies;

/// <summary>Decodes and encodes a body that is in memory as a whole.</summary>
internal static class WholeBody
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Decodes a body.</summary>
    /// <param name="body">The encoded body.</param>
    /// <param name="coding">Its coding.</param>
    /// <param name="limit">The maximum length of the decoded body in bytes.</param>
    /// <param name="faults">Creates the exceptions for an invalid body and a longer one.</param>
    /// <param name="limitsRatio">Whether a body of more than 1 MB may only grow 100 times.</param>
    public static async ValueTask<ReadOnlyMemory<byte>> DecodeAsync(
        ReadOnlyMemory<byte> body, ContentCoding coding, long limit, BodyFaults faults, bool limitsRatio = true)
    {
        if (coding.IsIdentity)
            return body;

        var decoded = new MemoryStream();
        var buffer = new byte[BufferSize];
        var decoder = new DecodedBody(StreamOf(body), coding, faults, limitsRatio);
        await using (decoder.ConfigureAwait(false))
        {
            for (int count; (count = await decoder.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            {
                if (count > limit - decoded.Length)
                    throw faults.TooLarge();
                decoded.Write(buffer.AsSpan(0, count));
            }
        }

        return decoded.GetBuffer().AsMemory(0, (int)decoded.Length);
    }

    /// <summary>Encodes a body.</summary>
    public static ReadOnlyMemory<byte> Encode(ReadOnlyMemory<byte> body, ContentCoding coding)
    {
        if (coding.IsIdentity)
            return body;

        var output = new MemoryStream();
        using (var encoder = coding.OpenEncoder(output, CompressionEffort.Fast))
            encoder.Write(body.Span);
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> body)
        => MemoryMarshal.TryGetArray(body, out var bytes)
            ? new(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new(body.ToArray(), writable: false);
}
