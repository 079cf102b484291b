using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;
using StackExchange.Redis;

namespace ManyNodes;

/// <summary>The Redis server of the sample: one that an argument names, or Garnet, which runs in this process.</summary>
internal sealed class RedisStore : IAsyncDisposable
{
    private const int Attempts = 5;

    /// <summary>In milliseconds, for a machine that is busy with other work.</summary>
    private const int LongTimeout = 60_000;

    private readonly GarnetServer? _garnet;
    private readonly ConnectionMultiplexer _connection;

    private RedisStore(DnsEndPoint address, GarnetServer? garnet, ConnectionMultiplexer connection)
        => (Address, _garnet, _connection) = (address, garnet, connection);

    /// <summary>The address of the server.</summary>
    public DnsEndPoint Address { get; }

    /// <summary>Connects to a server.</summary>
    /// <param name="address">The address, such as <c>localhost:6379</c>; null to start Garnet.</param>
    /// <exception cref="ArgumentException">The address is invalid.</exception>
    /// <exception cref="RedisConnectionException">The server doesn't answer.</exception>
    public static async Task<RedisStore> ConnectAsync(string? address)
    {
        var garnet = address is null ? StartGarnet(out address) : null;
        if (address.Split(':') is not [{ Length: > 0 } host, var text]
            || !ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            throw new ArgumentException($"'{address}' isn't an address, such as localhost:6379.", nameof(address));

        var options = ConfigurationOptions.Parse(address);
        options.AsyncTimeout = LongTimeout;
        if (garnet is not null)
            options.ConnectTimeout = LongTimeout;
        return new RedisStore(new DnsEndPoint(host, port), garnet, await ConnectionMultiplexer.ConnectAsync(options));
    }

    /// <summary>Deletes the keys of the sample, as <c>FLUSHALL</c> deletes all.</summary>
    /// <param name="prefix">The start of the keys.</param>
    public async Task FlushAsync(string prefix)
    {
        var keys = new List<RedisKey>();
        await foreach (var key in _connection.GetServers()[0].KeysAsync(pattern: $"{prefix}*"))
            keys.Add(key);
        await _connection.GetDatabase().KeyDeleteAsync([.. keys]);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _garnet?.Dispose();
    }

    private static GarnetServer StartGarnet(out string address)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
            try
            {
                // The second option of scripts makes them atomic.
                var garnet = new GarnetServer(
                    ["-q", "--bind", "127.0.0.1", "--port", $"{port}", "--lua", "--lua-transaction-mode"]);
                garnet.Start();
                return garnet;
            }
            catch (Exception) when (attempt < Attempts)
            {
                // Another process has taken the port.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
