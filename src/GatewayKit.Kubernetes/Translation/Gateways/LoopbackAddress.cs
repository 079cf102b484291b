using System.Net;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The address of a Gateway outside of a pod, or why it has none.</summary>
internal sealed record LoopbackAddress(IPAddress? Address, Problem? Problem);
