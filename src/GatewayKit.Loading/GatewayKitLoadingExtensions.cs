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
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        gateway.Services.AddSingleton<IPluginSource>(services =>
        {
            var root = services.GetRequiredService<IHostEnvironment>().ContentRootPath;
            return new FolderPluginSource(Find(folder, root), services.GetRequiredService<TimeProvider>());
        });
        return gateway;
    }

    /// <summary>Loads a single plugin folder when the gateway starts. Changes of the folder have no effect.</summary>
    /// <param name="gateway">The gateway's builder.</param>
    /// <param name="folder">The folder <c>Name</c>, with its <c>Name.dll</c>.
    /// A relative path is resolved as by <see cref="LoadPluginsFrom"/>.</param>
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
