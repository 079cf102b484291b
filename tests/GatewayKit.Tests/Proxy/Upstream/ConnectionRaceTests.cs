using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Proxy.Upstream;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Proxy.Upstream;

/// <summary>Connections to names with several addresses. The addresses are those of the documentation; nothing is sent to them.</summary>
public sealed class ConnectionRaceTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly IPEndPoint[] s_addresses =
        [.. new[] { "192.0.2.1", "192.0.2.2", "192.0.2.3" }.Select(address => new IPEndPoint(IPAddress.Parse(address), 80))];

    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentDictionary<IPEndPoint, TaskCompletionSource<Socket>> _attempts = new();
    private readonly SemaphoreSlim _started = new(0);
    private bool _isTooLate;

    public void Dispose() => _started.Dispose();

    [Fact]
    public async Task An_address_that_does_not_answer_costs_a_quarter_of_a_second()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var free = new SemaphoreSlim(5);
        var race = RunAsync(free);
        await StartedAsync();
        Assert.Single(_attempts);

        _time.Advance(ConnectionRace.Delay);
        await StartedAsync();
        _attempts[s_addresses[1]].SetResult(socket);

        Assert.Same(socket, await race);
        Assert.Equal(2, _attempts.Count);
        await FreeAsync(free, 5);
    }

    [Fact]
    public async Task An_address_that_refuses_costs_no_time()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var free = new SemaphoreSlim(5);
        var race = RunAsync(free);
        await StartedAsync();
        _attempts[s_addresses[0]].SetException(new SocketException((int)SocketError.ConnectionRefused));
        await StartedAsync();
        _attempts[s_addresses[1]].SetException(new SocketException((int)SocketError.HostUnreachable));
        await StartedAsync();

        _attempts[s_addresses[2]].SetException(new SocketException((int)SocketError.NetworkDown));

        Assert.Equal(SocketError.NetworkDown, (await Assert.ThrowsAsync<SocketException>(() => race)).SocketErrorCode);
        Assert.Equal(5, free.CurrentCount);
    }

    [Fact]
    public async Task A_connection_that_comes_too_late_is_closed_and_its_place_is_free()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var late = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var free = new SemaphoreSlim(1);
        _isTooLate = true;
        var race = RunAsync(free);
        await StartedAsync();
        _time.Advance(ConnectionRace.Delay);
        await StartedAsync();
        Assert.Equal(0, free.CurrentCount);

        // There is no place for a third attempt.
        _time.Advance(ConnectionRace.Delay);
        _attempts[s_addresses[1]].SetResult(socket);
        await race;
        Assert.Equal(2, _attempts.Count);
        _attempts[s_addresses[0]].SetResult(late);

        await FreeAsync(free, 1);
        Assert.Throws<ObjectDisposedException>(() => late.Listen());
    }

    [Fact]
    public async Task A_canceled_race_ends_its_attempts()
    {
        using var free = new SemaphoreSlim(5);
        using var canceled = new CancellationTokenSource();
        var race = RunAsync(free, canceled.Token);
        await StartedAsync();
        _time.Advance(ConnectionRace.Delay);
        await StartedAsync();

        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => race);
        Assert.Equal(2, _attempts.Count);
        await FreeAsync(free, 5);
    }

    [Fact]
    public void Families_alternate()
    {
        IPAddress[] addresses = [.. new[] { "2001:db8::1", "2001:db8::2", "2001:db8::3", "192.0.2.1" }.Select(IPAddress.Parse)];

        Assert.Equal(["2001:db8::1", "192.0.2.1", "2001:db8::2", "2001:db8::3"], AddressOrder.Of(addresses).Select(a => a.ToString()));
        Assert.Equal(AddressOrder.Most, AddressOrder.Of([.. Enumerable.Range(0, 99).Select(i => new IPAddress(i))]).Count);
    }

    [Fact]
    public async Task The_next_address_of_a_name_is_used_if_the_first_one_refuses()
    {
        using var upstream = new TcpListener(IPAddress.Loopback, 0);
        upstream.Start();
        var port = ((IPEndPoint)upstream.LocalEndpoint).Port;
        var sockets = new UpstreamSockets(
            () => 1, _time, (_, _) => Task.FromResult(new[] { IPAddress.Parse("127.0.0.2"), IPAddress.Loopback }));

        // The only place is free again each time.
        for (var i = 0; i < 2; i++)
        {
            await using var stream = await sockets
                .ConnectAsync(new DnsEndPoint("orders.example", port), CancellationToken.None)
                .AsTask().WaitAsync(s_patience);
            Assert.Equal(new IPEndPoint(IPAddress.Loopback, port), stream.Socket.RemoteEndPoint);
        }
    }

    private Task<Socket> RunAsync(SemaphoreSlim free, CancellationToken cancellation = default)
        => new ConnectionRace(Connect, free, _time).RunAsync(s_addresses, cancellation).WaitAsync(s_patience, CancellationToken.None);

    private Task<Socket> Connect(IPEndPoint address, CancellationToken cancellation)
    {
        var attempt = new TaskCompletionSource<Socket>(TaskCreationOptions.RunContinuationsAsynchronously);
        _attempts[address] = attempt;
        if (!_isTooLate)
            cancellation.Register(() => attempt.TrySetCanceled(cancellation));
        _started.Release();
        return attempt.Task;
    }

    private async Task StartedAsync() => Assert.True(await _started.WaitAsync(s_patience));

    private static async Task FreeAsync(SemaphoreSlim free, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.True(await free.WaitAsync(s_patience));
        free.Release(count);
    }
}
