using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Admin.Access;

/// <summary>The caller of an endpoint, whose role is sufficient.</summary>
/// <param name="Name">The name of the key; <c>user:</c> and the user's subject or name; or <c>local</c>.</param>
/// <param name="Role">The role.</param>
/// <param name="Scope">The labels of the entries that the caller may change; null for no limit.</param>
internal sealed record AdminCaller(string Name, AdminRole Role, IReadOnlyDictionary<string, string>? Scope = null)
{
    /// <summary>The caller on the same machine that needs no credentials.</summary>
    public static AdminCaller Local { get; } = new("local", AdminRole.Admin);

    /// <summary>Returns the caller of a request.</summary>
    public static AdminCaller Of(HttpContext http) => http.Features.GetRequiredFeature<AdminCaller>();
}
