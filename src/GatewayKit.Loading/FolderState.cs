using GatewayKit.Plugins;

namespace GatewayKit.Loading;

/// <summary>What is known of one plugin folder.</summary>
/// <param name="Loaded">The newest build that loaded; null if none has.</param>
/// <param name="Errors">Why what the folder holds now is not loaded. The same objects for as long as that stays so.</param>
/// <param name="Refused">The hash of the content that does not load; null if it may load the next time.</param>
internal sealed record FolderState(LoadedFolder? Loaded, IReadOnlyList<PluginLoadError> Errors, string? Refused)
{
    public static FolderState Of(LoadedFolder loaded) => new(loaded, [], null);

    /// <summary>The module that the folder gives; null if it has none, or that is disposed.</summary>
    public PluginModule? Module => Loaded?.Module;
}
