using System.Reflection;
using GatewayKit.Plugins;

namespace GatewayKit.Loading;

/// <summary>
/// Describes in a sentence why a plugin didn't load. It returns text only: an exception whose type belongs to the plugin would keep its
/// assembly in memory.
/// </summary>
internal static class LoadFailure
{
    public static string Describe(Exception error) => error switch
    {
        PluginModuleException => error.Message,
        IOException or UnauthorizedAccessException => error.Message,
        ReflectionTypeLoadException types => "types can't be loaded: " + string.Join(" ", types.LoaderExceptions
            .OfType<Exception>().Select(e => e.Message).Distinct(StringComparer.Ordinal)),
        TargetInvocationException or TypeInitializationException when error.InnerException is { } inner => Describe(inner),
        _ => $"loading it failed with {error.GetType().Name}: {error.Message}",
    };
}
