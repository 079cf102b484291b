using System.Diagnostics;
using System.Net;
using GatewayKit.Plugins.Tests.RequestSizeLimit;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.LoadShedding;

public sealed class LoadSheddingTests(LoadSheddingTests.Gateway gateway) : IClassFixture<LoadSheddingTests.Gateway>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_lowest_priority_is_rejected_first_on_all_routes_of_a_cluster()
    {
        using var metrics = new Metrics(gateway.Host);
        var held = new List<Task<Answer>>();
        await HoldAsync(held, "/hold/low", 5);
        var rejected = await gateway.Host.GetAsync("/hold/low");
        Assert.Equal((503, "7", "application/problem+json"),
            (rejected.Status, rejected.Header("Retry-After"), rejected.Header("Content-Type")));
        await HoldAsync(held, "/hold/normal", 3);
        Assert.Equal(503, (await gateway.Host.GetAsync("/hold/normal")).Status);
        await HoldAsync(held, "/hold/high", 2);
        Assert.Equal(503, (await gateway.Host.GetAsync("/hold/high")).Status);
        await HoldAsync(held, "/hold/critical", 2);
        Assert.Equal(503, (await gateway.Host.GetAsync("/hold/high")).Status);

        Assert.Equal(
            [.. new[] { "low", "normal", "high", "high" }.Select(p => $"cluster:up/load-shedding {p} concurrency 1")],
            metrics.Of("gatewaykit.load.shed"));

        gateway.Release();

        Assert.All(await Task.WhenAll(held).WaitAsync(s_patience), answer => Assert.Equal(200, answer.Status));
        await PassesAsync("/any/low");
    }

    [Fact]
    public async Task Open_streams_and_clients_that_left_do_not_use_up_the_limit()
    {
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < 6; i++)
        {
            streams.Add(await gateway.Host.Client.GetAsync(
                new Uri(gateway.Host.Address, "/events/other"), HttpCompletionOption.ResponseHeadersRead).WaitAsync(s_patience));
        }

        Assert.All(streams, stream => Assert.Equal(200, (int)stream.StatusCode));

        for (var i = 0; i < 6; i++)
        {
            using var leaves = new CancellationTokenSource();
            var before = gateway.Held;
            var request = gateway.Host.Client.GetAsync(new Uri(gateway.Host.Address, "/hold/other"), leaves.Token);
            await Eventually.TrueAsync(() => gateway.Held > before);
            await leaves.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request.WaitAsync(s_patience));
            await PassesAsync("/any/other");
        }

        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task A_body_passes_unchanged()
    {
        using var content = new ByteArrayContent(new byte[100_000]);
        using var response = await gateway.Host.Client
            .PostAsync(new Uri(gateway.Host.Address, "/length/other"), content).WaitAsync(s_patience);

        Assert.Equal("100000", await response.Content.ReadAsStringAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task Uploads_that_wait_for_their_client_do_not_use_up_the_limit()
    {
        var uploads = new List<(SlowContent Content, Task<HttpResponseMessage> Response)>();
        for (var i = 0; i < 6; i++)
        {
            var before = gateway.Host.Upstream.Requests.Count;
            var content = new SlowContent();
            uploads.Add((content, gateway.Host.Client.PostAsync(new Uri(gateway.Host.Address, "/length/other"), content)));
            await Eventually.TrueAsync(() => gateway.Host.Upstream.Requests.Count > before);

            // The gateway may still be reading the part that has arrived.
            await PassesAsync("/any/other");
        }

        foreach (var (content, response) in uploads)
        {
            content.Finish();
            using var answer = await response.WaitAsync(s_patience);
            Assert.Equal("2", await answer.Content.ReadAsStringAsync().WaitAsync(s_patience));
        }
    }

    [Fact]
    public async Task A_body_in_memory_can_still_be_sent_again()
    {
        var attempts = 0;
        await using var host = await PluginGateway.StartAsync(
            """
            routes:
              all:
                clusterId: up
                match: { path: "/{**rest}" }
                plugins: [ { name: buffering, stage: edge }, { name: load-shedding, options: { maxCpu: 100 } } ]
            clusters:
              up:
                destinations: { one: { address: "{upstream}" } }
                policies: { retry: { attempts: 2, delay: 0s } }
            """,
            setup => setup.WithPlugin<BufferingPlugin>().WithUpstream(http =>
            {
                http.Response.StatusCode = Interlocked.Increment(ref attempts) == 1 ? 503 : 200;
                return Task.CompletedTask;
            }));
        using var content = new ByteArrayContent(new byte[100_000]);

        using var response = await host.Client.PutAsync(new Uri(host.Address, "/"), content).WaitAsync(s_patience);

        Assert.Equal((200, 2), ((int)response.StatusCode, attempts));
    }

    [Fact]
    public async Task Without_enforcement_requests_pass()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(
                "{ name: request-priority, options: { priority: low } }",
                "{ name: load-shedding, options: { minConcurrency: 1, maxConcurrency: 1, maxCpu: 100, enforce: false } }"),
            setup => setup.WithUpstream(gateway.AnswerAsync));
        var before = gateway.Held;
        var held = new[] { host.GetAsync("/hold"), host.GetAsync("/hold") };

        await Eventually.TrueAsync(() => gateway.Held == before + 2);
        gateway.Release();

        Assert.All(await Task.WhenAll(held).WaitAsync(s_patience), answer => Assert.Equal(200, answer.Status));
        Assert.Contains(host.Logs.Lines, line => line.Contains(
            "Load shedding 'route:all/load-shedding' isn't enforced; it would have rejected 1 requests", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("minConcurrency: 5, maxConcurrency: 4",
        "(load-shedding): options.minConcurrency is 5; it must not be greater than 'maxConcurrency' (4).")]
    [InlineData("initialConcurrency: 5",
        "(load-shedding): options.initialConcurrency is 5; it must be between 'minConcurrency' and 'maxConcurrency' (20 to 1000).")]
    [InlineData("tolerance: 1", "(load-shedding): options.tolerance is 1; it must be between 1.1 and 10.")]
    [InlineData("maxCpu: 101", "(load-shedding): options.maxCpu is 101; it must be between 10 and 100.")]
    public async Task An_invalid_option_is_refused(string options, string expected)
        => Assert.Equal([expected], await PluginGateway.ErrorsOfAsync($"{{ name: load-shedding, options: {{ {options} }} }}"));

    /// <summary>Waits until a request isn't rejected: the gateway ends a request after its client has the response.</summary>
    private async Task PassesAsync(string target)
    {
        for (var begun = Stopwatch.GetTimestamp(); (await gateway.Host.GetAsync(target)).Status != 200;)
            Assert.True(Stopwatch.GetElapsedTime(begun) < s_patience);
    }

    private async Task HoldAsync(List<Task<Answer>> held, string target, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var before = gateway.Held;
            held.Add(gateway.Host.GetAsync(target));
            await Eventually.TrueAsync(() => gateway.Held > before);
        }
    }

    public sealed class Gateway : RouteHost
    {
        private readonly Upstream _upstream;

        public Gateway()
            : this(new Upstream())
        {
        }

        private Gateway(Upstream upstream)
            : base(
                $$"""
                routes:
                  low: { {{To("low")}}, plugins: [ { name: request-priority, options: { priority: low } } ] }
                  normal: { {{To("normal")}} }
                  high: { {{To("high")}}, plugins: [ { name: request-priority, options: { priority: high } } ] }
                  critical: { {{To("critical")}}, plugins: [ { name: request-priority, options: { priority: critical } } ] }
                  other: { clusterId: other, match: { path: "/{kind}/other" } }
                clusters:
                  other:
                    destinations: { one: { address: "{upstream}" } }
                    plugins: [ { name: load-shedding, options: { minConcurrency: 5, maxConcurrency: 5, maxCpu: 100 } } ]
                  up:
                    destinations: { one: { address: "{upstream}" } }
                    plugins: [ { name: load-shedding, options: { minConcurrency: 10, maxConcurrency: 10, maxCpu: 100, retryAfter: 7s } } ]
                """,
                setup => setup.WithUpstream(upstream.AnswerAsync))
            => _upstream = upstream;

        /// <summary>Gets the number of requests that have been held until their release.</summary>
        public int Held => _upstream.Held;

        public void Release() => _upstream.Release();

        private static string To(string name) => $"clusterId: up, match: {{ path: \"/{{kind}}/{name}\" }}";

        public Task AnswerAsync(HttpContext http) => _upstream.AnswerAsync(http);
    }

    /// <summary>A body of two bytes, of which the client sends the second one later.</summary>
    private sealed class SlowContent : HttpContent
    {
        private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Finish() => _finished.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[1]);
            await stream.FlushAsync();
            await _finished.Task.WaitAsync(s_patience);
            await stream.WriteAsync(new byte[1]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class Upstream
    {
        private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private int _held;

        public int Held => Volatile.Read(ref _held);

        public void Release()
            => Interlocked.Exchange(ref _released, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

        public async Task AnswerAsync(HttpContext http)
        {
            var path = http.Request.Path;
            if (path.StartsWithSegments("/hold", StringComparison.Ordinal))
            {
                var released = Volatile.Read(ref _released).Task;
                Interlocked.Increment(ref _held);
                await released.WaitAsync(http.RequestAborted);
            }
            else if (path.StartsWithSegments("/events", StringComparison.Ordinal))
            {
                http.Response.ContentType = "text/event-stream";
                await http.Response.WriteAsync(":\n\n", http.RequestAborted);
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            }
            else if (path.StartsWithSegments("/length", StringComparison.Ordinal))
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body, http.RequestAborted);
                await http.Response.WriteAsync($"{body.Length}", http.RequestAborted);
            }
        }
    }
}
