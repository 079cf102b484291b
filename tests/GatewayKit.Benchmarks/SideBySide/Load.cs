using System.Net.Sockets;
using System.Text;
using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.SideBySide;

/// <summary>
/// The load: some connections that stay open, each sending the next request when the answer to the last has come. A client
/// as simple as that leaves the processors to the servers.
/// </summary>
internal sealed class Load : IDisposable
{
    private static readonly byte[] s_request = Encoding.ASCII.GetBytes(string.Join("\r\n",
        "GET /orders/42?expand=items HTTP/1.1",
        "Host: api.example.com",
        "User-Agent: side-by-side/1.0",
        "Accept: application/json",
        "Accept-Encoding: gzip, br",
        "Accept-Language: en",
        "X-Api-Key: alice-0123456789abcdef",
        "Cache-Control: no-cache",
        "Authorization: Bearer " + BenchmarkToken.Value,
        "", ""));

    private readonly Connection[] _connections;
    private long _requests;
    private volatile bool _isOver;

    private Load(Connection[] connections) => _connections = connections;

    /// <summary>The requests that have been answered.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    public static async Task<Load> ConnectAsync(Uri address, int connections)
        => new(await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Connection.OpenAsync(address))).ConfigureAwait(false));

    /// <summary>Sends requests until <see cref="Stop"/>.</summary>
    /// <exception cref="InvalidOperationException">An answer was another one than 200.</exception>
    public Task RunAsync() => Task.WhenAll(_connections.Select(connection => Task.Run(() => RunAsync(connection))));

    public void Stop() => _isOver = true;

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private async Task RunAsync(Connection connection)
    {
        while (!_isOver)
        {
            await connection.ExchangeAsync(s_request).ConfigureAwait(false);
            Interlocked.Increment(ref _requests);
        }
    }
}
