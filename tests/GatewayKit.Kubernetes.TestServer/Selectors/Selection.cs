using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Storage;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Selectors;

/// <summary>The objects that a list, a watch or a deletion concerns.</summary>
internal sealed class Selection(Kind kind, string? scope, IQueryCollection query)
{
    private readonly LabelSelector _labels = LabelSelector.Parse(query["labelSelector"].ToString());
    private readonly FieldSelector _fields = FieldSelector.Parse(query["fieldSelector"].ToString(), kind);

    /// <summary>Gets whether every object of the namespace, or of the cluster, is selected.</summary>
    public bool HasNoSelector => _labels.IsEmpty && _fields.IsEmpty;

    public bool Matches(StoredObject candidate)
        => (scope is null || candidate.Namespace == scope) && _labels.Matches(candidate.Labels) && _fields.Matches(candidate);
}
