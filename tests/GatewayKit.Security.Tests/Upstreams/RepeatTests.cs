using static GatewayKit.Security.Tests.Upstreams.ScriptedUpstream;

namespace GatewayKit.Security.Tests.Upstreams;

/// <summary>How often a request reaches an upstream that closes without an answer.</summary>
public sealed class RepeatTests : IAsyncLifetime
{
    private readonly FaultGateway _gateway = new();

    public static TheoryData<string> Idempotent => ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];

    public static TheoryData<string> Others => ["POST", "PATCH", "FROB"];

    public Task InitializeAsync() => _gateway.InitializeAsync();

    public Task DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Idempotent))]
    [MemberData(nameof(Others))]
    public async Task On_a_new_connection_no_request_is_repeated(string method)
    {
        Assert.Equal(502, (await _gateway.SendAsync(SayAndClose(""), Request(method)))?.Status);
        Assert.Single(_gateway.Upstream.Requests);
    }

    [Theory]
    [MemberData(nameof(Idempotent))]
    public async Task On_a_used_connection_an_idempotent_request_is_repeated_once(string method)
    {
        Assert.Equal(502, (await _gateway.SendOnUsedConnectionAsync(SayAndClose(""), Request(method)))?.Status);
        Assert.Equal(2, _gateway.Upstream.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task On_a_used_connection_another_request_is_not_repeated(string method)
    {
        Assert.Equal(502, (await _gateway.SendOnUsedConnectionAsync(SayAndClose(""), Request(method)))?.Status);
        Assert.Single(_gateway.Upstream.Requests);
    }

    [Fact]
    public async Task One_repetition_is_enough_for_a_connection_that_was_idle_too_long()
    {
        var answers = new Queue<Func<UpstreamConnection, Task>>([SayAndClose(""), Say(Ok("second"))]);

        var response = await _gateway.SendOnUsedConnectionAsync(connection => answers.Dequeue()(connection), Request("GET"));

        Assert.Equal("second", response?.Body);
    }

    [Fact]
    public async Task However_many_connections_are_kept_a_request_is_repeated_once()
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var count = 0;
        _gateway.Upstream.Answer = async connection =>
        {
            if (Interlocked.Increment(ref count) == 5)
                all.SetResult();
            await all.Task;
            await connection.WriteAsync(Ok("first"));
        };
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RawClient.SendAsync(_gateway.Port, Request("GET"))));

        Assert.Equal(502, (await _gateway.SendAsync(SayAndClose("")))?.Status);
        Assert.InRange(_gateway.Upstream.Requests.Count, 1, 2);
    }

    private static string Request(string method) => $"{method} /up/x HTTP/1.1\r\nHost: h\r\n\r\n";
}
