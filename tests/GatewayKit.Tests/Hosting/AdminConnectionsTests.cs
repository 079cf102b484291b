using GatewayKit.Hosting;
using GatewayKit.Hosting.Admin;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Tests.Hosting;

public sealed class AdminConnectionsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ConnectionDelegate _connect =
        new AdminConnections(2).Use(connection => connection.Features.Get<TaskCompletionSource>()!.Task);

    [Fact]
    public async Task The_connection_that_is_idle_longest_makes_room()
    {
        var (oldest, newer, newest) = (Open(), Open(), Open());

        await ClosedAsync(oldest);
        Assert.False(newer.ConnectionClosed.IsCancellationRequested);
        Assert.False(newest.ConnectionClosed.IsCancellationRequested);
    }

    [Fact]
    public async Task A_connection_that_answers_a_request_is_kept()
    {
        var (busy, idle) = (Open(), Open());
        Entry(busy).Begin();

        Open();

        await ClosedAsync(idle);
        Assert.False(busy.ConnectionClosed.IsCancellationRequested);
    }

    [Fact]
    public async Task A_new_connection_is_refused_only_while_all_others_answer_requests()
    {
        var (first, second) = (Open(), Open());
        Entry(first).Begin();
        Entry(second).Begin();

        await ClosedAsync(Open());
        Entry(second).End();
        Open();

        await ClosedAsync(second);
        Assert.False(first.ConnectionClosed.IsCancellationRequested);
    }

    [Fact]
    public void A_connection_that_ends_makes_room()
    {
        var (first, second) = (Open(), Open());
        first.Features.Get<TaskCompletionSource>()!.SetResult();

        var third = Open();

        Assert.False(second.ConnectionClosed.IsCancellationRequested);
        Assert.False(third.ConnectionClosed.IsCancellationRequested);
    }

    private DefaultConnectionContext Open()
    {
        var connection = new DefaultConnectionContext();
        connection.Features.Set(new TaskCompletionSource());
        _ = _connect(connection);
        return connection;
    }

    private static AdminConnection Entry(DefaultConnectionContext connection) => connection.Features.Get<AdminConnection>()!;

    private static async Task ClosedAsync(DefaultConnectionContext connection)
        => await Assert.ThrowsAsync<TaskCanceledException>(
            () => Task.Delay(Timeout.Infinite, connection.ConnectionClosed).WaitAsync(s_patience));
}
