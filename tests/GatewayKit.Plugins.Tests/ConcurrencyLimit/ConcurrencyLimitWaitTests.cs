using GatewayKit.Plugins.ConcurrencyLimit;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.ConcurrencyLimit;

public sealed class ConcurrencyLimitWaitTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeMeters _meters = new();
    private readonly ConcurrencyLimitPlugin _plugin;

    public ConcurrencyLimitWaitTests()
        => _plugin = new ConcurrencyLimitPlugin(
            new ConcurrencyLimitOptions { Limit = 1, Queue = 1, By = "route", MaxWait = TimeSpan.FromSeconds(2), Status = 503 },
            new PluginPlacement { Plugin = "concurrency-limit", Scope = PluginScope.Route, ScopeId = "orders" },
            _time, _meters, NullLogger<ConcurrencyLimitPlugin>.Instance);

    public void Dispose() => _meters.Dispose();

    [Fact]
    public void With_a_free_slot_nothing_is_allocated()
    {
        var context = Enter();
        _plugin.OnCompleted(context);

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            _plugin.OnRequestAsync(context).Now();
            _plugin.OnCompleted(context);
        }));
    }

    [Fact]
    public async Task A_request_waits_for_the_end_of_another_one()
    {
        var first = Enter();
        var second = new FakeContext();
        var pending = _plugin.OnRequestAsync(second).AsTask();
        Assert.False(pending.IsCompleted);

        _plugin.OnCompleted(first);

        Assert.Null((await pending.WaitAsync(s_patience)).Response);
        _plugin.OnCompleted(second);
        Enter();
    }

    [Fact]
    public async Task After_the_maximum_time_it_is_rejected_and_its_place_is_free()
    {
        Enter();
        var pending = _plugin.OnRequestAsync(new FakeContext()).AsTask();
        Assert.Equal(503, _plugin.OnRequestAsync(new FakeContext()).Now().Response?.Status);
        _time.Advance(TimeSpan.FromSeconds(2));

        var rejection = (await pending.WaitAsync(s_patience)).Response!;

        Assert.Equal(503, rejection.Status);
        Assert.Equal(
            ["Retry-After: 1", "RateLimit-Policy: \"default\";q=1;qu=\"concurrent-requests\""],
            rejection.Headers.Select(h => $"{h.Key}: {h.Value}"));
        Assert.False(_plugin.OnRequestAsync(new FakeContext()).AsTask().IsCompleted);
    }

    [Fact]
    public async Task A_client_that_goes_away_while_it_waits_leaves_the_queue()
    {
        var first = Enter();
        using var aborted = new CancellationTokenSource();
        var gone = new FakeContext();
        gone.Http.RequestAborted = aborted.Token;
        var pending = _plugin.OnRequestAsync(gone).AsTask();
        await aborted.CancelAsync();
        await pending.WaitAsync(s_patience);
        _plugin.OnCompleted(gone);

        var next = _plugin.OnRequestAsync(new FakeContext()).AsTask();
        _plugin.OnCompleted(first);
        Assert.Null((await next.WaitAsync(s_patience)).Response);
    }

    [Fact]
    public async Task An_exchange_that_ends_while_its_hook_still_waits_leaves_the_queue()
    {
        var first = Enter();
        var abandoned = new FakeContext();
        var pending = _plugin.OnRequestAsync(abandoned).AsTask();
        _plugin.OnCompleted(abandoned);
        Assert.NotNull((await pending.WaitAsync(s_patience)).Response);

        _plugin.OnCompleted(first);
        Enter();
    }

    private FakeContext Enter()
    {
        var context = new FakeContext();
        Assert.Null(_plugin.OnRequestAsync(context).Now().Response);
        return context;
    }
}
