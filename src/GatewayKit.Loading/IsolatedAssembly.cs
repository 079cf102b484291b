using System.Reflection;
using System.Runtime.Loader;
using GatewayKit.Loading.Inspection;
using McMaster.NETCore.Plugins;

namespace GatewayKit.Loading;

/// <summary>An assembly in its own load context. No other type uses the loading library.</summary>
internal sealed class IsolatedAssembly : IDisposable
{
    private readonly PluginLoader _loader;

    /// <summary>Initializes the load context without loading anything.</summary>
    /// <param name="file">The assembly. The files next to it are its private dependencies.</param>
    /// <param name="isUnloadable">
    /// Whether the context can be collected. A context that can't be collected starts faster: its code uses tiered compilation,
    /// like the host's.
    /// </param>
    public IsolatedAssembly(string file, bool isUnloadable)
    {
        var folder = Path.GetDirectoryName(file)!;
        _loader = PluginLoader.CreateFromAssemblyFile(file, config =>
        {
            config.IsUnloadable = isUnloadable;

            // Otherwise, all references of the shared assemblies would be loaded now, most of which are never needed.
            config.IsLazyLoaded = true;
            config.DefaultContext = AssemblyLoadContext.GetLoadContext(typeof(IGatewayPlugin).Assembly)!;

            // Assemblies that the folder doesn't contain come from the host in any case; the inspection passes shared assemblies
            // only. Assemblies that the folder does contain must be named, or the copy would win.
            config.SharedAssemblies.Add(typeof(IGatewayPlugin).Assembly.GetName());
            foreach (var copy in Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories))
            {
                var name = Path.GetFileNameWithoutExtension(copy);
                if (SharedAssemblies.Host.Contains(name))
                    config.SharedAssemblies.Add(new AssemblyName(name));
            }
        });
    }

    public Assembly Load() => _loader.LoadDefaultAssembly();

    /// <summary>Lets a collectible context be collected as soon as it is no longer used.</summary>
    public void Dispose() => _loader.Dispose();
}
