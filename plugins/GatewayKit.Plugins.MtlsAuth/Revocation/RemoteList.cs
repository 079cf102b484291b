using GatewayKit.Authentication;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>A revocation list that is fetched from a URL.</summary>
internal sealed class RemoteList : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    private readonly IHttpClientFactory _clients;
    private readonly Uri _address;
    private readonly TimeProvider _time;
    private readonly RemoteValue<RevocationList> _value;

    public RemoteList(IHttpClientFactory clients, string address, TimeSpan refresh, MtlsAuthLog log, TimeProvider time)
    {
        (_clients, _address, _time) = (clients, new Uri(address), time);
        _value = new RemoteValue<RevocationList>(
            FetchAsync, error => log.ListFailed(address, error), new RefreshSettings { Interval = refresh }, time);
    }

    /// <summary>Returns the list; waits only for the first fetch. Null if it can't be fetched.</summary>
    public ValueTask<RevocationList?> GetAsync() => _value.GetAsync(CancellationToken.None);

    /// <summary>Gets the list; null if there is none yet. If it is due, a fetch starts in the background.</summary>
    public RevocationList? Current => _value.Current;

    public void Dispose() => _value.Dispose();

    private async Task<RevocationList> FetchAsync(RevocationList? before, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(s_timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var client = _clients.CreateClient(MtlsAuthServices.Client);
        return RevocationList.Parse(await client.GetByteArrayAsync(_address, both.Token).ConfigureAwait(false));
    }
}
