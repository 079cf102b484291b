using System.Diagnostics;
using System.Reflection;
using System.Runtime.ExceptionServices;
using GatewayKit.Telemetry;

namespace GatewayKit.Plugins;

/// <summary>
/// Keeps the process alive when a plugin throws an unobserved exception (from an async void method, its own thread or a timer),
/// and quarantines the plugin's assembly. The host's own unobserved exceptions end the process as usual.
/// </summary>
internal static class UnobservedExceptions
{
    private static readonly Lock s_lock = new();
    private static readonly List<WeakReference<Watch>> s_watches = [];
    private static bool s_isInstalled;

    /// <summary>Watches the plugins of a gateway until the returned object is disposed.</summary>
    /// <param name="modules">Returns the active plugin assemblies; null if the gateway hasn't started.</param>
    /// <param name="telemetry">Reports each exception.</param>
    public static object Guard(Func<IReadOnlyList<PluginModule>?> modules, PluginTelemetry telemetry)
    {
        var watch = new Watch(modules, telemetry);
        lock (s_lock)
        {
            s_watches.RemoveAll(w => !w.TryGetTarget(out _));
            s_watches.Add(new(watch));
            if (!s_isInstalled)
            {
                s_isInstalled = true;
                try
                {
                    ExceptionHandling.SetUnhandledExceptionHandler(Handle);
                }
                catch (InvalidOperationException)
                {
                    // The host installed its own handler, which then decides.
                }
            }
        }

        return watch;
    }

    private static bool Handle(Exception error)
    {
        var assemblies = new StackTrace(error)
            .GetFrames()
            .Select(f => f.GetMethod()?.Module.Assembly)
            .OfType<Assembly>()
            .Distinct()
            .ToArray();
        Watch[] watches;
        lock (s_lock)
            watches = [.. s_watches.Select(w => w.TryGetTarget(out var watch) ? watch : null).OfType<Watch>()];

        return watches.Aggregate(false, (handled, watch) => watch.Quarantine(assemblies, error) || handled);
    }

    private sealed class Watch(Func<IReadOnlyList<PluginModule>?> modules, PluginTelemetry telemetry)
    {
        public bool Quarantine(Assembly[] assemblies, Exception error)
        {
            if (modules() is not { } active)
                return false;

            var quarantined = false;
            foreach (var module in active.Where(module => assemblies.Any(module.Contains)))
            {
                module.IsQuarantined = true;
                telemetry.UnobservedException(module.Name, error);
                quarantined = true;
            }

            if (!quarantined && assemblies.Select(PluginModule.FindOwner).OfType<string>().FirstOrDefault() is { } old)
            {
                telemetry.LateUnobservedException(old, error);
                return true;
            }

            return quarantined;
        }
    }
}
