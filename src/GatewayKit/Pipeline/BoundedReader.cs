using System.Buffers;

namespace GatewayKit.Pipeline;

/// <summary>Reads a stream to its end, up to a limit.</summary>
internal static class BoundedReader
{
    private const int FirstBuffer = 4096;

    /// <returns>The bytes, or null if there is more than <paramref name="limit"/> bytes.</returns>
    public static async ValueTask<byte[]?> ReadAsync(Stream stream, long limit, CancellationToken cancellation)
    {
        limit = Math.Min(limit, Array.MaxLength - 1);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(FirstBuffer, limit + 1));
        var length = 0;
        while (true)
        {
            // A buffer isn't returned after a failed read: a stream that isn't well written could still use it.
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            length += read;
            if (read == 0 || length > limit)
            {
                var body = length > limit ? null : buffer.AsSpan(0, length).ToArray();
                ArrayPool<byte>.Shared.Return(buffer);
                return body;
            }

            if (length == buffer.Length)
                buffer = Enlarge(buffer, limit);
        }
    }

    private static byte[] Enlarge(byte[] buffer, long limit)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, limit + 1));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
