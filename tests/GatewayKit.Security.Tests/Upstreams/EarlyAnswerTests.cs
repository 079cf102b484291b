using System.Globalization;
using static GatewayKit.Security.Tests.Upstreams.ScriptedUpstream;

namespace GatewayKit.Security.Tests.Upstreams;

/// <summary>An upstream that answers before it has read a body (RFC 9112, section 9.5): its answer counts.</summary>
public sealed class EarlyAnswerTests : IAsyncLifetime
{
    private const int Length = 3_000_000;

    private static readonly string s_body = new('a', Length);

    private readonly FaultGateway _gateway = new();

    public static TheoryData<string, bool, bool, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, bool, string>();
            foreach (var status in new[] { "413 Content Too Large", "401 Unauthorized", "302 Found" })
            {
                foreach (var isChunked in new[] { true, false })
                {
                    foreach (var end in new[] { "close", "reset", "stall", "announce and close" })
                    {
                        cases.Add(status, isChunked, true, end);
                        cases.Add(status, isChunked, false, end);
                    }
                }
            }

            return cases;
        }
    }

    public Task InitializeAsync() => _gateway.InitializeAsync();

    public Task DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_early_answer_reaches_the_client(string status, bool isChunked, bool isReused, string end)
    {
        if (isReused)
            await _gateway.SendAsync(Say(Ok("before")));
        _gateway.Upstream.ReadsBodies = false;
        _gateway.Upstream.Answer = End(
            end, $"HTTP/1.1 {status}\r\nX-Early: yes\r\nContent-Length: 5\r\n{(end[0] == 'a' ? "Connection: close\r\n" : "")}\r\nearly");

        var response = await UploadAsync(isChunked);

        Assert.Equal(status, $"{response?.Status} {response?.Reason}");
        Assert.Equal("early", response!.Body);
        Assert.Equal("yes", response.Header("X-Early"));
        Assert.Null(response.Header("Connection"));
        Assert.DoesNotContain(_gateway.Logs, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_early_answer_without_a_body_reaches_the_client()
    {
        _gateway.Upstream.ReadsBodies = false;
        _gateway.Upstream.Answer = End("close", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

        var response = await UploadAsync(isChunked: false);

        Assert.Equal("403 ", $"{response?.Status} {response?.Body}");
    }

    [Fact]
    public async Task A_body_goes_on_to_an_upstream_that_accepts_it_early()
    {
        var received = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _gateway.Upstream.ReadsBodies = false;
        _gateway.Upstream.Answer = async connection =>
        {
            await connection.WriteAsync(Ok("accepted"));
            received.SetResult(await connection.ReadBodyAsync(Length));
        };

        await using var client = await RawClient.ConnectAsync(_gateway.Port);
        var writing = client.WriteAsync($"POST /up/x HTTP/1.1\r\nHost: h\r\nContent-Length: {Length}\r\n\r\n{s_body}");

        Assert.Equal("accepted", (await client.ReadResponseAsync())?.Body);
        Assert.Equal(Length, await received.Task.WaitAsync(TimeSpan.FromSeconds(60)));
        await writing;
    }

    [Fact]
    public async Task A_client_that_pauses_gets_the_answer_at_once()
    {
        _gateway.Upstream.ReadsBodies = false;
        _gateway.Upstream.Answer = End("stall", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 5\r\n\r\nearly");
        await using var client = await RawClient.ConnectAsync(_gateway.Port);

        await client.WriteAsync($"POST /up/x HTTP/1.1\r\nHost: h\r\nContent-Length: {Length}\r\n\r\nonly this");

        Assert.Equal(401, (await client.ReadResponseAsync())?.Status);

        // The upstream's connection, on which it expects the rest of the body, serves no other request.
        Assert.Equal("after", (await _gateway.SendAsync(Say(Ok("after"))))?.Body);
    }

    [Fact]
    public async Task The_head_of_an_event_stream_reaches_the_client_before_the_first_event()
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gateway.Upstream.Answer = async connection =>
        {
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            await next.Task;
            await connection.WriteAsync("9\r\ndata: 1\n\n\r\n0\r\n\r\n");
        };
        await using var client = await RawClient.ConnectAsync(_gateway.Port);

        await client.WriteAsync("GET /up/x HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.Equal("text/event-stream", (await client.ReadResponseAsync(isHead: true))?.Header("Content-Type"));
        next.SetResult();
        Assert.Equal("9\r\ndata: 1\n\n\r\n", await client.ReadCountAsync(14));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 O")]
    [InlineData("garbage\r\n\r\n")]
    public async Task An_upstream_that_closes_without_an_answer_is_a_502(string said)
    {
        _gateway.Upstream.ReadsBodies = false;
        _gateway.Upstream.Answer = End("close", said);

        Assert.Equal(502, (await UploadAsync(isChunked: false))?.Status);
        Assert.Single(_gateway.Upstream.Requests);
    }

    private static Func<UpstreamConnection, Task> End(string end, string response) => async connection =>
    {
        await connection.WriteAsync(response);
        if (end == "reset")
            connection.Reset();
        else if (end == "stall")
            await Task.Delay(Timeout.Infinite);
        else
            connection.Close();
    };

    private async Task<RawResponse?> UploadAsync(bool isChunked)
    {
        _gateway.Upstream.Requests.Clear();
        await using var client = await RawClient.ConnectAsync(_gateway.Port);
        var frame = isChunked
            ? $"Transfer-Encoding: chunked\r\n\r\n{Length.ToString("x", CultureInfo.InvariantCulture)}\r\n{s_body}\r\n0\r\n\r\n"
            : $"Content-Length: {Length}\r\n\r\n{s_body}";
        var writing = client.WriteAsync($"POST /up/x HTTP/1.1\r\nHost: h\r\n{frame}");
        var response = await client.ReadResponseAsync();
        _ = writing.ContinueWith(static write => write.Exception, TaskScheduler.Default);
        return response;
    }
}
