using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Keeping;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Watching;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>
/// Makes each state of the cluster active, and at the start a kept copy if the API server is unavailable:
/// <list type="number">
/// <item>translates the state</item>
/// <item>publishes the configuration; what the core rejects is replaced</item>
/// <item>waits for the sockets of new listeners, whose failures are translated to statuses</item>
/// <item>passes the result to the writers of statuses, Services and events</item>
/// </list>
/// </summary>
internal sealed class TranslationPump(
    ClusterFeed feed, ClusterStores stores, ITranslator translator, ConfigPublication publication, ListenerSync listeners,
    TranslationRetries retries, KubernetesGateway gateway, IEnumerable<ISync> writers, CopyKeeper copies, CopyLog copyLog, LoopLog log)
{
    private readonly TaskCompletionSource _live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ISync[] _writers = [.. writers];
    private ImmutableArray<ResourceWarning> _warnings = [];
    private Translation.Translation? _previous;

    /// <summary>Ends when a state of the API server is active for the first time.</summary>
    public Task Live => _live.Task;

    /// <param name="options">The settings, without the zone.</param>
    /// <param name="zone">The zone of the node.</param>
    /// <param name="definitions">The installed definitions of the Gateway API.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task RunAsync(TranslationOptions options, NodeZone zone, DefinitionReader definitions, CancellationToken cancellation)
    {
        using var watch = listeners.Watch(feed.Changed);
        var next = feed.NextAsync(stores, cancellation);
        var copy = await copies.FindAsync(next, cancellation).ConfigureAwait(false);
        if (copy is not null)
            options = await ApplyAsync(copy.State, options with { Zone = copy.Zone }, copy, cancellation).ConfigureAwait(false);

        var state = await next.ConfigureAwait(false);
        if (copy is not null)
            copyLog.LogReplaced();
        options = options with { Zone = await zone.ReadAsync(cancellation).ConfigureAwait(false) };
        await definitions.ReadAsync(cancellation).ConfigureAwait(false);
        while (true)
        {
            options = options with { ApiSupport = definitions.Support };
            options = await ApplyAsync(state, options, copy: null, cancellation).ConfigureAwait(false);
            state = await feed.NextAsync(stores, cancellation).ConfigureAwait(false);
        }
    }

    /// <returns>The settings with the failures of listeners.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A state that can't be translated must not end the gateway, which serves the previous one.")]
    private async Task<TranslationOptions> ApplyAsync(
        ClusterState state, TranslationOptions options, KeptCopy? copy, CancellationToken cancellation)
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

            Log(published.Translation);
            retries.Use(published.Translation.Failures);
            Serve(published.Translation.Config, copy);
            if (copy is null)
                Pass(state, options, published);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogTranslationFailed(error);
            retries.Schedule();
        }

        return options;
    }

    private TranslationOptions WithFailures(TranslationOptions options)
    {
        var failures = listeners.Failures(options.ListenerFailures);
        return ReferenceEquals(failures, options.ListenerFailures) ? options : options with { ListenerFailures = failures };
    }

    /// <summary>Passes a state of the API server on. Nothing is written because of a kept copy.</summary>
    private void Pass(ClusterState state, TranslationOptions options, PublishedTranslation published)
    {
        foreach (var writer in _writers)
            writer.Use(published);
        _live.TrySetResult();
        copies.Use(new KeptState(state, published.Translation.Used, options.Zone));
    }

    private void Log(Translation.Translation translation)
    {
        foreach (var warning in translation.Warnings.Except(_warnings))
            log.LogWarning(warning.Owner.Kind, warning.Owner.Name, warning.Message);
        _warnings = translation.Warnings;
    }

    private void Serve(GatewayConfig config, KeptCopy? copy)
    {
        if (gateway.IsServing && gateway.KeptCopyTime == copy?.Time)
            return;

        log.LogServing(config.Routes.Count, config.Listeners.Count);
        gateway.Serve(listeners.Urls(config), copy?.Time);
    }
}
