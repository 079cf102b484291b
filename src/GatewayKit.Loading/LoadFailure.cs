using System.Reflection;
using GatewayKit.Plugins;

namespace GatewayKit.Loading;

/// <summary>
/// Says in a sentence why a plugin did not load. Only text leaves: an exception of a plugin's own type would keep its
/// assembly in memory.
/// </summary>
internal static class LoadFailure
{
    public static string Describe(Exception error) => error switch
    {
        PluginModuleException => error.Message,
        IOException or UnauthorizedAccessException => error.Message,
        ReflectionTypeLoadException types => "its types do not load: " + string.Join(" ", types.LoaderExceptions
            .OfType<Exception>().Select(e => e.Message).Distinct(StringComparer.Ordinal)),
        TargetInvocationException or TypeInitializationException when error.InnerException is { } inner => Describe(inner),
        _ => $"loading it failed with {error.GetType().Name}: {error.Message}",
    };
}
