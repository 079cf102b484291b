using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Content;

/// <summary>Writes the documents for machines, one at a time, and keeps the last one of each version.</summary>
internal sealed class WrittenDocuments : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConditionalWeakTable<VersionEntry, WrittenDocument> _kept = new();

    /// <summary>Returns the document of a version that has one.</summary>
    /// <param name="version">The version.</param>
    /// <param name="server">The address of the gateway, for the operations without a host of their own; null to keep the servers.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    public async ValueTask<WrittenDocument> GetAsync(VersionEntry version, string? server, CancellationToken cancellation)
    {
        if (Find(version, server) is { } known)
            return known;

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Find(version, server) is { } other)
                return other;

            var document = version.Document!;
            var json = OpenApiWriter.Write(server is null ? document : document with { Servers = [new OpenApiServer(server, "")] });
            var written = new WrittenDocument(server, json, $"\"{Convert.ToHexStringLower(SHA256.HashData(json ?? []))}\"");
            _kept.AddOrUpdate(version, written);
            return written;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private WrittenDocument? Find(VersionEntry version, string? server)
        => _kept.TryGetValue(version, out var written) && written.Server == server ? written : null;
}
