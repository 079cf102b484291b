using GatewayKit.Loading.Inspection;
using GatewayKit.Loading.Watching;
using GatewayKit.Plugins;

namespace GatewayKit.Loading;

/// <summary>A plugin folder that is loaded when a configuration first names one of its plugins.</summary>
/// <param name="Stamp">The state of the folder. If it changes, another module takes the place of this one.</param>
/// <param name="Module">The module that loads the folder.</param>
internal sealed record DeferredFolder(string Stamp, PluginModule Module)
{
    /// <summary>Defers a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="before">The deferred folder, if it was deferred before.</param>
    /// <param name="host">The host's services.</param>
    /// <param name="load">Loads the folder in place of its module.</param>
    /// <returns>The deferred folder: the same object if the folder hasn't changed. <c>null</c> if the plugins of the folder can't be read
    /// from its metadata, so that loading it will tell the reason.</returns>
    public static DeferredFolder? Of(
        string path, DeferredFolder? before, IServiceProvider host, Func<DeferredFolder, DeferredLoad> load)
    {
        var stamp = FolderStamp.Of(path);
        if (before?.Stamp == stamp)
            return before;

        var name = Path.GetFileName(path);
        var file = Path.Combine(path, name + ".dll");
        if (DeclaredPlugins.TryRead(file) is not { Names: { Count: > 0 } names } declared
            || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
            return null;

        DeferredFolder? folder = null;
        var deferred = new DeferredPlugins(names, declared.Credentials, () => load(folder!));
        folder = new DeferredFolder(stamp, PluginModule.Defer(name, file, deferred, host));
        return folder;
    }
}
