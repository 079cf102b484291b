using System.Net;
using StackExchange.Redis;

namespace GatewayKit.Redis.Connection;

/// <summary>
/// The circuits of the servers: one for each primary of a cluster, which fails alone, and one for a single server. The table of slots is
/// read when a call has failed, so that it is current when it matters; a slot in an old table only shares its circuit with others.
/// </summary>
internal sealed class RedisCircuits
{
    private const int Slots = 16384;

    private readonly RedisCircuit _single = new();
    private readonly Lock _updating = new();
    private Dictionary<EndPoint, RedisCircuit> _byServer = [];
    private RedisCircuit[]? _bySlot;
    private ClusterConfiguration? _read;

    /// <summary>Returns the circuit of a slot; -1 is that of a server without slots.</summary>
    public RedisCircuit Of(int slot) => slot >= 0 && Volatile.Read(ref _bySlot) is { } circuits ? circuits[slot] : _single;

    /// <summary>Reads which server has which slots. A server keeps its circuit.</summary>
    public void Update(IConnectionMultiplexer connection)
    {
        var known = connection.GetServers().Where(server => server.ClusterConfiguration is not null);
        if (known.OrderByDescending(server => server.IsConnected).FirstOrDefault()?.ClusterConfiguration is not { } cluster)
            return;

        // The library replaces the object when it reads the table again. While a server fails, each call comes here.
        if (ReferenceEquals(cluster, Volatile.Read(ref _read)))
            return;

        lock (_updating)
        {
            if (ReferenceEquals(cluster, _read))
                return;

            var byServer = new Dictionary<EndPoint, RedisCircuit>();
            var bySlot = new RedisCircuit[Slots];
            Array.Fill(bySlot, _single);
            foreach (var node in cluster.Nodes.Where(node => node is { IsReplica: false, EndPoint: not null }))
            {
                var circuit = byServer[node.EndPoint!] = _byServer.GetValueOrDefault(node.EndPoint!) ?? new RedisCircuit();
                foreach (var range in node.Slots)
                    Array.Fill(bySlot, circuit, range.From, range.To - range.From + 1);
            }

            _byServer = byServer;
            Volatile.Write(ref _bySlot, bySlot);
            Volatile.Write(ref _read, cluster);
        }
    }
}
