namespace GatewayKit.Plugins;

/// <summary>Why a plugin assembly was not loaded.</summary>
/// <param name="Plugin">The plugin folder's or assembly's name.</param>
/// <param name="Message">What was expected and what was found, as a sentence without the plugin's name.</param>
public sealed record PluginLoadError(string Plugin, string Message)
{
    /// <summary>Whether nothing is wrong with it unless the configuration needs the plugin, such as a plugins folder that doesn't exist.</summary>
    internal bool IsOptional { get; init; }

    /// <inheritdoc />
    public override string ToString() => IsOptional ? $"no plugins are loaded from '{Plugin}': {Message}" : $"plugin assembly '{Plugin}' is not loaded: {Message}";
}
