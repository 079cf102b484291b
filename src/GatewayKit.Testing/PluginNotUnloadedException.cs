namespace GatewayKit.Testing;

/// <summary>A plugin's load context stays in memory although nothing uses the plugin any more.</summary>
public sealed class PluginNotUnloadedException : Exception
{
    /// <summary>Names the plugins.</summary>
    /// <param name="plugins">The assemblies' names.</param>
    public PluginNotUnloadedException(IEnumerable<string> plugins)
        : base($"Something keeps these plugin assemblies in memory: {string.Join(", ", plugins)}. Look for a timer, a task that never ends, a static event, reflection-based JSON or another cache that holds their types.")
    {
    }
}
