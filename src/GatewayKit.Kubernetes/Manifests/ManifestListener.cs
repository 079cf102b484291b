using System.Net;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>A listener, and where it listens on this machine.</summary>
/// <param name="Gateway">The Gateway, such as <c>shop/web</c>; <c>ingress</c> for the listeners of all Ingresses.</param>
/// <param name="Name">The name of the listener.</param>
/// <param name="Protocol"><c>http</c>, <c>https</c>, <c>tls</c> or <c>tcp</c>.</param>
/// <param name="Host">The host, such as <c>*.example.com</c>; null for every host.</param>
/// <param name="Port">The port in the manifest, which clients of the cluster use.</param>
/// <param name="EndPoint">The address on this machine; null if the listener isn't open.</param>
public sealed record ManifestListener(string Gateway, string Name, string Protocol, string? Host, int Port, IPEndPoint? EndPoint);
