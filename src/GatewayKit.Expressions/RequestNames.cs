using System.Net;

namespace GatewayKit.Expressions;

/// <summary>The names that an expression can use.</summary>
internal static class RequestNames
{
    public static Dictionary<string, Term> All { get; } = new(StringComparer.Ordinal)
    {
        ["consumer"] = new Text(context => context.Consumer?.Name),
        ["groups"] = new Texts((context, group) => IsInGroup(context, group)),
        ["scopes"] = new Texts((context, scope) => HasScope(context, scope)),
        ["method"] = new Text(context => context.Http.Request.Method),
        ["path"] = new Text(context => (context.Http.Request.PathBase + context.Http.Request.Path).Value),
        ["ip"] = new Text(context => AddressOf(context)?.ToString()),
    };

    /// <summary>Returns whether the caller is in a group.</summary>
    public static bool IsInGroup(GatewayContext context, string group) => context.Consumer?.IsInGroup(group) == true;

    /// <summary>Returns whether the caller's token has a scope.</summary>
    public static bool HasScope(GatewayContext context, string scope)
        => CallerClaims.Of(context) is { } claims && CallerClaims.HasScope(claims, scope);

    /// <summary>Returns the client's address; an IPv4 address that is written in IPv6 is an IPv4 address.</summary>
    public static IPAddress? AddressOf(GatewayContext context)
        => context.Http.Connection.RemoteIpAddress is { } address ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null;
}
