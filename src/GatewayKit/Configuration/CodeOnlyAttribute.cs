namespace GatewayKit.Configuration;

/// <summary>Marks a property that only code can set: documents don't have its key.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeOnlyAttribute : Attribute;
