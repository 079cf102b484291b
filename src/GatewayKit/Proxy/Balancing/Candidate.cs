using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>A destination that can be selected, or could be if its weight weren't 0.</summary>
/// <param name="State">The destination in YARP.</param>
/// <param name="Balanced">Its balancing state.</param>
/// <param name="Weight">Its configured weight.</param>
internal readonly record struct Candidate(DestinationState State, BalancedDestination Balanced, int Weight);
