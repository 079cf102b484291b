using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using GatewayKit.Kubernetes.Api;

namespace GatewayKit.Kubernetes.Keeping;

/// <summary>
/// Writes a copy: JSON lines, compressed with gzip (RFC 1952). The first line is the header. A line with the kind and the number of
/// objects comes before the objects of each kind, and the last line has the hash of all others.
/// </summary>
/// <param name="maxSize">The maximum size without compression, in bytes.</param>
internal sealed class CopyWriter(long maxSize)
{
    /// <exception cref="InvalidDataException">The copy is too large.</exception>
    public async Task WriteAsync(Stream stream, KeptState state, string cluster, CancellationToken cancellation)
    {
        await using var compressed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        await WriteLineAsync(new CopyHeader
        {
            Format = CopyHeader.CurrentFormat,
            Version = CopyHeader.CurrentVersion,
            Cluster = cluster,
            Zone = state.Zone,
        }).ConfigureAwait(false);
        foreach (var (kind, objects) in state.Kinds)
        {
            await WriteLineAsync(new CopySection(kind.ToString(), objects.Count)).ConfigureAwait(false);
            foreach (var resource in objects)
                await WriteLineAsync(resource).ConfigureAwait(false);
        }

        await WriteLineAsync(new CopyEnd(Convert.ToHexStringLower(hash.GetCurrentHash()))).ConfigureAwait(false);

        async ValueTask WriteLineAsync(object value)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ApiJson.Options), (byte)'\n'];
            size += line.Length;
            if (size > maxSize)
                throw new InvalidDataException($"It is larger than {maxSize} bytes.");
            hash.AppendData(line);
            await compressed.WriteAsync(line, cancellation).ConfigureAwait(false);
        }
    }
}
