namespace GatewayKit.Plugins;

/// <summary>Why a plugin assembly was not loaded.</summary>
/// <param name="Plugin">The plugin folder's or assembly's name.</param>
/// <param name="Message">What was expected and what was found, as a sentence without the plugin's name.</param>
public sealed record PluginLoadError(string Plugin, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"plugin assembly '{Plugin}' is not loaded: {Message}";
}
