namespace GatewayKit.Pipeline;

/// <summary>Reads a stream to its end, up to a limit.</summary>
internal static class BoundedReader
{
    private const int FirstBuffer = 4096;

    /// <returns>The bytes, or null if there is more than <paramref name="limit"/> bytes.</returns>
    public static async ValueTask<byte[]?> ReadAsync(Stream stream, long limit, CancellationToken cancellation)
    {
        limit = Math.Min(limit, Array.MaxLength - 1);
        var buffer = new byte[(int)Math.Min(FirstBuffer, limit + 1)];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0)
                return buffer.AsSpan(0, length).ToArray();

            length += read;
            if (length > limit)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(2L * length, limit + 1));
        }
    }
}
