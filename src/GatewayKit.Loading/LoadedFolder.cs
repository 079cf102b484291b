using GatewayKit.Plugins;

namespace GatewayKit.Loading;

/// <summary>A plugin folder as it was when it was loaded.</summary>
/// <param name="fingerprint">The hash of the files' names and contents.</param>
internal sealed class LoadedFolder(string fingerprint)
{
    private volatile PluginModule? _module;

    public string Fingerprint { get; } = fingerprint;

    /// <summary>The module; null once it is disposed, so that nothing here keeps its assembly in memory.</summary>
    public PluginModule? Module
    {
        get => _module;
        set => _module = value;
    }
}
