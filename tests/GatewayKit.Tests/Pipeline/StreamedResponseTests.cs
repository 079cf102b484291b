using System.Net;
using System.Text;
using GatewayKit.Testing;

namespace GatewayKit.Tests.Pipeline;

public sealed class StreamedResponseTests
{
    private const string Runs = "- { name: probe, options: { runs: true } }";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Probe _probe = new();
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task The_client_reads_the_first_part_before_the_second_is_written()
    {
        await using var gateway = await AnswerAsync(new GatewayResponse(200).WithBody(TwoPartsAsync, "text/plain"));
        using var response = await GetAsync(gateway);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[100];

        Assert.Equal("first", Encoding.ASCII.GetString(buffer, 0, await body.ReadAsync(buffer).AsTask().WaitAsync(s_patience)));
        _second.SetResult();
        Assert.Equal("second", Encoding.ASCII.GetString(buffer, 0, await body.ReadAsync(buffer).AsTask().WaitAsync(s_patience)));
        Assert.Equal((null, "text/plain"), (response.Content.Headers.ContentLength, response.Content.Headers.ContentType?.ToString()));
    }

    [Fact]
    public async Task A_known_length_is_told()
    {
        _second.SetResult();
        await using var gateway = await AnswerAsync(new GatewayResponse(200).WithBody(TwoPartsAsync, "text/plain", 11));

        using var response = await GetAsync(gateway);

        Assert.Equal((11, "firstsecond"), (response.Content.Headers.ContentLength, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 204)]
    public async Task Where_no_body_is_sent_none_is_written(string method, int status)
    {
        await using var gateway = await AnswerAsync(
            new GatewayResponse(status).WithBody((_, _) => throw new InvalidOperationException("written"), "text/plain", 7));

        using var response = await gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/")).WaitAsync(s_patience);

        Assert.Equal((status, method == "HEAD" ? 7L : 0), ((int)response.StatusCode, response.Content.Headers.ContentLength ?? 0));
    }

    [Fact]
    public async Task A_stream_is_opened_for_each_exchange_and_disposed()
    {
        var streams = new List<MemoryStream>();
        await using var gateway = await AnswerAsync(new GatewayResponse(200).WithStream(
            _ =>
            {
                streams.Add(new MemoryStream("text"u8.ToArray()));
                return new ValueTask<Stream>(streams[^1]);
            },
            "text/plain"));

        Assert.Equal(("text", "text"), (await gateway.Client.GetStringAsync("/"), await gateway.Client.GetStringAsync("/")));
        Assert.Equal([false, false], streams.Select(stream => stream.CanRead));
    }

    [Fact]
    public async Task A_client_that_disconnects_cancels_the_body()
    {
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var gateway = await AnswerAsync(new GatewayResponse(200).WithBody(
            async (stream, cancellation) =>
            {
                using var registration = cancellation.Register(canceled.SetResult);
                await stream.WriteAsync("first"u8.ToArray(), cancellation);
                await Task.Delay(Timeout.Infinite, cancellation);
            },
            "text/plain"));

        (await GetAsync(gateway)).Dispose();

        await canceled.Task.WaitAsync(s_patience);
    }

    [Fact]
    public async Task A_body_that_fails_before_its_first_byte_is_a_500_of_the_plugin()
    {
        await using var gateway =
            await AnswerAsync(new GatewayResponse(200).WithBody((_, _) => throw new InvalidOperationException("broken"), "text/plain", 5));

        using var response = await GetAsync(gateway);

        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"),
            (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        await gateway.StopAsync().WaitAsync(s_patience);
        Assert.Contains(gateway.Logs.Lines,
            line => line.Contains("Plugin 'probe'", StringComparison.Ordinal) && line.Contains("broken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_hook_further_up_answers_for_a_body_that_fails_before_its_first_byte()
    {
        _probe.OnError = (_, error) => HookResult.Respond(GatewayResponse.Text(503, error.Message));
        await using var gateway = await AnswerBelowAsync(
            new GatewayResponse(200).WithBody((_, _) => throw new InvalidOperationException("broken"), "text/plain", 5));

        using var response = await GetAsync(gateway);

        Assert.Equal((503, "broken"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        await gateway.StopAsync().WaitAsync(s_patience);
        Assert.Single(gateway.Logs.Lines, line => line.Contains("broken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_body_of_an_error_hook_that_fails_as_well_is_a_500_and_both_are_logged()
    {
        var failures = 0;
        Task Fail(Stream body, CancellationToken cancellation)
            => throw new InvalidOperationException($"broken {Interlocked.Increment(ref failures)}");
        _probe.OnError = (_, _) => HookResult.Respond(new GatewayResponse(200).WithBody(Fail, "text/plain"));
        await using var gateway = await AnswerBelowAsync(new GatewayResponse(200).WithBody(Fail, "text/plain"));

        using var response = await GetAsync(gateway);

        Assert.Equal((500, 2), ((int)response.StatusCode, failures));
        await gateway.StopAsync().WaitAsync(s_patience);
        Assert.Single(gateway.Logs.Lines, line => line.Contains("broken 1", StringComparison.Ordinal));
        Assert.Single(gateway.Logs.Lines, line => line.Contains("broken 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_fails_later_never_looks_complete()
    {
        await using var gateway = await AnswerAsync(new GatewayResponse(200).WithBody(
            async (stream, cancellation) =>
            {
                await stream.WriteAsync("first"u8.ToArray(), cancellation);
                throw new InvalidOperationException("broken");
            },
            "text/plain"));

        using var response = await GetAsync(gateway);

        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_response_hook_can_wrap_the_body()
    {
        _second.SetResult();
        _probe.OnResponse = context =>
        {
            context.WrapResponseBody(stream => new UpperCaseStream(stream), keepsLength: true);
            return HookResult.Continue;
        };
        await using var gateway = await AnswerBelowAsync(new GatewayResponse(200).WithBody(TwoPartsAsync, "text/plain", 11));

        using var response = await GetAsync(gateway);

        Assert.Equal((11, "FIRSTSECOND"), (response.Content.Headers.ContentLength, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_response_hook_can_buffer_the_body()
    {
        _second.SetResult();
        var seen = "";
        _probe.OnResponse = async context =>
        {
            seen = Encoding.ASCII.GetString((await context.BufferResponseBodyAsync(ByteSize.Kilobytes(1))).Span);
            return HookResult.Continue;
        };
        await using var gateway = await AnswerBelowAsync(new GatewayResponse(200).WithBody(TwoPartsAsync, "text/plain"));

        Assert.Equal(("firstsecond", "firstsecond"), (await gateway.Client.GetStringAsync("/"), seen));
    }

    [Fact]
    public async Task A_response_that_is_replaced_is_never_written()
    {
        _probe.OnResponse = _ => HookResult.Respond(GatewayResponse.Text(200, "instead"));
        await using var gateway =
            await AnswerBelowAsync(new GatewayResponse(200).WithBody((_, _) => throw new InvalidOperationException("written"), null));

        Assert.Equal("instead", await gateway.Client.GetStringAsync("/"));
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Contains("written", StringComparison.Ordinal));
    }

    private async Task TwoPartsAsync(Stream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync("first"u8.ToArray(), cancellation);
        await _second.Task.WaitAsync(cancellation);
        await stream.WriteAsync("second"u8.ToArray(), cancellation);
    }

    private static Task<HttpResponseMessage> GetAsync(GatewayTestHost gateway)
        => gateway.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead).WaitAsync(s_patience);

    private Task<GatewayTestHost> AnswerAsync(GatewayResponse response)
    {
        _probe.OnRequest = _ => HookResult.Respond(response);
        return ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs));
    }

    /// <summary>Answers below a probe whose response hook runs the test's code.</summary>
    private Task<GatewayTestHost> AnswerBelowAsync(GatewayResponse response)
    {
        var requests = 0;
        _probe.OnRequest = _ => Interlocked.Increment(ref requests) % 2 == 1 ? HookResult.Continue : HookResult.Respond(response);
        return ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs + "\n- { name: probe, id: b, options: { runs: true } }"));
    }
}
