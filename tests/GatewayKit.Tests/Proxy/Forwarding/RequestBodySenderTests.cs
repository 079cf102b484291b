using System.Net.Security;
using GatewayKit.Proxy.Forwarding;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>
/// The upstream never gets a complete body before its end was read: a hook can still refuse the body there, and the client can still send
/// more than announced.
/// </summary>
public sealed class RequestBodySenderTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly PoolSettings s_settings = new()
    {
        MaxConnections = 1,
        IdleTimeout = TimeSpan.FromMinutes(1),
        ConnectTimeout = TimeSpan.FromMinutes(1),
        Tls = new SslClientAuthenticationOptions(),
    };

    private readonly ClientBody _body = new();
    private readonly UpstreamSide _upstream;
    private readonly UpstreamConnection _connection;

    public RequestBodySenderTests()
    {
        _upstream = new UpstreamSide(_body);
        var origin = UpstreamOrigin.Of(new Uri("http://upstream"))!;
        _connection = new UpstreamConnection(
            _upstream, new ConnectionPool(origin, s_settings, null!, new PoolSweeper(TimeProvider.System)));
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public async Task A_body_that_is_there_at_once_is_sent_with_the_head()
    {
        _body.Send("hello");
        _body.End();

        using var sender = Start(length: 5);
        await sender.Task.WaitAsync(s_patience);

        Assert.Equal([("head hello", true)], _upstream.Writes);
        Assert.True(sender.IsComplete);
    }

    [Fact]
    public async Task The_last_part_of_a_body_waits_for_the_end()
    {
        using var sender = Start(length: 5);
        await SendAsync("he", "llo");

        _body.End();
        await sender.Task.WaitAsync(s_patience);

        Assert.Equal([("head ", false), ("he", false), ("llo", true)], _upstream.Writes);
        Assert.True(sender.IsComplete);
    }

    [Fact]
    public async Task The_last_chunk_waits_for_the_end()
    {
        using var sender = Start(length: null);
        await SendAsync("he", "llo");

        _body.End();
        await sender.Task.WaitAsync(s_patience);

        Assert.Equal([("head ", false), ("2\r\nhe\r\n", false), ("3\r\nllo\r\n", false), ("0\r\n\r\n", true)], _upstream.Writes);
        Assert.True(sender.IsComplete);
    }

    [Theory]
    [InlineData(5, "llo")]
    [InlineData(null, "0\r\n\r\n")]
    public async Task A_body_that_is_refused_at_its_end_stays_incomplete(int? length, string last)
    {
        using var sender = Start(length);
        await SendAsync("he", "llo");

        _body.Fail(new BadHttpRequestException("The body is refused."));
        await sender.Task.WaitAsync(s_patience);

        Assert.DoesNotContain(_upstream.Writes, write => write.Text == last);
        Assert.IsType<BadHttpRequestException>(sender.ClientFailure);
        Assert.True(_upstream.IsClosed);
        Assert.False(sender.IsComplete);
    }

    [Fact]
    public async Task A_body_that_is_longer_than_announced_stays_incomplete()
    {
        using var sender = Start(length: 5);
        await SendAsync("he", "llo");

        _body.Send("!");
        await sender.Task.WaitAsync(s_patience);

        Assert.Equal([("head ", false), ("he", false)], _upstream.Writes);
        Assert.NotNull(sender.ClientFailure);
        Assert.True(_upstream.IsClosed);
    }

    private RequestBodySender Start(int? length)
        => new(new DefaultHttpContext { Request = { Body = _body } }, _connection, length, "head "u8.ToArray());

    /// <summary>Sends parts, each when the sender waits for it, and waits until it asks for more.</summary>
    private async Task SendAsync(params string[] parts)
    {
        foreach (var part in parts)
        {
            await _body.IsAwaitedAsync();
            _body.Send(part);
        }

        await _body.IsAwaitedAsync();
    }
}
