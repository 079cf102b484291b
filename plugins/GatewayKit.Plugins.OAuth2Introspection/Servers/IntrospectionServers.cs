using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>
/// The authorization servers of all entries. Entries with the same settings share one, and it outlives a reload: the answers stay known
/// while plugins are created again.
/// </summary>
internal sealed class IntrospectionServers : IDisposable
{
    private readonly Dictionary<ServerSettings, (IntrospectionServer Server, int Users)> _servers = [];
    private readonly Lock _lock = new();

    /// <summary>Returns the server for settings. Call <see cref="Release"/> for each call.</summary>
    public IntrospectionServer Acquire(ServerSettings settings, IHttpClientFactory clients, TimeProvider time, ILogger logger)
    {
        lock (_lock)
        {
            var (server, users) = _servers.GetValueOrDefault(settings);
            server ??= new IntrospectionServer(settings, clients, time, logger);
            _servers[settings] = (server, users + 1);
            return server;
        }
    }

    public void Release(ServerSettings settings)
    {
        lock (_lock)
        {
            if (!_servers.TryGetValue(settings, out var known))
                return;

            if (known.Users > 1)
            {
                _servers[settings] = (known.Server, known.Users - 1);
                return;
            }

            _servers.Remove(settings);
            known.Server.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var (server, _) in _servers.Values)
                server.Dispose();
            _servers.Clear();
        }
    }
}
