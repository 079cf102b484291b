using System.Text.Json.Nodes;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>A Service whose pods are replaced one after the other, as a Deployment does.</summary>
internal sealed class ServiceRollout(ApiServerProcess api, string name, TimeSpan work, TimeSpan grace) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    // A pod keeps the slice that it was added to, because pods of one machine differ by their port.
    private readonly List<(Pod Pod, int Slice, bool IsReady)> _pods = [];
    private readonly Queue<int> _free = new();
    private int _slices;

    public string Name => name;

    public async Task StartAsync(int pods)
    {
        await api.ApplyAsync(Manifests.Service(name)).ConfigureAwait(false);
        for (var i = 0; i < pods; i++)
            await AddAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Replaces each pod: 1. a new pod is ready, 2. the old one is terminating and, after a time, stops as soon as it has answered its
    /// requests, 3. its endpoint is gone.
    /// </summary>
    public async Task RollAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var old in _pods.ToArray())
            {
                await AddAsync().ConfigureAwait(false);
                _pods[_pods.IndexOf(old)] = old with { IsReady = false };
                await api.ApplyAsync(Slice(old.Slice, old.Pod, isReady: false)).ConfigureAwait(false);
                await Task.Delay(grace).ConfigureAwait(false);
                await old.Pod.DisposeAsync().ConfigureAwait(false);
                _pods.RemoveAll(pod => pod.Pod == old.Pod);
                await api.ApplyAsync(Slice(old.Slice, null, isReady: false)).ConfigureAwait(false);
                _free.Enqueue(old.Slice);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (pod, _, _) in _pods)
            await pod.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task AddAsync()
    {
        var pod = await Pod.StartAsync(work).ConfigureAwait(false);
        var slice = _free.TryDequeue(out var free) ? free : _slices++;
        _pods.Add((pod, slice, true));
        await api.ApplyAsync(Slice(slice, pod, isReady: true)).ConfigureAwait(false);
    }

    private JsonObject Slice(int number, Pod? pod, bool isReady)
        => Manifests.Slice(name, pod is null ? [] : [new EndpointState("127.0.0.1", pod.Port, isReady)], number);
}
