using Microsoft.AspNetCore.Http;

namespace GatewayKit.Hosting.Admin;

/// <summary>Protects the admin addresses: runs before the endpoints, but after health checks, which it can't block.</summary>
internal interface IAdminGuard
{
    /// <summary>Gets whether a request without credentials is rejected.</summary>
    bool RequiresCredentials { get; }

    /// <summary>Rejects a request or calls the endpoint.</summary>
    Task InvokeAsync(HttpContext context, RequestDelegate next);
}
