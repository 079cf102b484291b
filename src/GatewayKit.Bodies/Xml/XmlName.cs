namespace GatewayKit.Bodies;

/// <summary>A name in XML.</summary>
/// <param name="Prefix">The prefix; empty for none.</param>
/// <param name="Local">The rest.</param>
internal readonly record struct XmlName(string Prefix, string Local);
