using GatewayKit.Hosting;
using GatewayKit.Loading;
using GatewayKit.Plugins;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds plugins from folders to a gateway.</summary>
public static class GatewayKitLoadingExtensions
{
    /// <summary>
    /// Loads the plugins of a folder when the gateway starts, and again when the folder changes: each folder <c>Name</c> in it
    /// with its <c>Name.dll</c>. May be called for several folders.
    /// </summary>
    /// <param name="gateway">The gateway's builder.</param>
    /// <param name="folder">
    /// The folder. A relative path begins at the content root or, if nothing is there, where the host's own assemblies are.
    /// </param>
    /// <returns>The builder, for more calls.</returns>
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

    private static string Find(string folder, string contentRoot)
    {
        var beside = Path.GetFullPath(folder, AppContext.BaseDirectory);
        var path = Path.GetFullPath(folder, Path.GetFullPath(contentRoot));
        return Directory.Exists(path) || !Directory.Exists(beside) ? path : beside;
    }
}
