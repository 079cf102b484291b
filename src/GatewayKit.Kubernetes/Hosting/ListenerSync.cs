using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Listening;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Follows the sockets of the listeners, whose failures are in statuses.</summary>
internal sealed class ListenerSync(IGatewayListenerStatus status, TimeProvider time)
{
    /// <summary>The longest time that statuses wait for sockets.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Calls back after each change.</summary>
    public IDisposable Watch(Action changed) => ChangeToken.OnChange(status.GetChangeToken, changed);

    /// <summary>Returns why listeners aren't open.</summary>
    /// <param name="before">The previous failures, which are returned if they are equal.</param>
    public ImmutableDictionary<string, string> Failures(ImmutableDictionary<string, string> before)
    {
        var failures = status.Current.Where(listener => listener.Value.Error is not null)
            .ToImmutableDictionary(listener => listener.Key, listener => listener.Value.Error!);
        return failures.Count == before.Count && failures.All(failure => before.GetValueOrDefault(failure.Key) == failure.Value)
            ? before
            : failures;
    }

    /// <summary>Waits until each listener of a configuration is open, or has an error.</summary>
    public async Task WaitAsync(GatewayConfig config, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(s_patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        while (!both.IsCancellationRequested)
        {
            var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var watch = status.GetChangeToken().RegisterChangeCallback(_ => changed.TrySetResult(), null);
            var current = status.Current;
            if (config.Listeners.Keys.All(current.ContainsKey))
                return;

            using var end = both.Token.Register(() => changed.TrySetResult());
            await changed.Task.ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Returns the addresses of the open listeners.</summary>
    public IReadOnlyList<string> Urls(GatewayConfig config)
        =>
        [
            .. status.Current
                .Where(listener => listener.Value.EndPoint is not null && config.Listeners.ContainsKey(listener.Key))
                .Select(listener => Url(config.Listeners[listener.Key].Protocol, listener.Value.EndPoint!))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static string Url(ListenerProtocol protocol, IPEndPoint address)
        => string.Create(CultureInfo.InvariantCulture, $"{protocol.ToString().ToLowerInvariant()}://{address}");
}
