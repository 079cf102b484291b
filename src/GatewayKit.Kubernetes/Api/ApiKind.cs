namespace GatewayKit.Kubernetes.Api;

/// <summary>A kind of resources at the API server, in one served version.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version, such as <c>v1</c>.</param>
/// <param name="Plural">The name in paths, such as <c>httproutes</c>.</param>
internal sealed record ApiKind(string Group, string Version, string Plural)
{
    /// <summary>The group and version as objects state them.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Returns the path of a list.</summary>
    /// <param name="space">The namespace; null or empty for all namespaces and for resources of the cluster.</param>
    public string PathOf(string? space)
    {
        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        return string.IsNullOrEmpty(space) ? $"{root}/{Plural}" : $"{root}/namespaces/{Uri.EscapeDataString(space)}/{Plural}";
    }

    /// <summary>Returns the path of an object.</summary>
    public string PathOf(string? space, string name) => $"{PathOf(space)}/{Uri.EscapeDataString(name)}";

    /// <summary>Returns the resource as role-based access control names it, such as <c>httproutes.gateway.networking.k8s.io</c>.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
