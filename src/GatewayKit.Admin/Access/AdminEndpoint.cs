namespace GatewayKit.Admin.Access;

/// <summary>Marks an endpoint of the admin API, which checks its callers itself.</summary>
internal sealed class AdminEndpoint
{
    public static AdminEndpoint Instance { get; } = new();
}
