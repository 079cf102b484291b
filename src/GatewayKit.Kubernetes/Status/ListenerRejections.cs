using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Status;

/// <summary>Adds the listeners that the core has rejected to the status of their Gateway or ListenerSet.</summary>
internal static class ListenerRejections
{
    /// <summary>Returns the status with these listeners as not programmed.</summary>
    /// <param name="status">The status of the Gateway or ListenerSet.</param>
    /// <param name="messages">The reasons by the name of the listener.</param>
    public static object Apply(object status, IReadOnlyDictionary<string, string> messages) => status switch
    {
        GatewayStatus gateway when Mark(gateway.Listeners, messages) is var listeners
            => gateway with { Listeners = listeners, Conditions = Mark(gateway.Conditions, listeners) },
        ListenerSetStatus set when Mark(set.Listeners, messages) is var listeners
            => set with { Listeners = listeners, Conditions = Mark(set.Conditions, listeners) },
        _ => status,
    };

    private static ImmutableArray<ListenerStatus> Mark(
        ImmutableArray<ListenerStatus> listeners, IReadOnlyDictionary<string, string> messages)
        =>
        [
            .. listeners.Select(listener => messages.TryGetValue(listener.Name, out var message)
                ? listener with { Conditions = Fail(listener.Conditions, message) }
                : listener),
        ];

    /// <summary>A Gateway without a listener isn't programmed.</summary>
    private static ImmutableArray<Condition> Mark(ImmutableArray<Condition> conditions, ImmutableArray<ListenerStatus> listeners)
        => listeners.Any(listener => listener.Conditions.Any(condition => condition is { Type: "Programmed", Status: "True" }))
            ? conditions
            : Fail(conditions, "No listener is programmed.");

    private static ImmutableArray<Condition> Fail(ImmutableArray<Condition> conditions, string message)
        =>
        [
            .. conditions.Select(condition => condition is { Type: "Programmed", Status: "True" }
                ? condition with { Status = "False", Reason = "Invalid", Message = message }
                : condition),
        ];
}
