namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>How server-side apply merges a list.</summary>
internal enum ListKind
{
    /// <summary>As a whole.</summary>
    Atomic,

    /// <summary>As a set of scalars.</summary>
    Set,

    /// <summary>By the keys of its items.</summary>
    Map,
}
