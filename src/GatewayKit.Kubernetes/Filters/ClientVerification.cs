namespace GatewayKit.Kubernetes.Filters;

/// <summary>Which clients <c>kubernetes-client-certificate</c> lets pass.</summary>
internal enum ClientVerification
{
    /// <summary>Those with a valid certificate.</summary>
    On,

    /// <summary>Those with a valid certificate, and those without one.</summary>
    Optional,

    /// <summary>All. Backends learn the result.</summary>
    OptionalNoCa,
}
