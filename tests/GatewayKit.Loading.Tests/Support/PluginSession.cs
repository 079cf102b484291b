using GatewayKit.Plugins;

namespace GatewayKit.Loading.Tests.Support;

/// <summary>A source over a folder, and a host for it. Disposes every module that it gave.</summary>
internal sealed class PluginSession(string folder) : IAsyncDisposable
{
    private readonly HashSet<PluginModule> _modules = [];

    public PluginSession(PluginsFolder folder) : this(folder.Root)
    {
    }

    public FolderPluginSource Source { get; } = new(folder);

    public RecordingHost Host { get; } = new();

    public Loaded Load()
    {
        var errors = new List<PluginLoadError>();
        var modules = Source.Load(Host, errors);
        _modules.UnionWith(modules);
        return new Loaded(modules, errors);
    }

    /// <summary>Disposes a module and lets go of it.</summary>
    public ValueTask UnloadAsync(PluginModule module)
    {
        _modules.Remove(module);
        return module.UnloadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var module in _modules)
            await module.UnloadAsync();
        Source.Dispose();
        await Host.DisposeAsync();
    }
}
