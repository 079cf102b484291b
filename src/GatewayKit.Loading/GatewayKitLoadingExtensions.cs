using GatewayKit.Hosting;
using GatewayKit.Loading;
using GatewayKit.Plugins;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds plugins from folders to a gateway.</summary>
public static class GatewayKitLoadingExtensions
{
    /// <summary>
    /// Loads the plugins of a folder when the gateway starts and again when the folder changes: each subfolder <c>Name</c>
    /// with its <c>Name.dll</c>. Can be called for several folders.
    /// </summary>
    /// <param name="gateway">The gateway's builder.</param>
    /// <param name="folder">
    /// The folder. A relative path is resolved against the content root or, if it doesn't exist there, against the host's own folder.
    /// </param>
    /// <returns>The builder, to chain calls.</returns>
    public static GatewayKitBuilder LoadPluginsFrom(this GatewayKitBuilder gateway, string folder)
        => LoadPluginsFrom(gateway, folder, onlyNamed: false);

    /// <summary>
    /// Loads the plugins of a folder, as <see cref="LoadPluginsFrom(GatewayKitBuilder, string)"/> does, either all or only those that the
    /// configuration names.
    /// </summary>
    /// <param name="gateway">The gateway's builder.</param>
    /// <param name="folder">The folder. A relative path is resolved as by
    /// <see cref="LoadPluginsFrom(GatewayKitBuilder, string)"/>.</param>
    /// <param name="onlyNamed">
    /// Whether an assembly is loaded when a configuration first names one of its plugins, or a credential type that one of them reads.
    /// The gateway then starts faster and uses less memory, and doesn't report why an unnamed plugin can't be loaded. If the folder has a
    /// lock file, all assemblies are loaded.
    /// </param>
    /// <returns>The builder, to chain calls.</returns>
    public static GatewayKitBuilder LoadPluginsFrom(this GatewayKitBuilder gateway, string folder, bool onlyNamed)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        gateway.Services.AddSingleton<IPluginSource>(services =>
        {
            var root = services.GetRequiredService<IHostEnvironment>().ContentRootPath;
            return new FolderPluginSource(
                Find(folder, root), only: null, services.GetRequiredService<TimeProvider>(), onlyNamed: onlyNamed);
        });
        return gateway;
    }

    /// <summary>Loads a single plugin folder when the gateway starts. Changes of the folder have no effect.</summary>
    /// <param name="gateway">The gateway's builder.</param>
    /// <param name="folder">The folder <c>Name</c>, with its <c>Name.dll</c>.
    /// A relative path is resolved as by <see cref="LoadPluginsFrom(GatewayKitBuilder, string)"/>.</param>
    /// <returns>The builder, to chain calls.</returns>
    public static GatewayKitBuilder LoadPluginFrom(this GatewayKitBuilder gateway, string folder)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        gateway.Services.AddSingleton<IPluginSource>(services =>
        {
            var path = Path.TrimEndingDirectorySeparator(Find(folder, services.GetRequiredService<IHostEnvironment>().ContentRootPath));
            return new FolderPluginSource(
                Path.GetDirectoryName(path)!, Path.GetFileName(path), services.GetRequiredService<TimeProvider>());
        });
        return gateway;
    }

    private static string Find(string folder, string contentRoot)
    {
        var beside = Path.GetFullPath(folder, AppContext.BaseDirectory);
        var path = Path.GetFullPath(folder, Path.GetFullPath(contentRoot));
        return Directory.Exists(path) || !Directory.Exists(beside) ? path : beside;
    }
}
