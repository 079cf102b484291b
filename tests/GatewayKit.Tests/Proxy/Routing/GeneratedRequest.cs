using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy.Routing;

internal sealed record GeneratedRequest(
    string Method, string Host, string Path, string Query, bool IsSecure, string? Tenant, string? Preflight)
{
    public void Apply(HttpRequest request)
    {
        request.Method = Method;
        request.Scheme = IsSecure ? "https" : "http";
        request.Host = new HostString(Host);
        request.Path = PathString.FromUriComponent(Path);
        request.QueryString = new QueryString(Query);
        if (Tenant is not null)
            request.Headers["x-tenant"] = Tenant;
        if (Preflight is null)
            return;

        request.Headers.Origin = "https://app.example";
        request.Headers.AccessControlRequestMethod = Preflight;
    }
}
