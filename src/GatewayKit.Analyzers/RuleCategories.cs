namespace GatewayKit.Analyzers;

/// <summary>The categories of the rules.</summary>
internal static class RuleCategories
{
    /// <summary>Rules for code that prevents a plugin's load context from being collected.</summary>
    public const string Unloading = "GatewayKit.Unloading";

    /// <summary>Rules for code that affects concurrent exchanges.</summary>
    public const string HotPath = "GatewayKit.HotPath";

    /// <summary>Rules for code that discloses a secret.</summary>
    public const string Security = "GatewayKit.Security";

    /// <summary>Rules for code that violates the plugin contract.</summary>
    public const string Contract = "GatewayKit.Contract";
}
