namespace GatewayKit.Hosting;

/// <summary>An address of the <see cref="AdminServer"/>.</summary>
internal sealed record AdminUrl(string Value);
