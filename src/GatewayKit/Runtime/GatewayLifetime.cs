using GatewayKit.Compilation;
using GatewayKit.Configuration;

namespace GatewayKit.Runtime;

/// <summary>Activates the first configuration, and retires the last one when the host is disposed.</summary>
internal sealed class GatewayLifetime(
    ConfigSources sources, SourceChanges changes, GatewayPlugins plugins,
    SnapshotCompiler compiler, CurrentSnapshot current, SnapshotPublisher publisher, ConfigLog log) : IAsyncDisposable
{
    /// <summary>Whether the sources were accepted at startup but not notified yet.</summary>
    private bool _isAcceptable;

    /// <summary>Activates the first configuration, once, before YARP reads its own.</summary>
    /// <exception cref="GatewayConfigException">The configuration is rejected and there is no stored valid one.</exception>
    public void Start()
    {
        if (current.Value is not null)
            return;

        changes.Watch();

        // Doesn't wait: there are no previous plugins to release.
        var catalog = plugins.LoadAsync().GetAwaiter().GetResult();
        var errors = new ConfigErrors();
        var snapshot = compiler.Compile(sources.ReadAll(errors), catalog, previous: null, errors);
        if (snapshot is not null)
        {
            _isAcceptable = true;
            log.Warn([.. sources.Warnings, .. errors.Warnings]);
        }
        else
        {
            snapshot = CompileLastGood() ?? throw current.Reject(new GatewayConfigException(errors.Items));
            log.RefuseStart(errors);
            foreach (var source in sources.All)
                source.Source.Rejected(errors.Items);
        }

        sources.ActivateLatest();
        publisher.Start(snapshot);
    }

    /// <summary>Notifies the sources that the startup configuration was accepted, once the host serves it.</summary>
    public void AcceptStart()
    {
        if (!_isAcceptable)
            return;

        _isAcceptable = false;
        foreach (var source in sources.All)
            source.Accept();
    }

    public ValueTask DisposeAsync() => new(publisher.StopAsync());

    /// <summary>A restart with an invalid source serves the configuration that was active before; a first start doesn't serve.</summary>
    private GatewaySnapshot? CompileLastGood() => sources.ReadLastGood()
        ? compiler.Compile(sources.All.Select(source => (source.Source.Name, source.Active ?? source.Latest)),
            plugins.Catalog, previous: null, new ConfigErrors())
        : null;
}
