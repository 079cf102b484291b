using System.Collections.Concurrent;

namespace GatewayKit.Tests.Pipeline;

/// <summary>What the probe plugins of a test have seen, in the order in which it happened.</summary>
public sealed class Probe
{
    private readonly ConcurrentQueue<string> _events = new();

    public IReadOnlyCollection<string> Events => _events;

    public TaskCompletionSource Completed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Func<GatewayContext, ValueTask<HookResult>>? OnRequest { get; set; }

    public Func<GatewayContext, ValueTask<HookResult>>? OnResponse { get; set; }

    public Func<GatewayContext, HttpRequestMessage, ValueTask>? OnUpstreamRequest { get; set; }

    public Func<GatewayContext, Exception, ValueTask<HookResult>>? OnError { get; set; }

    public void Saw(string what) => _events.Enqueue(what);
}
