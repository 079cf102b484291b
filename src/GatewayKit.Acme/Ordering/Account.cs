using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GatewayKit.Acme.Protocol;

namespace GatewayKit.Acme.Ordering;

/// <summary>An account, and the server that has it.</summary>
internal sealed class Account(AcmeServer server, AccountKey key, Uri url) : IDisposable
{
    public AcmeServer Server { get; } = server;

    public AccountKey Key { get; } = key;

    /// <summary>Reads a resource of the account (POST-as-GET, RFC 8555, section 6.3).</summary>
    /// <exception cref="AcmeException">The server can't be reached or refuses.</exception>
    public Task<AcmeAnswer> ReadAsync(Uri resource, CancellationToken cancellation)
        => Server.PostAsync(resource, Key, url, ReadOnlyMemory<byte>.Empty, cancellation);

    /// <summary>Sends a request in the name of the account.</summary>
    /// <exception cref="AcmeException">The server can't be reached or refuses.</exception>
    public Task<AcmeAnswer> PostAsync<T>(Uri resource, T payload, JsonTypeInfo<T> type, CancellationToken cancellation)
        => Server.PostAsync(resource, Key, url, JsonSerializer.SerializeToUtf8Bytes(payload, type), cancellation);

    public void Dispose() => Key.Dispose();
}
