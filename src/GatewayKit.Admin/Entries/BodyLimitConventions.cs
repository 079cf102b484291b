using Microsoft.AspNetCore.Builder;

namespace GatewayKit.Admin.Entries;

/// <summary>Sets the maximum size of bodies.</summary>
internal static class BodyLimitConventions
{
    public static RouteHandlerBuilder WithBodyLimit(this RouteHandlerBuilder endpoint, long bytes)
        => endpoint.WithMetadata(new BodyLimit(bytes));
}
