namespace GatewayKit.Redis.Tests.Support;

/// <summary>The <c>redis-server</c> of a class of tests; none where it isn't installed.</summary>
public sealed class SharedRedisServer : IAsyncLifetime
{
    private RedisServer? _server;

    public string Address => _server!.Address;

    public async Task InitializeAsync() => _server = RedisServer.IsInstalled ? await RedisServer.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
