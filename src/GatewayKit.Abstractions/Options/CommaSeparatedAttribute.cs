namespace GatewayKit;

/// <summary>
/// Lets the configuration give a list for an option whose text has several parts: with <c>[CommaSeparated]</c>,
/// <c>by: [consumer, ip]</c> means <c>by: "consumer, ip"</c>. Other attributes, such as a pattern, check the text.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CommaSeparatedAttribute : Attribute;
