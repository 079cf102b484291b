using System.Net;
using DnsClient;
using DnsClient.Protocol;
using GatewayKit.Configuration;

namespace GatewayKit.Proxy.Discovery;

/// <summary>Asks DNS servers for the addresses of a name.</summary>
internal sealed class NameResolver(DiscoveredName name)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    // Finding the servers of the operating system can fail, which is then an error of the first question.
    private readonly Lazy<LookupClient> _client = new(() => new LookupClient(OptionsFor(name)));

    /// <exception cref="DnsResponseException">There is no answer, or the answer is an error.</exception>
    public Task<ResolvedName> ResolveAsync(CancellationToken cancellation)
        => name.Type == DiscoveryType.Dns ? AddressesAsync(name.Name, 0, cancellation) : ServicesAsync(cancellation);

    private static LookupClientOptions OptionsFor(DiscoveredName name)
    {
        IPEndPoint[] servers = [.. name.Servers.Split(' ').Select(ClusterDiscovery.ServerOf).OfType<IPEndPoint>()];
        return new LookupClientOptions(servers)
        {
            AutoResolveNameServers = servers.Length == 0,
            UseCache = false,
            Timeout = s_timeout,
            Retries = 1,
        };
    }

    /// <summary>Asks for A and AAAA records. A server that doesn't know AAAA records may answer with an error.</summary>
    private async Task<ResolvedName> AddressesAsync(string host, int port, CancellationToken cancellation)
    {
        var version6 = AskAsync(host, QueryType.AAAA, cancellation);
        var version4 = AskAsync(host, QueryType.A, cancellation);
        await ((Task)version6).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var records = (await version4.ConfigureAwait(false)).Answers.AddressRecords();
        if (version6.IsCompletedSuccessfully)
            records = records.Concat((await version6.ConfigureAwait(false)).Answers.AddressRecords());
        AddressRecord[] all = [.. records];
        return new ResolvedName([.. all.Select(record => new IPEndPoint(record.Address, port))], TimeToLiveOf(all));
    }

    /// <summary>Asks for SRV records, and for the addresses of their targets. Only the targets with the highest priority, which is the
    /// lowest number, are used.</summary>
    private async Task<ResolvedName> ServicesAsync(CancellationToken cancellation)
    {
        var answer = await AskAsync(name.Name, QueryType.SRV, cancellation).ConfigureAwait(false);
        SrvRecord[] services = [.. answer.Answers.SrvRecords().Where(record => record.Target.Value != ".").Take(NameWatch.Most)];
        var addresses = new List<IPEndPoint>();
        var timeToLive = TimeToLiveOf(services);
        foreach (var service in services.Where(service => service.Priority == services.Min(other => other.Priority)))
        {
            AddressRecord[] known = [.. answer.Additionals.AddressRecords().Where(record => record.DomainName.Equals(service.Target))];
            var target = known.Length > 0
                ? new ResolvedName([.. known.Select(record => new IPEndPoint(record.Address, service.Port))], TimeToLiveOf(known))
                : await AddressesAsync(service.Target, service.Port, cancellation).ConfigureAwait(false);
            addresses.AddRange(target.Addresses);
            if (target.TimeToLive < timeToLive)
                timeToLive = target.TimeToLive;
        }

        return new ResolvedName(addresses, timeToLive);
    }

    // A name that doesn't exist is an answer without records.
    private async Task<IDnsQueryResponse> AskAsync(string host, QueryType type, CancellationToken cancellation)
    {
        var answer = await _client.Value.QueryAsync(host, type, cancellationToken: cancellation).ConfigureAwait(false);
        return answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain
            ? throw new DnsResponseException((DnsResponseCode)answer.Header.ResponseCode, answer.ErrorMessage)
            : answer;
    }

    private static TimeSpan TimeToLiveOf(IReadOnlyCollection<DnsResourceRecord> records)
        => TimeSpan.FromSeconds(records.Count == 0 ? 0 : records.Min(record => Math.Max(0, record.InitialTimeToLive)));
}
