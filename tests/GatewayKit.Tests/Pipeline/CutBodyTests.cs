using System.Net;
using GatewayKit.Testing;
using GatewayKit.Tests.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Pipeline;

/// <summary>What a hook meets while it reads a body into memory is answered for the peer that caused it, not for the plugin.</summary>
public sealed class CutBodyTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Probe _probe = new();
    private readonly TaskCompletionSource _reading = new();

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "")]
    [InlineData(true, ", onError: continue")]
    public async Task An_upstream_that_cuts_its_body_is_a_502(bool announced, string entry)
    {
        _probe.OnResponse = BufferAsync;
        await using var gateway = await StartAsync(entry, announced);

        await IsBadGatewayAsync(gateway);
    }

    [Fact]
    public async Task Also_if_the_plugin_throws_something_else_then()
    {
        _probe.OnResponse = async context => await Record.ExceptionAsync(() => BufferAsync(context).AsTask()) is { } error
            ? throw new InvalidOperationException("boom", error)
            : HookResult.Continue;
        await using var gateway = await StartAsync();

        await IsBadGatewayAsync(gateway);
    }

    [Fact]
    public async Task Also_if_the_plugin_goes_on_as_if_nothing_had_happened()
    {
        _probe.OnResponse = async context =>
        {
            await Record.ExceptionAsync(() => BufferAsync(context).AsTask());
            return HookResult.Continue;
        };
        await using var gateway = await StartAsync();

        await IsBadGatewayAsync(gateway);
    }

    [Fact]
    public async Task A_plugin_may_answer_in_its_place()
    {
        _probe.OnResponse = async context => await Record.ExceptionAsync(() => BufferAsync(context).AsTask()) is not null
            ? HookResult.Respond(GatewayResponse.Text(200, "stale"))
            : HookResult.Continue;
        await using var gateway = await StartAsync();

        Assert.Equal("stale", await gateway.Client.GetStringAsync("/x"));
    }

    [Fact]
    public async Task Error_hooks_see_the_failure_of_the_upstream()
    {
        _probe.OnResponse = BufferAsync;
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("""
            - { name: probe, id: a, options: { name: above } }
            - { name: probe, id: b, options: { runs: true } }
            """), setup => setup.WithUpstream(http => CutAsync(http, announced: true)));

        Assert.Equal(HttpStatusCode.BadGateway, (await gateway.Client.GetAsync("/x")).StatusCode);
        Assert.Contains("above error UpstreamFailureException", _probe.Events);
    }

    [Fact]
    public async Task An_upstream_that_stalls_while_a_hook_reads_its_body_is_a_504()
    {
        var time = new FakeTimeProvider();
        var end = new TaskCompletionSource();
        _probe.OnResponse = BufferAsync;
        await using var gateway = await ProbeHost.StartAsync(
            _probe, ProbeHost.Route("- { name: probe, timeout: 3s, options: { runs: true } }"),
            setup => setup.WithTime(time).WithUpstream(async http =>
            {
                await http.Response.WriteAsync("part");
                await http.Response.Body.FlushAsync();
                await end.Task;
            }));

        var pending = gateway.Client.GetAsync("/x");
        await _reading.Task.WaitAsync(s_patience);
        await AdvanceAsync(time, pending);

        Assert.Equal(HttpStatusCode.GatewayTimeout, (await pending).StatusCode);
        Assert.Single(gateway.Logs.Lines, line => line.Contains("got no usable response from cluster", StringComparison.Ordinal)
            && line.Contains("(timeout)", StringComparison.Ordinal));
        end.SetResult();
    }

    [Fact]
    public async Task A_stream_states_how_the_upstream_failed()
    {
        Exception thrown = null!;
        _probe.OnResponse = context =>
        {
            if (context.ResponseOrigin == ResponseOrigin.Upstream)
                context.WrapResponseBody(body => new UpperCaseStream(body, () => throw thrown));
            return new(HookResult.Continue);
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("""
            - { name: probe, id: a, options: { name: above } }
            - { name: probe, id: b, options: { runs: true } }
            """));
        (UpstreamFailure Kind, Exception? Cause, int Status, string Reason)[] cases =
        [
            (UpstreamFailure.TimedOut, null, 504, "(timeout): The upstream didn't respond: TimedOut."),
            (UpstreamFailure.NoConnection, null, 503, "(no connection): The upstream didn't respond: NoConnection."),
            (UpstreamFailure.BodyTooLarge, new InvalidDataException("Too large."), 502, "(response too large): Too large."),
            (UpstreamFailure.Failed, new InvalidDataException("Not valid."), 502, "(invalid content): Not valid."),
            (UpstreamFailure.Failed, new IOException("It broke."), 502, "(response cut off): It broke."),
        ];
        foreach (var (kind, cause, status, reason) in cases)
        {
            thrown = new UpstreamFailureException(kind, cause);

            using var response = await gateway.Client.GetAsync("/x").WaitAsync(s_patience);

            Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            Assert.EndsWith(reason, gateway.Logs.Lines.Last(line => line.Contains("no usable", StringComparison.Ordinal)),
                StringComparison.Ordinal);
        }

        Assert.Equal(cases.Length, _probe.Events.Count(text => text == "above error UpstreamFailureException"));
    }

    [Fact]
    public async Task A_client_that_stalls_while_a_hook_reads_its_body_is_a_408()
    {
        var time = new FakeTimeProvider();
        _probe.OnRequest = async context =>
        {
            var pending = context.BufferRequestBodyAsync(ByteSize.Kilobytes(1));
            _reading.SetResult();
            await pending;
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(
            _probe, ProbeHost.Route("- { name: probe, timeout: 3s, options: { runs: true } }"), setup => setup.WithTime(time));
        await using var client = await RawClient.ConnectAsync(gateway.Address.Port);

        await client.WriteAsync("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\npart");
        var pending = client.ReadResponseAsync();
        await _reading.Task.WaitAsync(s_patience);
        await AdvanceAsync(time, pending);

        Assert.Equal(408, (await pending)?.Status);
        Assert.Empty(gateway.Upstream.Requests);
    }

    private async ValueTask<HookResult> BufferAsync(GatewayContext context)
    {
        var pending = context.BufferResponseBodyAsync(ByteSize.Kilobytes(1));
        _reading.TrySetResult();
        await pending;
        return HookResult.Continue;
    }

    private static async Task AdvanceAsync(FakeTimeProvider time, Task until)
    {
        while (!until.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    /// <summary>Cuts the body once the hook reads it, so that its head has arrived for sure.</summary>
    private async Task CutAsync(HttpContext http, bool announced)
    {
        if (announced)
            http.Response.ContentLength = 100;
        await http.Response.WriteAsync("part");
        await http.Response.Body.FlushAsync();
        await _reading.Task.WaitAsync(s_patience);
        http.Abort();
    }

    private static async Task IsBadGatewayAsync(GatewayTestHost gateway)
    {
        using var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Contains("Plugin 'probe' failed", StringComparison.Ordinal));
        Assert.Single(gateway.Logs.Lines, line => line.Contains("(response cut off)", StringComparison.Ordinal));
    }

    private Task<GatewayTestHost> StartAsync(string entry = "", bool announced = true) => ProbeHost.StartAsync(
        _probe, ProbeHost.Route($"- {{ name: probe, options: {{ runs: true }}{entry} }}"),
        setup => setup.WithUpstream(http => CutAsync(http, announced)));
}
