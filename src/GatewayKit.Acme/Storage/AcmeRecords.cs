using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GatewayKit.Acme.Storage;

/// <summary>The records of one ACME server in a storage.</summary>
internal sealed class AcmeRecords(IAcmeStorage storage, Uri directory)
{
    private readonly string _section = Section(directory);

    public ValueTask<AccountRecord?> ReadAccountAsync(CancellationToken cancellation)
        => ReadAsync("account.json", RecordJson.Default.AccountRecord, cancellation);

    public ValueTask WriteAccountAsync(AccountRecord account, CancellationToken cancellation)
        => WriteAsync("account.json", account, RecordJson.Default.AccountRecord, cancellation);

    /// <summary>Reads the certificate of a host, its chain and its private key in PEM.</summary>
    public ValueTask<byte[]?> ReadCertificateAsync(string host, CancellationToken cancellation)
        => storage.ReadAsync($"{_section}/hosts/{host}/certificate.pem", cancellation);

    public ValueTask WriteCertificateAsync(string host, byte[] pem, CancellationToken cancellation)
        => storage.WriteAsync($"{_section}/hosts/{host}/certificate.pem", pem, cancellation);

    /// <summary>Reads the state of a host; null if there is none, or if it is damaged.</summary>
    public async ValueTask<HostRecord?> ReadHostAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync($"hosts/{host}/state.json", RecordJson.Default.HostRecord, cancellation).ConfigureAwait(false);
        }
        catch (AcmeStorageException error) when (error.InnerException is JsonException)
        {
            return null;
        }
    }

    public ValueTask WriteHostAsync(string host, HostRecord record, CancellationToken cancellation)
        => WriteAsync($"hosts/{host}/state.json", record, RecordJson.Default.HostRecord, cancellation);

    /// <summary>Reads the open challenge. There is at most one, because only one node orders, and one certificate at a time.</summary>
    public ValueTask<ChallengeRecord?> ReadChallengeAsync(CancellationToken cancellation)
        => ReadAsync("challenge.json", RecordJson.Default.ChallengeRecord, cancellation);

    /// <summary>Writes the open challenge. Other nodes see a replaced file earlier than a new one, so that it is never deleted.</summary>
    public ValueTask WriteChallengeAsync(ChallengeRecord record, CancellationToken cancellation)
        => WriteAsync("challenge.json", record, RecordJson.Default.ChallengeRecord, cancellation);

    /// <summary>Tries to take the lock of the node that orders.</summary>
    public ValueTask<IAsyncDisposable?> TryLockAsync(TimeSpan duration, CancellationToken cancellation)
        => storage.TryLockAsync($"{_section}/lock", duration, cancellation);

    private async ValueTask<T?> ReadAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        if (await storage.ReadAsync($"{_section}/{name}", cancellation).ConfigureAwait(false) is not { } json)
            return null;

        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException error)
        {
            throw new AcmeStorageException($"The record '{_section}/{name}' of the ACME storage is damaged.", error);
        }
    }

    private ValueTask WriteAsync<T>(string name, T record, JsonTypeInfo<T> type, CancellationToken cancellation)
        => storage.WriteAsync($"{_section}/{name}", JsonSerializer.SerializeToUtf8Bytes(record, type), cancellation);

    // Another directory, such as that of a staging server, has other accounts and certificates.
    private static string Section(Uri directory)
    {
        var host = string.Concat(directory.IdnHost.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-'));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(directory.AbsoluteUri));
        return $"{host.Trim('.', '-')}-{Convert.ToHexStringLower(hash, 0, 4)}";
    }
}
