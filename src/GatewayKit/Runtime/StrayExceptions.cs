using System.Diagnostics;
using System.Reflection;
using System.Runtime.ExceptionServices;
using GatewayKit.Pipeline;
using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>
/// Keeps the process alive when an exception that nobody awaits comes out of a plugin (an async void method, a thread or a
/// timer of its own), and quarantines the plugin's assembly. Exceptions of the host's own code stay what they are.
/// </summary>
internal static class StrayExceptions
{
    private static readonly Lock s_lock = new();
    private static readonly List<WeakReference<Watch>> s_watches = [];
    private static bool s_isInstalled;

    /// <summary>Watches over the plugins of a gateway for as long as the returned object lives.</summary>
    public static object Guard(GatewayRuntime runtime, PipelineTelemetry telemetry)
    {
        var watch = new Watch(runtime, telemetry);
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
                    // The host has a handler of its own: then it decides.
                }
            }
        }

        return watch;
    }

    private static bool Handle(Exception error)
    {
        var assemblies = new StackTrace(error).GetFrames().Select(f => f.GetMethod()?.Module.Assembly).OfType<Assembly>().Distinct().ToArray();
        Watch[] watches;
        lock (s_lock)
            watches = [.. s_watches.Select(w => w.TryGetTarget(out var watch) ? watch : null).OfType<Watch>()];

        return watches.Aggregate(false, (handled, watch) => watch.Quarantine(assemblies, error) || handled);
    }

    private sealed class Watch(GatewayRuntime runtime, PipelineTelemetry telemetry)
    {
        public bool Quarantine(Assembly[] assemblies, Exception error)
        {
            if (!runtime.IsStarted)
                return false;

            var quarantined = false;
            foreach (var module in runtime.Current.Catalog.Modules)
            {
                if (!assemblies.Any(module.Contains))
                    continue;

                module.IsQuarantined = true;
                telemetry.StrayException(module.Name, error);
                quarantined = true;
            }

            if (!quarantined && assemblies.Select(PluginModule.FindOwner).OfType<string>().FirstOrDefault() is { } old)
            {
                telemetry.LateStrayException(old, error);
                return true;
            }

            return quarantined;
        }
    }
}
