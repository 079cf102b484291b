using System.Net;

namespace GatewayKit.Listening;

/// <summary>The state of a listener.</summary>
/// <param name="EndPoint">The address and port on which the gateway listens; null if it doesn't.</param>
/// <param name="Error">The reason why it doesn't, such as <c>Address already in use</c>; null if it does.</param>
public sealed record GatewayListenerState(IPEndPoint? EndPoint, string? Error);
