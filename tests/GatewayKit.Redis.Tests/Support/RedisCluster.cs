using System.Globalization;

namespace GatewayKit.Redis.Tests.Support;

/// <summary>A cluster of three <c>redis-server</c> processes without replicas.</summary>
internal sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16384;
    private readonly List<RedisServer> _nodes = [];

    public IReadOnlyList<RedisServer> Nodes => _nodes;

    public string Addresses => string.Join(',', _nodes.Select(node => node.Address));

    public static async Task<RedisCluster> StartAsync()
    {
        var cluster = new RedisCluster();
        for (var i = 0; i < 3; i++)
        {
            // Without a majority, a node would stop answering as well: here, one that is lost takes only its own slots with it.
            cluster._nodes.Add(await RedisServer.StartAsync(
                "--cluster-enabled", "yes", "--cluster-require-full-coverage", "no", "--cluster-node-timeout", "120000"));
        }

        for (var i = 0; i < 3; i++)
        {
            await cluster._nodes[i].SendAsync("CLUSTER", "ADDSLOTSRANGE", Slots * i / 3, (Slots * (i + 1) / 3) - 1);
            if (i > 0)
                await cluster._nodes[0].SendAsync("CLUSTER", "MEET", "127.0.0.1", cluster._nodes[i].Port);
        }

        foreach (var node in cluster._nodes)
        {
            await Eventually.TrueAsync(async () =>
            {
                var info = ((string?)await node.SendAsync("CLUSTER", "INFO"))!;
                return info.Contains("cluster_state:ok", StringComparison.Ordinal)
                    && info.Contains(string.Create(CultureInfo.InvariantCulture, $"cluster_slots_ok:{Slots}"), StringComparison.Ordinal)
                    && info.Contains("cluster_known_nodes:3", StringComparison.Ordinal);
            });
        }

        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }
}
