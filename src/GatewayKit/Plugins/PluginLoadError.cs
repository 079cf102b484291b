namespace GatewayKit.Plugins;

/// <summary>The reason why a plugin assembly couldn't be loaded.</summary>
/// <param name="Plugin">The plugin folder's or assembly's name.</param>
/// <param name="Message">The expected and the found state, as a sentence without the plugin's name.</param>
public sealed record PluginLoadError(string Plugin, string Message)
{
    /// <summary>Gets whether this is an error only if the configuration needs the plugin,
    /// such as a plugins folder that doesn't exist.</summary>
    internal bool IsOptional { get; init; }

    /// <inheritdoc />
    public override string ToString()
        => IsOptional ? $"no plugins are loaded from '{Plugin}': {Message}" : $"plugin assembly '{Plugin}' can't be loaded: {Message}";
}
