using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Admin.Access;

/// <summary>The caller of an endpoint, whose role is sufficient.</summary>
/// <param name="Name">The name of the key; <c>user:</c> and the user's subject or name; or <c>local</c>.</param>
/// <param name="Role">The role.</param>
internal sealed record AdminCaller(string Name, AdminRole Role)
{
    /// <summary>The caller on the same machine that needs no credentials.</summary>
    public static AdminCaller Local { get; } = new("local", AdminRole.Admin);

    /// <summary>Returns the caller of a request.</summary>
    public static AdminCaller Of(HttpContext http) => http.Features.GetRequiredFeature<AdminCaller>();
}
