namespace GatewayKit.Proxy.Routing;

/// <summary>The constraints that took too long for a request's path.</summary>
internal sealed class UnfinishedConstraints : HashSet<BoundedRegexConstraint>;
