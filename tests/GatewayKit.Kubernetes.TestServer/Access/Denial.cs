using GatewayKit.Kubernetes.TestServer.Serving;

namespace GatewayKit.Kubernetes.TestServer.Access;

/// <summary>Requests that are rejected.</summary>
internal sealed class Denial(string? verb, string? resource, string? user) : IDisposable
{
    /// <summary>The owner of a removed token.</summary>
    public static readonly Identity Unknown = new("", []);

    private volatile bool _isOver;

    public bool Concerns(Identity identity, ResourceRequest request)
        => !_isOver && (verb is null || verb == request.Verb) && (resource is null || resource == request.Resource)
            && (user is null || user == identity.User);

    public void Dispose() => _isOver = true;
}
