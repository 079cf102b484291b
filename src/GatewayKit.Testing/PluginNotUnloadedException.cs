namespace GatewayKit.Testing;

/// <summary>Thrown when a plugin's load context stays in memory although the plugin is no longer used.</summary>
public sealed class PluginNotUnloadedException : Exception
{
    /// <summary>Initializes a new instance with the names of the leaked plugin assemblies.</summary>
    /// <param name="plugins">The assembly names.</param>
    public PluginNotUnloadedException(IEnumerable<string> plugins)
        : base($"Plugin assemblies weren't unloaded: {string.Join(", ", plugins)}. Look for a timer, a task that never ends, a static "
            + "event, reflection-based JSON or another cache that holds their types.")
    {
    }
}
