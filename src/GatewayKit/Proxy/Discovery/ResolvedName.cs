using System.Net;

namespace GatewayKit.Proxy.Discovery;

/// <summary>The answer of DNS for a name.</summary>
/// <param name="Addresses">The addresses; without a port if the records don't have ports.</param>
/// <param name="TimeToLive">The shortest time to live of the records.</param>
internal sealed record ResolvedName(IReadOnlyList<IPEndPoint> Addresses, TimeSpan TimeToLive);
