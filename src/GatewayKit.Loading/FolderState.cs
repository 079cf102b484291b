using GatewayKit.Plugins;

namespace GatewayKit.Loading;

/// <summary>The state of a plugin folder.</summary>
/// <param name="Loaded">The newest build that loaded; <c>null</c> if no build has loaded.</param>
/// <param name="Errors">The reasons why the folder's current content isn't loaded.
/// The same objects as long as the reasons stay the same.</param>
/// <param name="Refused">The hash of the content that doesn't load; <c>null</c> if it may load the next time.</param>
internal sealed record FolderState(LoadedFolder? Loaded, IReadOnlyList<PluginLoadError> Errors, string? Refused)
{
    public static FolderState Of(LoadedFolder loaded) => new(loaded, [], null);

    public static FolderState Of(DeferredFolder deferred) => new(null, [], null) { Deferred = deferred };

    /// <summary>Gets the content that isn't loaded yet because no configuration has named one of its plugins;
    /// otherwise <c>null</c>.</summary>
    public DeferredFolder? Deferred { get; private init; }

    /// <summary>Gets the module; <c>null</c> if there is no module or it has been disposed.</summary>
    public PluginModule? Module => Loaded?.Module ?? Deferred?.Module;
}
