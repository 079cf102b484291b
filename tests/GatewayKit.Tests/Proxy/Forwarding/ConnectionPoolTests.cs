using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using GatewayKit.Proxy.Forwarding;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>
/// Attempts to connect, and the requests that wait for them. The process may have one socket in these tests, so that an attempt waits
/// until the socket is closed, or fails after five seconds of the fake clock.
/// </summary>
public sealed class ConnectionPoolTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    private readonly TcpListener _upstream = new(IPAddress.Loopback, 0);
    private readonly CountedTimers _time = new(s_longestWait);
    private readonly UpstreamSockets _sockets;
    private Stream _onlySocket = null!;

    public ConnectionPoolTests() => _sockets = new UpstreamSockets(() => 1, _time);

    private int Port => ((IPEndPoint)_upstream.LocalEndpoint).Port;

    public async Task InitializeAsync()
    {
        _upstream.Start();
        _onlySocket = await _sockets.ConnectAsync(new DnsEndPoint("127.0.0.1", Port), CancellationToken.None);
    }

    public async Task DisposeAsync() => await _onlySocket.DisposeAsync();

    public void Dispose() => _upstream.Dispose();

    [Fact]
    public async Task A_failed_attempt_fails_one_request_and_the_next_one_gets_another_attempt()
    {
        var pool = Pool(maxConnections: 1);
        var first = RentAsync(pool);
        var second = RentAsync(pool);
        await _time.IsSetAsync();

        _time.Advance(s_longestWait);
        await Assert.ThrowsAsync<NoConnectionException>(() => first);
        await _time.IsSetAsync();
        Assert.False(second.IsCompleted);
        await _onlySocket.DisposeAsync();

        using var connection = await second;
        Assert.False(pool.IsEmpty);
    }

    [Fact]
    public async Task A_request_waits_for_the_attempt_of_one_that_gave_up()
    {
        var pool = Pool(maxConnections: 1);
        using var client = new CancellationTokenSource();
        var canceled = RentAsync(pool, client.Token);
        await _time.IsSetAsync();
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);

        var next = RentAsync(pool);
        await _onlySocket.DisposeAsync();

        using var connection = await next;
        Assert.Equal(0, _time.Count);
    }

    [Fact]
    public async Task A_failed_attempt_of_a_request_that_gave_up_fails_the_request_that_waits_for_it()
    {
        var pool = Pool(maxConnections: 1);
        using var client = new CancellationTokenSource();
        var canceled = RentAsync(pool, client.Token);
        await _time.IsSetAsync();
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        var next = RentAsync(pool);

        _time.Advance(s_longestWait);

        await Assert.ThrowsAsync<NoConnectionException>(() => next);
        Assert.True(pool.IsEmpty);
    }

    [Fact]
    public async Task A_failed_attempt_that_no_request_waits_for_leaves_room_for_another_one()
    {
        var pool = Pool(maxConnections: 1);
        using var client = new CancellationTokenSource();
        var canceled = RentAsync(pool, client.Token);
        await _time.IsSetAsync();
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        _time.Advance(s_longestWait);
        await UntilEmptyAsync(pool);

        var next = RentAsync(pool);
        await _onlySocket.DisposeAsync();

        using var connection = await next;
    }

    [Fact]
    public async Task A_returned_connection_serves_a_request_whose_attempt_fails_later()
    {
        var pool = Pool(maxConnections: 2);
        var first = RentAsync(pool);
        await _time.IsSetAsync();
        await _onlySocket.DisposeAsync();
        using var connection = await first;
        var second = RentAsync(pool);
        await _time.IsSetAsync();

        pool.Return(connection);
        Assert.Same(connection, await second);
        _time.Advance(s_longestWait);
        pool.Return(connection);

        Assert.Same(connection, await RentAsync(pool));
    }

    [Fact]
    public async Task A_connection_is_closed_after_five_minutes_so_that_changes_of_DNS_take_effect()
    {
        await _onlySocket.DisposeAsync();
        var pool = Pool(maxConnections: 1);
        var first = await RentAsync(pool);

        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        pool.Return(first);
        Assert.Same(first, await RentAsync(pool));
        _time.Advance(TimeSpan.FromTicks(1));
        pool.Return(first);

        Assert.True(first.IsClosed);
        using var second = await RentAsync(pool);
        Assert.NotSame(first, second);
    }

    private ConnectionPool Pool(int maxConnections) => new(
        UpstreamOrigin.Of(new Uri($"http://127.0.0.1:{Port}"))!,
        new PoolSettings
        {
            MaxConnections = maxConnections,
            IdleTimeout = TimeSpan.FromHours(1),
            ConnectTimeout = TimeSpan.FromMinutes(5),
            Tls = new SslClientAuthenticationOptions(),
        },
        new UpstreamConnector(_sockets), new PoolSweeper(_time));

    private static async Task UntilEmptyAsync(ConnectionPool pool)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (!pool.IsEmpty)
            await Task.Delay(10, limit.Token);
    }

    private static Task<UpstreamConnection> RentAsync(ConnectionPool pool, CancellationToken cancellation = default)
        => pool.RentAsync(onlyNew: false, cancellation).AsTask().WaitAsync(s_patience, CancellationToken.None);
}
