namespace GatewayKit.Hosting.Admin;

/// <summary>The addresses of the <see cref="AdminServer"/>.</summary>
internal sealed class AdminOptions
{
    /// <summary>Addresses that answer health checks and take commands for plugins.</summary>
    public List<string> Urls { get; } = [];

    /// <summary>Addresses that answer health checks only.</summary>
    public List<string> HealthUrls { get; } = [];

    /// <summary>Names that the Host header of a command may have, beside loopback names and the address that it came to.</summary>
    public List<string> Hosts { get; } = [];
}
