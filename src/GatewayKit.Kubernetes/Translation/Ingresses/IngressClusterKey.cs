using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>A cluster of a Service with the settings of an Ingress.</summary>
/// <param name="Id">The id.</param>
/// <param name="Shared">The cluster of the Service.</param>
/// <param name="Port">The port of the Service.</param>
/// <param name="Settings">The settings.</param>
internal sealed record IngressClusterKey(string Id, TranslatedCluster Shared, ServicePortKey Port, IngressClusterSettings Settings);
