namespace GatewayKit.Plugins.HttpSignature;

/// <summary>A member of a dictionary with its name (RFC 9651, section 3.2, which calls it the key).</summary>
internal readonly record struct SfEntry(string Name, SfMember Member);
