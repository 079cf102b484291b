using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Watching;

namespace GatewayKit.Kubernetes.Keeping;

/// <summary>Reads what <see cref="CopyWriter"/> writes. Nothing of a copy is used unless all of it is valid.</summary>
/// <param name="maxSize">The maximum size without compression, in bytes.</param>
internal sealed class CopyReader(long maxSize)
{
    private const string Corrupt = "It is damaged.";

    /// <exception cref="InvalidDataException">The copy is damaged, too large, or that of another cluster.</exception>
    /// <exception cref="JsonException">The copy is damaged.</exception>
    public async Task<KeptCopy> ReadAsync(Stream stream, string cluster, DateTimeOffset time, CancellationToken cancellation)
    {
        using var lines = new LineReader(new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        var header = Read<CopyHeader>(await NextAsync().ConfigureAwait(false));
        if (header.Format != CopyHeader.CurrentFormat || header.Version != CopyHeader.CurrentVersion)
            throw new InvalidDataException("It has the format of another version.");
        if (header.Cluster != cluster)
            throw new InvalidDataException("It is that of another API server, or of other options.");

        var stores = new ClusterStores([], new NoChanges());
        for (var missing = stores.All.Count(); missing > 0; missing--)
        {
            var section = Read<CopySection>(await NextAsync().ConfigureAwait(false));
            var store = stores.All.FirstOrDefault(store => store.Kind.Kind.ToString() == section.Kind && !store.IsSynced)
                ?? throw new InvalidDataException(Corrupt);
            var items = new List<ReadOnlyMemory<byte>>();
            for (var count = section.Count; count > 0; count--)
                items.Add(await NextAsync().ConfigureAwait(false));
            store.Load(items);
        }

        var expected = Convert.ToHexStringLower(hash.GetCurrentHash());
        if (Read<CopyEnd>(await NextAsync().ConfigureAwait(false)).Sha256 != expected)
            throw new InvalidDataException(Corrupt);
        return new KeptCopy(time, header.Zone, stores.Read());

        async ValueTask<ReadOnlyMemory<byte>> NextAsync()
        {
            var line = await ReadLineAsync(lines, cancellation).ConfigureAwait(false);
            size += line.Length + 1;
            if (size > maxSize)
                throw new InvalidDataException($"It is larger than {maxSize} bytes.");
            hash.AppendData(line.Span);
            hash.AppendData("\n"u8);
            return line;
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(LineReader lines, CancellationToken cancellation)
    {
        try
        {
            return await lines.ReadAsync(cancellation).ConfigureAwait(false) ?? throw new InvalidDataException(Corrupt);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException(Corrupt, error);
        }
    }

    private static T Read<T>(ReadOnlyMemory<byte> line)
        => JsonSerializer.Deserialize<T>(line.Span, ApiJson.Options) ?? throw new InvalidDataException(Corrupt);

    private sealed class NoChanges : IStoreChanges
    {
        public void Changed()
        {
        }

        public void StatusChanged(ResourceKind kind, ResourceName? name)
        {
        }
    }
}
