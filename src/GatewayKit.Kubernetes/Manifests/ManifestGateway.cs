using GatewayKit.Kubernetes.Hosting;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Listening;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>
/// Serves manifests without a cluster: the same translation and the same gateway, on loopback ports. Each Service without EndpointSlices
/// has a pod in this process, which answers requests with their content as JSON.
/// </summary>
public sealed class ManifestGateway : IAsyncDisposable
{
    private const int MostAttempts = 5;

    private readonly ITranslator _translator;
    private readonly ConfigPublication _publication;
    private readonly ListenerSync _listeners;
    private readonly IGatewayListenerStatus _status;
    private readonly TranslationOptions _options;
    private readonly LocalCertificates _certificates;
    private readonly LocalPorts _ports;
    private readonly TimeProvider _time;
    private EchoBackend? _echo;
    private Translation.Translation? _previous;

    internal ManifestGateway(
        ITranslator translator, ConfigPublication publication, ListenerSync listeners, IGatewayListenerStatus status,
        TranslationOptions options, bool usesOwnPorts, TimeProvider time)
    {
        (_translator, _publication, _listeners, _status) = (translator, publication, listeners, status);
        (_options, _ports, _certificates, _time) = (options, new LocalPorts(usesOwnPorts), new LocalCertificates(time), time);
    }

    /// <summary>Serves manifests instead of those before. The host must have started. One call at a time.</summary>
    /// <param name="manifests">The manifests. Resources with an error aren't in the cluster.</param>
    /// <param name="cancellation">Ends the wait for the listeners.</param>
    /// <returns>The statuses and the open listeners.</returns>
    /// <exception cref="InvalidOperationException">The gateway rejects the configuration as a whole, or the system has no more sockets for
    /// pods; the manifests before stay active.</exception>
    public async Task<ManifestReport> ApplyAsync(ManifestSet manifests, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        _echo ??= await EchoBackend.StartAsync(_time, cancellation).ConfigureAwait(false);
        var cluster = new LocalCluster(manifests, _options, _certificates);
        var translation = _previous = _translator.Translate(cluster.State, _options, _previous);
        var published = await PublishAsync(translation, cluster, cancellation).ConfigureAwait(false);
        return new ReportBuilder(manifests, cluster, _options).Build(published with { Translation = translation }, _status.Current);
    }

    /// <summary>Stops the pods.</summary>
    public ValueTask DisposeAsync() => _echo?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Publishes a translation on ports that are free, and again if another process takes one of them in between.</summary>
    private async Task<PublishedTranslation> PublishAsync(
        Translation.Translation translation, LocalCluster cluster, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var local = new LocalConfig(_echo!, _ports).Apply(translation, cluster.LocalServices);
            var published = await _publication.PublishAsync(local, cancellation).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The gateway rejects the configuration as a whole; its log has the reason.");
            await _listeners.WaitAsync(local.Config, cancellation).ConfigureAwait(false);
            var failed = _status.Current.Where(listener => listener.Value.Error is not null).Select(listener => listener.Key)
                .Where(translation.Config.Listeners.ContainsKey).ToArray();
            if (failed.Length == 0 || attempt == MostAttempts)
                return published;

            _ports.Release(failed.Select(name => translation.Config.Listeners[name]));
        }
    }
}
