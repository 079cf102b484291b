using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>The status that a resource should have.</summary>
/// <param name="Owner">The resource.</param>
/// <param name="Status">The record of its kind, such as <see cref="Resources.GatewayApi.RouteStatus"/>, with only the entries of this
/// controller.</param>
internal sealed record ResourceStatus(ResourceOwner Owner, object Status);
