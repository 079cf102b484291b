namespace GatewayKit.Acme.Protocol;

/// <summary>A period of time.</summary>
internal sealed record RenewalWindow(DateTimeOffset Start, DateTimeOffset End);
