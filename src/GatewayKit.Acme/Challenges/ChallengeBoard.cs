using System.Net.Security;
using GatewayKit.Acme.Storage;
using GatewayKit.Tls;

namespace GatewayKit.Acme.Challenges;

/// <summary>
/// Answers challenges, also those of an order of another node:
/// <list type="number">
/// <item>the node that orders stores the answer, and waits until the other nodes have read it before the server may ask</item>
/// <item>the other nodes read it again and again</item>
/// <item>when the order has ended, an expired answer replaces it</item>
/// </list>
/// </summary>
internal sealed class ChallengeBoard(AcmeTimings timings, TimeProvider time) : IAcmeChallenges
{
    // At most one order runs at a time; its limit is shorter.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(10);

    private static readonly ChallengeRecord s_closed = new("", AcmeChallenge.Http01, "", DateTimeOffset.UnixEpoch);

    private volatile OpenChallenge? _open;

    public bool HasTlsAlpn => _open is { Certificate: not null } open && time.GetUtcNow() < open.Record.Expires;

    public SslStreamCertificateContext? FindTlsAlpn(string hostName)
        => _open is { Certificate: { } certificate } open && open.IsFor(hostName, time.GetUtcNow()) ? certificate : null;

    public string? FindHttp(string hostName, string token)
        => _open is { Record.Type: AcmeChallenge.Http01 } open && open.HasToken(token) && open.IsFor(hostName, time.GetUtcNow())
            ? open.Record.KeyAuthorization
            : null;

    /// <summary>Answers a challenge on all nodes.</summary>
    /// <exception cref="AcmeStorageException">The storage doesn't work.</exception>
    public async Task PublishAsync(
        AcmeRecords records, string host, AcmeChallenge type, string keyAuthorization, CancellationToken cancellation)
    {
        var record = new ChallengeRecord(host, type, keyAuthorization, time.GetUtcNow() + s_lifetime);
        await records.WriteChallengeAsync(record, cancellation).ConfigureAwait(false);
        Show(record);
        await Task.Delay(timings.Propagation, time, cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends the answers of this node, and then those of the others.</summary>
    public async Task CloseAsync(AcmeRecords records, CancellationToken cancellation)
    {
        _open = null;
        await records.WriteChallengeAsync(s_closed, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the answer that another node has stored.</summary>
    /// <exception cref="AcmeStorageException">The storage doesn't work.</exception>
    public async Task ReadAsync(AcmeRecords records, CancellationToken cancellation)
    {
        var record = await records.ReadChallengeAsync(cancellation).ConfigureAwait(false);
        if (record is null || record.Expires <= time.GetUtcNow())
            _open = null;
        else if (_open?.Record != record)
            Show(record);
    }

    /// <summary>Answers nothing.</summary>
    public void Clear() => _open = null;

    private void Show(ChallengeRecord record) => _open = OpenChallenge.Create(record, time.GetUtcNow());
}
