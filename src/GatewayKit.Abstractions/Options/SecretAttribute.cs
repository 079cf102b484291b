namespace GatewayKit;

/// <summary>Marks an option or credential property whose value is never logged or shown.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
