namespace GatewayKit.Plugins;

/// <summary>The plugins of an assembly that is loaded when a configuration first names one of them.</summary>
/// <param name="names">The names that the assembly's metadata declares.</param>
/// <param name="credentials">The credential types that the assembly's metadata declares.</param>
/// <param name="load">Loads the assembly. Called until its result is final.</param>
internal sealed class DeferredPlugins(
    IReadOnlyList<string> names, IReadOnlyList<string> credentials, Func<DeferredLoad> load)
{
    private readonly Lock _lock = new();
    private volatile IReadOnlyList<PluginLoadError> _errors = [];
    private volatile PluginModule? _loaded;
    private volatile bool _isDone;

    /// <summary>The assembly; null if it isn't loaded.</summary>
    public PluginModule? Loaded => _loaded;

    /// <summary>The declared names; none if the assembly can never be loaded.</summary>
    public IReadOnlyList<string> Names => HasFailed ? [] : names;

    /// <summary>The declared credential types; none if the assembly can never be loaded.</summary>
    public IReadOnlyList<string> Credentials => HasFailed ? [] : credentials;

    /// <summary>The reasons why the last attempt didn't load the assembly.</summary>
    public IReadOnlyList<PluginLoadError> Errors => _errors;

    private bool HasFailed => _isDone && _errors.Count > 0;

    /// <summary>Loads the assembly unless it is already loaded or can never be loaded.</summary>
    /// <returns>The assembly; null if it can't be loaded.</returns>
    public PluginModule? Load()
    {
        if (_isDone)
            return _loaded;

        lock (_lock)
        {
            if (_isDone)
                return _loaded;

            var result = load();
            _errors = result.Errors;
            _loaded = result.Module;
            _isDone = result.IsFinal;
            return _loaded;
        }
    }

    /// <summary>Ends the deferral: from now on, nothing is loaded.</summary>
    /// <returns>The assembly that was loaded; null for none.</returns>
    public PluginModule? End()
    {
        lock (_lock)
        {
            var loaded = _loaded;
            _loaded = null;
            _isDone = true;
            return loaded;
        }
    }
}
