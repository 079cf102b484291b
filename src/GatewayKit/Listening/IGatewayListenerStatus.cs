using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Listening;

/// <summary>
/// The states of the listeners of the configuration: whether each is open. A listener whose address can't be bound, or is that of another
/// listener, doesn't reject the configuration: the gateway tries again until it is open. Available as a service in hosts that call
/// <c>UseDynamicListeners()</c>.
/// </summary>
public interface IGatewayListenerStatus
{
    /// <summary>Gets the states of the listeners of the active configuration by their names; empty before the host has started, and after
    /// it has stopped listening.</summary>
    ImmutableDictionary<string, GatewayListenerState> Current { get; }

    /// <summary>Returns a token that fires once, when <see cref="Current"/> has changed.</summary>
    IChangeToken GetChangeToken();
}
