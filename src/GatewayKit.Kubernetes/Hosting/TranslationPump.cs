using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Watching;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>
/// Makes each state of the cluster active:
/// <list type="number">
/// <item>translates the state</item>
/// <item>publishes the configuration; what the core rejects is replaced</item>
/// <item>waits for the sockets of new listeners, whose failures are translated to statuses</item>
/// <item>passes the result to the writers of statuses, Services and events</item>
/// </list>
/// </summary>
internal sealed class TranslationPump(
    ClusterFeed feed, ClusterStores stores, ITranslator translator, ConfigPublication publication, ListenerSync listeners,
    KubernetesGateway gateway, IEnumerable<ISync> writers, LoopLog log)
{
    private readonly ISync[] _writers = [.. writers];
    private ImmutableArray<ResourceWarning> _warnings = [];
    private Translation.Translation? _previous;

    public async Task RunAsync(TranslationOptions options, CancellationToken cancellation)
    {
        using var watch = listeners.Watch(feed.Changed);
        while (true)
        {
            var state = await feed.NextAsync(stores, cancellation).ConfigureAwait(false);
            options = await ApplyAsync(state, options, cancellation).ConfigureAwait(false);
        }
    }

    /// <returns>The settings with the failures of listeners.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A state that can't be translated must not end the gateway, which serves the previous one.")]
    private async Task<TranslationOptions> ApplyAsync(ClusterState state, TranslationOptions options, CancellationToken cancellation)
    {
        try
        {
            options = WithFailures(options);
            var translation = _previous = translator.Translate(state, options, _previous);
            if (await publication.PublishAsync(translation, cancellation).ConfigureAwait(false) is not { } published)
                return options;

            await listeners.WaitAsync(translation.Config, cancellation).ConfigureAwait(false);
            var current = WithFailures(options);
            if (!ReferenceEquals(current, options))
            {
                options = current;
                _previous = translator.Translate(state, options, _previous);
                published = await publication.PublishAsync(_previous, cancellation).ConfigureAwait(false) ?? published;
            }

            Pass(published);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogTranslationFailed(error);
        }

        return options;
    }

    private TranslationOptions WithFailures(TranslationOptions options)
    {
        var failures = listeners.Failures(options.ListenerFailures);
        return ReferenceEquals(failures, options.ListenerFailures) ? options : options with { ListenerFailures = failures };
    }

    private void Pass(PublishedTranslation published)
    {
        var translation = published.Translation;
        foreach (var writer in _writers)
            writer.Use(published);
        foreach (var warning in translation.Warnings.Except(_warnings))
            log.LogWarning(warning.Owner.Kind, warning.Owner.Name, warning.Message);
        _warnings = translation.Warnings;
        if (gateway.IsServing)
            return;

        log.LogServing(translation.Config.Routes.Count, translation.Config.Listeners.Count);
        gateway.Serve(listeners.Urls(translation.Config));
    }
}
