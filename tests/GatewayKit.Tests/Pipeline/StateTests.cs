using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Pipeline;

/// <summary>The state of an exchange belongs to the entry that set it, whenever and from wherever its code asks.</summary>
public sealed class StateTests
{
    private const string Two = """
        - { name: probe, id: a, timeout: 3s, onError: continue, options: { name: a, runs: true } }
        - { name: probe, id: b, options: { name: b, runs: true } }
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Probe _probe = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<object?> _seen = new();
    private readonly TaskCompletionSource _leftBehind = new();

    [Fact]
    public async Task A_hook_left_behind_never_writes_into_the_state_of_another_entry()
    {
        var (release, written) = (new TaskCompletionSource(), new TaskCompletionSource());
        HangFirst(async context =>
        {
            await release.Task.WaitAsync(s_patience);
            context.State = "late";
            written.SetResult();
        }, async context =>
        {
            context.State = "b";
            release.SetResult();
            await written.Task.WaitAsync(s_patience);
        });

        await RunAsync();

        Assert.Equal(["b", "late"], _seen);
    }

    [Fact]
    public async Task The_priority_is_normal_until_a_hook_sets_a_defined_one()
    {
        _probe.OnRequest = context =>
        {
            _seen.Enqueue(context.Priority);
            Assert.Throws<ArgumentOutOfRangeException>(() => context.Priority = ExchangePriority.Critical + 1);
            Assert.Throws<ArgumentOutOfRangeException>(() => context.Priority = ExchangePriority.Low - 1);
            context.Priority = ExchangePriority.Critical;
            return HookResult.Continue;
        };
        _probe.OnResponse = context =>
        {
            _seen.Enqueue(context.Priority);
            return HookResult.Continue;
        };
        await using var host = await ProbeHost.StartAsync(_probe, ProbeHost.Route("- { name: probe, options: { runs: true } }"));

        Assert.Equal(200, (int)(await host.Client.GetAsync(host.Address).WaitAsync(s_patience)).StatusCode);

        Assert.Equal([ExchangePriority.Normal, ExchangePriority.Critical], _seen);
    }

    [Fact]
    public async Task A_hook_left_behind_changes_nothing_of_the_exchange()
    {
        var release = new TaskCompletionSource();
        var tried = new TaskCompletionSource<Exception>();
        HangFirst(async context =>
        {
            await release.Task.WaitAsync(s_patience);
            tried.SetResult(Record.Exception(() => context.WrapRequestBody(stream => stream))!);
        }, async _ =>
        {
            release.SetResult();
            await tried.Task.WaitAsync(s_patience);
        });

        await RunAsync();

        Assert.IsType<OperationCanceledException>(await tried.Task);
    }

    [Fact]
    public async Task The_hooks_after_one_that_was_left_behind_are_not_cancelled()
    {
        HangFirst(context => Task.Delay(Timeout.Infinite, context.CancellationToken), context =>
        {
            _seen.Enqueue(context.CancellationToken.IsCancellationRequested);
            return Task.CompletedTask;
        });

        await RunAsync();

        Assert.Equal(false, _seen.First());
    }

    [Fact]
    public async Task A_stream_put_in_between_has_the_state_of_its_own_entry()
    {
        var names = new Queue<string>(["a", "b"]);
        _probe.OnRequest = context =>
        {
            context.State = names.Dequeue();
            return HookResult.Continue;
        };
        _probe.OnResponse = context =>
        {
            context.WrapResponseBody(stream => new UpperCaseStream(stream, () => _seen.Enqueue(context.State)));
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Two));

        Assert.Equal("UPSTREAM", await gateway.Client.GetStringAsync("/x"));

        Assert.Equal(["a", "b"], _seen.Distinct().Order());
    }

    /// <summary>The request hook of the first entry hangs, so that it is left behind; that of the second runs after it.</summary>
    private void HangFirst(Func<GatewayContext, Task> first, Func<GatewayContext, Task> second)
    {
        var calls = 0;
        _probe.OnRequest = async context =>
        {
            if (calls++ == 0)
            {
                await first(context);
                return HookResult.Continue;
            }

            _leftBehind.SetResult();
            await second(context);
            return HookResult.Continue;
        };
        _probe.OnResponse = context =>
        {
            _seen.Enqueue(context.State);
            return HookResult.Continue;
        };
    }

    private async Task RunAsync()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Two), setup => setup.WithTime(_time));
        var pending = gateway.Client.GetAsync("/x");
        while (!_leftBehind.Task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(200, (int)(await pending.WaitAsync(s_patience)).StatusCode);
    }
}
