using System.Reflection;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// Writes YARP's own telemetry events (<c>Yarp.ReverseProxy</c>) for exchanges that YARP's forwarder doesn't see. YARP has no public way to
/// write them; without its internal class, the events are missing, and a test fails.
/// </summary>
internal static class ForwardingEvents
{
    private static readonly object? s_log = typeof(IHttpForwarder).Assembly.GetType("Yarp.ReverseProxy.Forwarder.ForwarderTelemetry")
        ?.GetField("Log", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);

    private static readonly Action<string>? s_start = Find<Action<string>>("ForwarderStart");
    private static readonly Action<int>? s_stop = Find<Action<int>>("ForwarderStop");
    private static readonly Action<ForwarderError>? s_failed = Find<Action<ForwarderError>>("ForwarderFailed");
    private static readonly Action<int>? s_stage = Find<Action<int>>("ForwarderStage");

    /// <summary>Gets whether the events can be written.</summary>
    public static bool AreAvailable => (s_start, s_stop, s_failed, s_stage) is (not null, not null, not null, not null);

    public static void Start(string destinationPrefix) => s_start?.Invoke(destinationPrefix);

    public static void Stop(int status) => s_stop?.Invoke(status);

    public static void Failed(ForwarderError error) => s_failed?.Invoke(error);

    public static void Stage(ForwardingStage stage) => s_stage?.Invoke((int)stage);

    private static T? Find<T>(string name)
        where T : Delegate
        => s_log?.GetType().GetMethod(name, BindingFlags.Public | BindingFlags.Instance)?.CreateDelegate<T>(s_log);
}
