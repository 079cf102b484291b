namespace GatewayKit.Plugins.HttpSignature;

/// <summary>A parameter of an item or an inner list (RFC 9651, section 3.1.2).</summary>
internal readonly record struct SfParameter(string Name, SfValue Value);
