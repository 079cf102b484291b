using System.Net;

namespace GatewayKit.Proxy.Streams;

/// <summary>A destination of a stream.</summary>
/// <param name="Id">Its id in the cluster.</param>
/// <param name="EndPoint">The name or the address, and the port.</param>
/// <param name="Tls">The TLS of its connections; null if it has no <c>https</c> address.</param>
internal sealed record StreamDestination(string Id, DnsEndPoint EndPoint, StreamTls? Tls);
