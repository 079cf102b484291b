using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Resources.Plugins;

/// <summary>Why the gateway has rejected a GatewayPlugin.</summary>
/// <param name="Entry">The rejected version as an entry. Another version is another object.</param>
/// <param name="Message">The errors, in the words of <c>gatewaykit validate</c>.</param>
internal sealed record PluginRejection(PluginEntry Entry, string Message);
