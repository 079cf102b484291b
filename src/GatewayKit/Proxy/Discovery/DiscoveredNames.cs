using GatewayKit.Compilation;
using GatewayKit.Proxy.Failures;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Proxy.Discovery;

/// <summary>Resolves the names of the snapshot that YARP gets next or got last.</summary>
internal sealed partial class DiscoveredNames(TimeProvider time, ILogger<DiscoveredNames> logger) : IDiscoveryListener, IAsyncDisposable
{
    /// <summary>The time that a start, or a change of the configuration, waits for the first answers.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly Dictionary<DiscoveredName, NameWatch> _watches = [];
    private HashSet<DiscoveredName> _used = [];
    private bool _isDisposed;

    /// <summary>Called when the addresses of a name have changed.</summary>
    public Action Changed { get; set; } = static () => { };

    /// <summary>Resolves the names of a snapshot from now on. Those of earlier ones are kept, in case that one is restored.</summary>
    public void Use(GatewaySnapshot snapshot)
    {
        var names = snapshot.Config.Clusters.Values.SelectMany(DiscoveredName.AllOf).ToHashSet();
        lock (_lock)
        {
            _used = names;
            foreach (var name in names.Where(name => !_isDisposed && !_watches.ContainsKey(name)))
                _watches.Add(name, new NameWatch(name, time, this));
        }
    }

    /// <summary>Stops resolving the names of earlier snapshots.</summary>
    public void DropUnused()
    {
        NameWatch[] unused;
        lock (_lock)
        {
            unused = [.. _watches.Values.Where(watch => !_used.Contains(watch.Name))];
            foreach (var watch in unused)
                _watches.Remove(watch.Name);
        }

        foreach (var watch in unused)
            _ = watch.DisposeAsync().AsTask();
    }

    /// <summary>Waits for the first answers, but not for long.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        Task[] answers;
        lock (_lock)
            answers = [.. _watches.Values.Select(watch => watch.Attempted)];
        try
        {
            await Task.WhenAll(answers).WaitAsync(s_patience, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The names are resolved as soon as DNS answers; the reason is logged.
        }
    }

    /// <summary>Returns the watch of a name; null if the name isn't resolved.</summary>
    public NameWatch? Find(DiscoveredName name)
    {
        lock (_lock)
            return _watches.GetValueOrDefault(name);
    }

    public void OnChanged(DiscoveredName name, int addresses)
    {
        LogChanged(name.Name, addresses);
        Changed();
    }

    public void OnFailed(DiscoveredName name, Exception error, int addresses) => LogFailed(name.Name, addresses, ShortCause.Of(error));

    public void OnRecovered(DiscoveredName name) => LogRecovered(name.Name);

    public async ValueTask DisposeAsync()
    {
        NameWatch[] watches;
        lock (_lock)
        {
            _isDisposed = true;
            watches = [.. _watches.Values];
            _watches.Clear();
        }

        foreach (var watch in watches)
            await watch.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Information, "The name '{Name}' has {Addresses} addresses.")]
    private partial void LogChanged(string name, int addresses);

    [LoggerMessage(2, LogLevel.Warning, "DNS doesn't have an answer for '{Name}'; the last {Addresses} addresses stay in use: {Reason}")]
    private partial void LogFailed(string name, int addresses, string reason);

    [LoggerMessage(3, LogLevel.Information, "DNS has an answer for '{Name}' again.")]
    private partial void LogRecovered(string name);
}
