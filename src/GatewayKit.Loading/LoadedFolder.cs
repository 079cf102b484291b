using GatewayKit.Plugins;

namespace GatewayKit.Loading;

/// <summary>The state of a plugin folder when it was loaded.</summary>
/// <param name="fingerprint">The hash of the file names and contents.</param>
internal sealed class LoadedFolder(string fingerprint)
{
    private volatile PluginModule? _module;

    public string Fingerprint { get; } = fingerprint;

    /// <summary>Gets or sets the module; <c>null</c> after it was disposed, so that this object doesn't keep its assembly in
    /// memory.</summary>
    public PluginModule? Module
    {
        get => _module;
        set => _module = value;
    }
}
